import * as z from 'zod'

/** JSON-LD, as pages carry it: blocks, arrays, graphs and references between their nodes. No I/O. */

export type LinkedNode = Readonly<Record<string, unknown>>

const Node = z.record(z.string(), z.unknown())

const MAX_BLOCKS = 40
const MAX_NODES = 2000
const MAX_DEPTH = 8

/** What the blocks of one page say: their nodes in order, and by `@id`. */
export interface LinkedData {
  readonly nodes: readonly LinkedNode[]
  readonly byId: ReadonlyMap<string, LinkedNode>
}

/** Reads the texts of a page's `application/ld+json` blocks; one that is not JSON says nothing. */
export function readLinkedData(blocks: readonly string[]): LinkedData {
  const nodes: LinkedNode[] = []
  for (const block of blocks.slice(0, MAX_BLOCKS)) collect(parse(block), nodes, 0)
  const byId = new Map<string, LinkedNode>()
  for (const node of nodes) {
    const id = node['@id']
    // A reference has nothing but its id; whatever says more is what it refers to.
    if (typeof id === 'string' && Object.keys(node).length > Object.keys(byId.get(id) ?? {}).length) byId.set(id, node)
  }
  return { nodes, byId }
}

/** A value's nodes, references followed; text and numbers are passed over. */
export function nodesOf({ byId }: LinkedData, value: unknown): LinkedNode[] {
  return listOf(value).flatMap((each) => {
    const node = Node.safeParse(each)
    if (!node.success) return []
    const id = node.data['@id']
    return [(typeof id === 'string' ? byId.get(id) : undefined) ?? node.data]
  })
}

/** A value's texts: its own, or its `@value`s. */
export function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((each) => {
    if (typeof each === 'string') return [each]
    const node = Node.safeParse(each)
    return node.success && typeof node.data['@value'] === 'string' ? [node.data['@value']] : []
  })
}

/** The types of a node, without the vocabulary's address. */
export function typesOf(node: LinkedNode): string[] {
  return textsOf(node['@type']).map((type) => type.replace(/^.*[/#:]/, ''))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function collect(value: unknown, nodes: LinkedNode[], depth: number): void {
  if (depth > MAX_DEPTH || nodes.length >= MAX_NODES || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const each of value) collect(each, nodes, depth + 1)
    return
  }
  const node = Node.safeParse(value)
  if (!node.success) return
  nodes.push(node.data)
  for (const each of Object.values(node.data)) collect(each, nodes, depth + 1)
}

function parse(block: string): unknown {
  const text = block
    .replace(/^\s*(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[(?:\s*\*\/)?)|(?:-->|(?:\/\/|\/\*)?\s*\]\]>(?:\s*\*\/)?)\s*$/g, '')
    .trim()
  // Line feeds stand raw in many a headline.
  return tryJson(text) ?? tryJson(text.replace(/[\0-\x1f]+/g, ' ').replace(/;\s*$/, ''))
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
