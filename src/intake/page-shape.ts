import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_SIBLINGS } from './page-bounds.ts'

/** How a page is built, told from its tags alone in one linear pass, before a parser that can be slowed down sees it. No I/O. */

export interface PageShape {
  readonly depth: number
  readonly elements: number
  /** The most children that one element has. */
  readonly siblings: number
  /** The squares of all elements' numbers of children together. */
  readonly crowding: number
  readonly attributes: number
  /** The depths of all elements together: what is asked of each element's ancestors takes as long. */
  readonly steps: number
  /** The characters of text, each as often as elements are around it: what reads the text of every element reads as much. */
  readonly reach: number
  /** Character references such as "&amp;", in text. */
  readonly references: number
  readonly hasFrameset: boolean
}

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

/** Counts up to where the page would be refused. */
export function measureShape(html: string): PageShape {
  const open: string[] = []
  // Of each open element by its depth.
  const children: number[] = [0]
  let [depth, elements, siblings, crowding, attributes, steps, reach, references, hasFrameset] = [0, 0, 0, 0, 0, 0, 0, 0, false]
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
      crowding += 2 * count - 1
      if (RAW.has(name)) next = endOfRaw(html, name, tag.end)
      else if (!VOID.has(name) && html[tag.end - 2] !== '/') {
        open.push(name)
        children[open.length] = 0
      }
      depth = Math.max(depth, open.length)
      steps += open.length
    }
    at = html.indexOf('<', next)
    const text = at < 0 ? html.length : at
    reach += (text - next) * open.length
    references += referencesIn(html, next, text)
  }
  return { depth, elements, siblings, crowding, attributes, steps, reach, references, hasFrameset }
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

function referencesIn(html: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (html.charCodeAt(at) === 0x26) count++
  return count
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
