/** How a page is built, told from its tags alone in one linear pass, before a parser that can be slowed down sees it. No I/O. */

export interface PageShape {
  readonly depth: number
  readonly elements: number
  /** The most children that one element has. */
  readonly siblings: number
  readonly attributes: number
  readonly hasFrameset: boolean
}

/** What is deep or large beyond any article's page: the parser's and the extractor's time grows with their product. */
export const MAX_DEPTH = 200
// Some five times what the largest article pages have.
const MAX_ELEMENTS = 10_000
// The extractor's time grows with their square.
const MAX_SIBLINGS = 3000
const MAX_ATTRIBUTES = 50_000

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const RAW = new Set('script style textarea title xmp iframe noembed noframes plaintext'.split(' '))
// End tags that may be left out, and what ends them.
const ENDED_BY: Readonly<Record<string, ReadonlySet<string>>> = {
  p: new Set(
    'p div ul ol dl table section article aside header footer nav main form fieldset h1 h2 h3 h4 h5 h6 hr pre blockquote address figure'.split(
      ' ',
    ),
  ),
  li: new Set(['li']),
  dt: new Set(['dt', 'dd']),
  dd: new Set(['dt', 'dd']),
  td: new Set(['td', 'th', 'tr', 'tbody', 'tfoot']),
  th: new Set(['td', 'th', 'tr', 'tbody', 'tfoot']),
  tr: new Set(['tr', 'tbody', 'tfoot']),
  thead: new Set(['tbody', 'tfoot']),
  tbody: new Set(['tbody', 'tfoot']),
  option: new Set(['option', 'optgroup']),
  optgroup: new Set(['optgroup']),
}

/** Why a page is not parsed, or null when its shape is that of a page somebody reads. */
export function refusalOfShape(html: string): string | null {
  const { depth, elements, siblings, attributes, hasFrameset } = measureShape(html)
  if (hasFrameset) return 'the page is a frameset and has no text of its own: send the page in its frame'
  if (depth > MAX_DEPTH) return `the page nests elements deeper than ${MAX_DEPTH} levels`
  if (elements > MAX_ELEMENTS) return `the page has more than ${MAX_ELEMENTS} elements or stray “<”`
  if (siblings > MAX_SIBLINGS) return `the page has an element with more than ${MAX_SIBLINGS} children`
  return attributes > MAX_ATTRIBUTES ? `the page has more than ${MAX_ATTRIBUTES} attributes` : null
}

/** Counts up to where the page would be refused. */
export function measureShape(html: string): PageShape {
  const open: string[] = []
  // Of each open element by its depth.
  const children: number[] = [0]
  let [depth, elements, siblings, attributes, hasFrameset] = [0, 0, 0, 0, false]
  let at = html.indexOf('<')
  while (at >= 0 && depth <= MAX_DEPTH && elements <= MAX_ELEMENTS && siblings <= MAX_SIBLINGS && attributes <= MAX_ATTRIBUTES) {
    if (html.startsWith('<!--', at)) {
      at = html.indexOf('<', endOf(html, '-->', at + 4))
      continue
    }
    const closing = html[at + 1] === '/'
    const name = nameAt(html, at + (closing ? 2 : 1))
    if (name === '') {
      // The parser looks twice at each that begins no tag.
      elements += 1
      at = html.indexOf('<', at + 1)
      continue
    }
    const tag = endOfTag(html, at + 1 + name.length)
    attributes += tag.attributes
    let next = tag.end
    if (closing) close(open, name)
    else {
      elements += 1
      hasFrameset ||= name === 'frameset'
      endImplied(open, name)
      const count = (children[open.length] ?? 0) + 1
      children[open.length] = count
      siblings = Math.max(siblings, count)
      if (RAW.has(name)) next = endOfRaw(html, name, tag.end)
      else if (!VOID.has(name) && html[tag.end - 2] !== '/') {
        open.push(name)
        children[open.length] = 0
      }
      depth = Math.max(depth, open.length)
    }
    at = html.indexOf('<', next)
  }
  return { depth, elements, siblings, attributes, hasFrameset }
}

/** Ends what a start tag ends by itself. */
function endImplied(open: string[], name: string): void {
  let last = open.at(-1)
  while (last !== undefined && ENDED_BY[last]?.has(name) === true) {
    open.pop()
    last = open.at(-1)
  }
}

function close(open: string[], name: string): void {
  const from = open.lastIndexOf(name)
  if (from >= 0) open.length = from
}

function nameAt(html: string, at: number): string {
  const first = html.charCodeAt(at) | 0x20
  if (!(first >= 0x61 && first <= 0x7a)) return ''
  let end = at + 1
  while (end < html.length && end - at < 40 && !/[\s/>]/.test(html[end] ?? '')) end++
  return html.slice(at, end).toLowerCase()
}

/** Past a tag's ">", not counting those inside of quotes. */
function endOfTag(html: string, from: number): { end: number; attributes: number } {
  let attributes = 0
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at)
    if (code === 0x3e) return { end: at + 1, attributes }
    if (code === 0x3d) {
      attributes += 1
      while (/\s/.test(html[at + 1] ?? '')) at++
      const mark = html[at + 1]
      if (mark === '"' || mark === "'") at = endOf(html, mark, at + 2) - 1
    } else if (code <= 0x20) attributes += 1
  }
  return { end: html.length, attributes }
}

function endOfRaw(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at
  }
  return html.length
}

function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at < 0 ? html.length : at + mark.length
}
