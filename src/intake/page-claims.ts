import { isElement, type PageDocument, type PageElement } from './page-dom.ts'
import { linkedClaims, type LinkedClaims } from './linked-article.ts'
import { readLinkedData } from './structured-data.ts'

/** What a page says of itself, each source apart and in the order it stands. No judgement yet. */
export interface PageClaims {
  readonly linked: LinkedClaims
  /** Meta tags by name or property, lower case. */
  readonly meta: ReadonlyMap<string, readonly string[]>
  readonly microdata: ReadonlyMap<string, readonly string[]>
  readonly canonical: string | null
  readonly title: string | null
  /** First-level headings as the page shows them. */
  readonly headings: readonly string[]
  /** The first second- and third-level ones: some pages keep the first level for the site's name. */
  readonly subheadings: readonly string[]
  /** `<time>` elements outside of lists of other articles: the machine's form or else the shown one. */
  readonly times: readonly string[]
  /** What links or classes name as the author. */
  readonly authors: readonly string[]
  readonly language: string | null
}

const SOUGHT = [
  'meta[content]',
  'link[rel]',
  'script[type="application/ld+json"]',
  'title',
  'h1',
  'h2',
  'h3',
  'time',
  '[itemprop]',
  'a[rel]',
  '[class*="author"]',
  '[class*="Author"]',
  '[class*="byline"]',
  '[class*="Byline"]',
].join(',')
// Lists of other articles, comments and the page's frame name other authors and other days.
const ELSEWHERE = 'aside, nav, footer, [class*="related"], [class*="comment"], [class*="sidebar"], [id*="comments"], [id*="sidebar"]'
const MAX_AUTHORS = 40
const MAX_TIMES = 40
const MAX_HEADINGS = 30
const MAX_VALUES = 20
// More than any name or headline; elements that nest would be read again and again.
const MAX_SHOWN = 2000

/** Gathers the claims of a page in one pass over it. */
export function readClaims(page: PageDocument, address: string | null): PageClaims {
  const meta = new Map<string, string[]>()
  const microdata = new Map<string, string[]>()
  const blocks: string[] = []
  const headings: string[] = []
  const subheadings: string[] = []
  const times: string[] = []
  const authors: string[] = []
  let canonical: string | null = null
  let title: string | null = null
  for (const element of page.querySelectorAll(SOUGHT)) {
    const property = element.getAttribute('itemprop')
    if (property && !isElsewhere(element)) add(microdata, property.toLowerCase(), valueOf(element))
    switch (element.localName) {
      case 'meta':
        add(
          meta,
          (element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('http-equiv') ?? '').toLowerCase(),
          element.getAttribute('content'),
        )
        continue
      case 'link':
        if (/\bcanonical\b/i.test(element.getAttribute('rel') ?? '')) canonical ??= element.getAttribute('href')
        continue
      case 'script':
        blocks.push(element.textContent ?? '')
        continue
      case 'title':
        if (element.parentElement?.localName === 'head') title ??= shown(element)
        continue
      case 'h1':
        if (headings.length < MAX_HEADINGS) headings.push(shown(element))
        continue
      case 'h2':
      case 'h3':
        if (subheadings.length < MAX_HEADINGS) subheadings.push(shown(element))
        continue
      case 'time':
        if (times.length < MAX_TIMES && !isElsewhere(element)) times.push(element.getAttribute('datetime') ?? shown(element))
        continue
      default:
        if (authors.length < MAX_AUTHORS && namesAuthor(element) && !isElsewhere(element)) authors.push(shown(element))
    }
  }
  const linked = linkedClaims(readLinkedData(blocks), [address, canonical], headings)
  return {
    linked,
    meta,
    microdata,
    canonical,
    title,
    headings,
    subheadings,
    times,
    authors,
    language: page.documentElement?.getAttribute('lang') ?? null,
  }
}

function isElsewhere(element: PageElement): boolean {
  const frame = element.closest(ELSEWHERE)
  // An article has a footer of its own.
  return frame !== null && !(frame.localName === 'footer' && frame.closest('article') !== null)
}

function add(map: Map<string, string[]>, name: string, value: string | null): void {
  const text = value?.trim()
  if (!name || !text) return
  const values = map.get(name)
  if (!values) map.set(name, [text])
  else if (values.length < MAX_VALUES) values.push(text)
}

function valueOf(element: PageElement): string {
  const machine = element.getAttribute('content') ?? element.getAttribute('datetime')
  if (machine !== null) return machine
  const [name] = element.querySelectorAll('[itemprop="name"]')
  return name ? (name.getAttribute('content') ?? shown(name)) : shown(element)
}

function namesAuthor(element: PageElement): boolean {
  if (element.localName === 'a' && /\bauthor\b/i.test(element.getAttribute('rel') ?? '')) return true
  const classes = element.getAttribute('class') ?? ''
  return /(?:^|[\s_-])(?:by-?line|author)(?:s|[_-]?(?:name|link|title|by|info|box|meta|wrap(?:per)?|text|url|fn|byline))?(?:$|[\s_-])|author-?name|byline/i.test(
    classes,
  )
}

/** An element's text as it is shown: its own scripts and styles left out, and blocks kept apart. */
function shown(element: PageElement): string {
  const parts: string[] = []
  let length = 0
  const collect = (node: PageElement): void => {
    for (const child of node.childNodes) {
      if (length > MAX_SHOWN) return
      if (child.nodeType === 3) {
        const text = (child.textContent ?? '').slice(0, MAX_SHOWN)
        parts.push(text)
        length += text.length
      } else if (isElement(child) && !/^(?:script|style|svg|noscript|template)$/.test(child.localName)) {
        const block = /^(?:div|p|li|ul|br|h[1-6]|section|time)$/.test(child.localName)
        if (block) parts.push(' \n')
        collect(child)
        if (block) parts.push(' \n')
      }
    }
  }
  collect(element)
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\s]*/g, '\n')
    .trim()
    .slice(0, 500)
}
