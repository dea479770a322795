import { line } from '../core/text.ts'
import { isElement, type PageElement, type PageNode } from './page-dom.ts'

/** What stands around a page's headline, where readers look for the byline and the date. No I/O. */

export interface Leaf {
  readonly text: string
  /** A moment for machines, a link to an author's page, or just text. */
  readonly kind: 'time' | 'author' | 'text'
}

const BEFORE = 16
const AFTER = 40
const MAX_LEAVES = 20_000

/** The pieces of text after the headline and then those before it, nearest first; none when the page does not show it. */
export function surroundingsOf(body: PageElement, headline: string): Leaf[] {
  const leaves: Leaf[] = []
  collect(body, leaves)
  const title = fold(headline)
  const at = leaves.findIndex(({ text }, i) => {
    if (text.length < 2 || !title.startsWith(fold(text))) return false
    let whole = ''
    for (let end = i; end < leaves.length && whole.length < title.length; end++) whole += fold(leaves[end]?.text ?? '')
    return whole === title
  })
  if (at < 0) return []
  return [...leaves.slice(at, at + AFTER), ...leaves.slice(Math.max(0, at - BEFORE), at).toReversed()]
}

function collect(element: PageElement, leaves: Leaf[]): void {
  for (const child of element.childNodes) {
    if (leaves.length >= MAX_LEAVES) return
    if (isElement(child)) collectElement(child, leaves)
    else if (isText(child)) add(leaves, child.textContent, 'text')
  }
}

function collectElement(element: PageElement, leaves: Leaf[]): void {
  const name = element.localName
  if (/^(?:script|style|svg|noscript|template|nav|button|select|form)$/.test(name)) return
  if (name === 'time') {
    add(leaves, element.getAttribute('datetime') ?? element.textContent, 'time')
    return
  }
  if (name === 'a' ? leadsToAuthor(element) : isCalledAuthor(element)) {
    add(leaves, element.textContent, 'author')
    return
  }
  collect(element, leaves)
}

function isText(node: PageNode): boolean {
  return node.nodeType === 3
}

function leadsToAuthor(link: PageElement): boolean {
  return (
    /\bauthor\b/.test(link.getAttribute('rel') ?? '') ||
    /\/(?:authors?|contributors?|writers?|reporters?|journalists?|by|profiles?|people|team|staff)\/[^/]/i.test(
      link.getAttribute('href') ?? '',
    )
  )
}

function isCalledAuthor(element: PageElement): boolean {
  return (
    /(?:^|[\s_-])author(?:[_-]{1,2}name)?(?:$|\s)/i.test(element.getAttribute('class') ?? '') && (element.textContent ?? '').length < 120
  )
}

function add(leaves: Leaf[], raw: string | null, kind: Leaf['kind']): void {
  const text = line(raw ?? '')
  if (/[\p{L}\p{N}]/u.test(text)) leaves.push({ text, kind })
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
