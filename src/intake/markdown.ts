import type { Nodes, RootContent } from 'mdast'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { line, plain } from '../core/text.ts'
import { parseFrontMatter, partFrontMatter } from './front-matter.ts'
import { fieldsOf, type FrontMatter } from './front-matter-fields.ts'
import type { Outlet } from './outlet-step.ts'
import { noBody, type Document } from './text.ts'

const DROPPED = new Set(['code', 'html', 'definition', 'thematicBreak', 'footnoteDefinition'])
// CommonMark's containers nest without end; past this a text is not written by anyone.
const MAX_DEPTH = 50
// micromark slows down with every line and, quadratically, with every open bracket of a paragraph.
const MAX_LINES = 5000
const MAX_BRACKETS = 2000
// Emphasis and code are matched pair by pair, quadratically when they do not pair.
const MAX_MARKS = 3000

export interface MarkdownDocument {
  /** With whatever fields its front matter says, yet to be checked. */
  readonly document: Document & Readonly<Record<string, unknown>>
  readonly outlet: Outlet | null
  readonly warnings: readonly Flaw[]
}

/** Where a document is from, and when it is read. */
export interface Reading {
  readonly address: string | null
  readonly now: string
}

const NOTHING: FrontMatter = { fields: {}, outlet: null, warnings: [] }

/** Reads Markdown (CommonMark), with front matter in YAML or TOML above it or without. */
export async function readMarkdown(raw: string, { address, now }: Reading): Promise<Result<MarkdownDocument, Flaw[]>> {
  const text = plain(raw)
  const parted = partFrontMatter(text)
  if (!parted.ok) return parted
  const entries = parted.value ? await parseFrontMatter(parted.value) : null
  if (entries && !entries.ok) return entries
  const { fields, outlet, warnings } = entries ? fieldsOf(entries.value, address, now) : NOTHING
  const said = typeof fields['headline'] === 'string' ? fields['headline'] : null
  const read = await readBlocks(parted.value?.text ?? text, said)
  return read.ok ? ok({ document: { ...fields, ...read.value }, outlet, warnings }) : read
}

/**
 * The headline that was said, else the first heading, else the first paragraph's first line; then the paragraphs. No markup is left
 * in the text; list items and quoted blocks are paragraphs; code and HTML are dropped.
 */
async function readBlocks(text: string, said: string | null): Promise<Result<Document, Flaw[]>> {
  const reason = intricacy(text)
  if (reason) return fail([{ pointer: '', detail: reason }])
  const { fromMarkdown } = await import('mdast-util-from-markdown')
  const blocks = fromMarkdown(text).children
  const first = blocks.find((node) => node.type === 'heading' && words(node) !== '')
  const heading = said === null || (first && line(words(first)) === said) ? first : undefined
  const paragraphs = blocks.filter((node) => node !== heading).flatMap((node) => paragraphsOf(node, 0))
  const headline = said ?? (heading ? words(heading) : headOf(paragraphs))
  if (!headline) return fail([{ pointer: '', detail: 'the text is empty: send a heading, then the paragraphs' }])
  return paragraphs.length > 0 ? ok({ headline, body: paragraphs.map(line) }) : fail([noBody()])
}

/** Why a text is not worth parsing: its nesting, lines or brackets would cost more than any article's. */
function intricacy(text: string): string | null {
  const lines = text.split('\n')
  if (lines.length > MAX_LINES) return `the Markdown has more than ${MAX_LINES} lines`
  if (text.split('[').length > MAX_BRACKETS) return `the Markdown has more than ${MAX_BRACKETS} brackets`
  if ((text.match(/[*_`]/g)?.length ?? 0) > MAX_MARKS) return `the Markdown has more than ${MAX_MARKS} marks of emphasis and code`
  const marks = lines.map((each) => /^[ \t>*+\-\d.)]*/.exec(each)?.[0].match(/>|[*+-](?=\s)|\d[.)]|\s{2}/g)?.length ?? 0)
  return marks.some((count) => count > MAX_DEPTH) ? `the Markdown nests deeper than ${MAX_DEPTH} levels` : null
}

function headOf(paragraphs: string[]): string {
  const [head = '', ...rest] = (paragraphs.shift() ?? '').split('\n')
  if (rest.length > 0) paragraphs.unshift(rest.join(' '))
  return line(head)
}

function paragraphsOf(node: RootContent, depth: number): string[] {
  if (DROPPED.has(node.type) || depth > MAX_DEPTH) return []
  const isBlock = node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
  if (isBlock) return node.children.flatMap((child) => paragraphsOf(child, depth + 1))
  const text = words(node)
  return text ? [text] : []
}

function words(node: Nodes): string {
  return textOf(node)
    .replace(/[ \t]+/g, ' ')
    .trim()
}

function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'html' || node.type === 'image' || node.type === 'imageReference' || node.type === 'footnoteReference') return ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
