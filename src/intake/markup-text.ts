import { readReferences } from './character-references.ts'

/** The words of a snippet of HTML, such as a feed carries, without a document: one pass over its tags. No I/O. */

const BLOCKS = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
// Nothing that stands in these is prose; in the first ones it is not even markup.
const RAW = new Set('script style template textarea title iframe noscript'.split(' '))
const UNREAD = new Set('audio button canvas figcaption form head math object select svg video'.split(' '))
// A quoted value may be a whole picture. None of it holds "<", so that no text is looked at twice.
const TAG = /<(\/?)([a-z][a-z0-9:-]*)((?:"[^"<]*"|'[^'<]*'|[^"'<>]){0,5000})>/iy
const ANY_TAG = /<\/?[a-z][^<>]*>|<!--/i
// As much as a paragraph of an article may hold.
const LONGEST = 20_000

/** The paragraphs of HTML, or of plain text: there lines parted by blank ones. White space is folded, references are read. */
export function paragraphsOfMarkup(markup: string): string[] {
  const blocks = isMarkup(markup) ? blocksOf(markup) : markup.split(/\n[ \t\r]*\n/)
  return blocks.flatMap((block) => chunks(fold(readReferences(block))))
}

/** A snippet of HTML on one line. */
export function lineOfMarkup(markup: string): string {
  return paragraphsOfMarkup(markup).join(' ')
}

/** A title on one line, without tags that dress its words; others are taken for what it is about. */
export function lineOfTitle(title: string): string {
  return fold(
    readReferences(
      title.replace(/<\/?(?:a|abbr|b|big|br|cite|code|div|em|font|i|img|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?\/?>/gi, ''),
    ),
  )
}

/** Whether text holds tags. */
export function isMarkup(text: string): boolean {
  return ANY_TAG.test(text)
}

function blocksOf(markup: string): string[] {
  const blocks: string[] = []
  let open = ''
  let unread = 0
  let breaks = 0
  let at = 0
  const close = () => {
    blocks.push(open)
    open = ''
  }
  while (at < markup.length) {
    const next = markup.indexOf('<', at)
    const text = markup.slice(at, next === -1 ? markup.length : next)
    if (unread === 0) open += text
    if (text.trim() !== '') breaks = 0
    if (next === -1) break
    const tag = tagAt(markup, next)
    at = tag.end
    if (unread > 0 && !UNREAD.has(tag.name)) continue
    if (UNREAD.has(tag.name)) unread = Math.max(0, unread + (tag.closes ? -1 : tag.empty ? 0 : 1))
    else if (tag.name === 'br') {
      open += ' '
      breaks += 1
      // Two in a row are how an editor without paragraphs parts them.
      if (breaks === 2) close()
    } else if (BLOCKS.has(tag.name)) close()
    else if (tag.name === '') open += markup.slice(next, tag.end)
  }
  close()
  return blocks
}

interface Tag {
  /** In lower case; empty where a "<" opens no tag, and "!" for what is passed over. */
  readonly name: string
  readonly closes: boolean
  readonly empty: boolean
  readonly end: number
}

function tagAt(markup: string, at: number): Tag {
  if (markup.startsWith('<!--', at)) return passed(markup, '-->', at)
  if (markup.startsWith('<!', at) || markup.startsWith('<?', at)) return passed(markup, '>', at)
  TAG.lastIndex = at
  const [whole = '', slash = '', said = '', rest = ''] = TAG.exec(markup) ?? []
  if (whole === '') return { name: '', closes: false, empty: false, end: at + 1 }
  const name = said.toLowerCase()
  const tag = { name, closes: slash !== '', empty: rest.endsWith('/'), end: at + whole.length }
  return RAW.has(name) && !tag.closes && !tag.empty ? { ...tag, name: '!', end: endOfRaw(markup, name, tag.end) } : tag
}

function passed(markup: string, until: string, at: number): Tag {
  const end = markup.indexOf(until, at + 2)
  return { name: '!', closes: false, empty: true, end: end === -1 ? markup.length : end + until.length }
}

function endOfRaw(markup: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[^<>]*>`, 'gi')
  closing.lastIndex = from
  return closing.test(markup) ? closing.lastIndex : markup.length
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function chunks(text: string): string[] {
  if (text.length <= LONGEST) return text === '' ? [] : [text]
  const space = text.lastIndexOf(' ', LONGEST)
  const end = space > 0 ? space : LONGEST
  return [text.slice(0, end), ...chunks(text.slice(end).trim())]
}
