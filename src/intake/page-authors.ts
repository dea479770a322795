import { line } from '../core/text.ts'
import type { PageClaims } from './page-claims.ts'
import type { Leaf } from './page-surroundings.ts'

/** Who wrote a page, from its sources in their order of trust. No I/O. */

const META = [
  'author',
  'article:author',
  'article:author:name',
  'og:article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'citation_author',
]

/**
 * The first source that names somebody: JSON-LD, meta tags, microdata, what stands around the headline, what the page calls a
 * byline. One that names only the site gives way to one that names somebody else.
 */
export function authorsOf(claims: PageClaims, around: readonly Leaf[]): string[] {
  const { linked, meta, microdata, authors } = claims
  const sources = [
    linked.authors,
    ...META.map((name) => meta.get(name) ?? []),
    labelled(meta),
    microdata.get('author') ?? [],
    signed(around),
    bylines(authors),
  ]
  const named = sources.map((source) => distinct(source.flatMap(namesIn))).filter((names) => names.length > 0)
  const site = new Set([linked.publisher, ...(meta.get('og:site_name') ?? [])].flatMap((name) => (name ? [fold(name)] : [])))
  const [first = []] = named
  return (named.find((names) => names.some((name) => !site.has(fold(name)))) ?? first).slice(0, 20)
}

/** "Written by" as the cards of social networks are told it. */
function labelled(meta: PageClaims['meta']): readonly string[] {
  const [label] = meta.get('twitter:label1') ?? []
  return label && /\b(?:by|author)\b/i.test(label) ? (meta.get('twitter:data1') ?? []) : []
}

const BY =
  /^(?:(?:written|posted|published|edited|story|words|text|article|reported|reporting)?\s*by|authors?|contributors?|von|par|por|di|door|автор[иы]?)(?:\s*[:\s]\s*|$)/i

/** A name after "By", or one that leads to its author's page. */
function signed(around: readonly Leaf[]): string[] {
  const named: string[] = []
  for (const [i, { text, kind }] of around.entries()) {
    if (text.length > 160) continue
    const after = BY.test(text) ? text.replace(BY, '') || (around[i + 1]?.text ?? '') : null
    if (after !== null && after.length < 100 && namesIn(after).length > 0 && isCredit(after)) return [after]
    if (kind === 'author' && !BY.test(text) && isPerson(namesIn(text)[0] ?? '')) named.push(text)
  }
  return named.slice(0, 3)
}

/** Whether a credit is one, and not the second half of a sentence that goes on after "by". */
function isCredit(text: string): boolean {
  const words = text.split(' ').length
  return /^\p{Lu}/u.test(text) ? words <= 4 || (words <= 14 && !/[.!?]$/.test(text) && isPerson(namesIn(text)[0] ?? '')) : words === 1
}

/** The names in elements that are called bylines: what stands after "By", or a name and nothing else. */
function bylines(texts: readonly string[]): string[] {
  for (const text of texts) {
    const lines = text.split('\n').map(line).filter(Boolean)
    for (const [i, each] of lines.entries()) {
      const by = BY.test(each) ? each.replace(BY, '') || (lines[i + 1] ?? '') : null
      if (by !== null && by.length <= 160 && namesIn(by).length > 0) return [by]
    }
    const [first = ''] = lines
    if (first.length <= 160 && isPerson(namesIn(first)[0] ?? '')) return [first]
  }
  return []
}

/** The names in what a source gives for the author: "By A. Writer and B. Writer | Agency, updated …". */
function namesIn(text: string): string[] {
  const said = line(text).replace(BY, '').slice(0, 400)
  if (/^https?:|^www\.|^@|\S@\S+\.\S|^\w+(?:\.\w+){2,}$|[{}<>]/.test(said)) return []
  const [head = '', ...others] = said.split(/\s*[|•·;・]\s*|\s+[–—-]\s+/).flatMap(together)
  const names = [withoutRest(head), ...(isPerson(withoutRest(head)) ? others.map(withoutRest).filter(isPerson) : [])]
  return names.map(trimmed).filter(isName)
}

/** "A. Writer and B. Writer" are two, "Department for Research and Development" is one. */
function together(text: string): string[] {
  const parts = text.split(/\s*,\s+(?:and\s+)?|\s+(?:and|und|et|y|та|и|&|with)\s+/)
  const people = parts.map((part) => withoutRest(part)).filter(isPerson)
  const [first = ''] = parts
  return isPerson(first) && people.length > 0 ? people : [text]
}

/** Without the day, the place or the office after a name. */
function withoutRest(text: string): string {
  const [name = ''] = text.split(/\s+on\s+(?=\p{L}+\.?\s+\d|\d)|\s+(?:updated|published|posted)\b|\s*\(|\s+(?=\d{1,2}[./ ])/iu)
  const [first = ''] = name.split(/\s*,\s+|\s+(?:in|for|at|of)\s+(?=\p{Lu})/u)
  return isPerson(first) ? first : name
}

function trimmed(name: string): string {
  return name
    .replace(/^(?:by|and|with)\s+/i, '')
    .replace(/[\s:,]+$/, '')
    .trim()
}

function isName(text: string): boolean {
  return (
    text.length > 1 &&
    text.length <= 120 &&
    text.split(' ').length <= 8 &&
    /\p{L}/u.test(text) &&
    !/^(?:admin(?:istrator)?|webmaster|root|user|guest|unknown|null|undefined|none|n\/a|authors?|editor|login|contributors?|(?:the )?staff)$/i.test(
      text,
    ) &&
    !/^(?:about|more|view|read|see|follow|updated?|published|posted|last|share|written|all posts)\b/i.test(text) &&
    !/\b(?:min(?:ute)?s?|ago|read)$/i.test(text) &&
    !/\b(?:19|20)\d\d\b|\d{1,2}[:/]\d{2}/.test(text)
  )
}

const PARTICLE = /^(?:de|van|von|der|den|bin|al|da|la|le|di|del|dos|du|ter|el|ibn)$/
const OFFICE =
  /\b(?:Director|Editor|Manager|Officer|Writer|Reporter|Correspondent|President|Senior|Chief|Head|Founder|Professor|Inc|Staff|Marketing|News|Expert|Specialist|Lines?|Company|Group|Share|Author|Articles?|Posts?|Bio|Profile|Contact|Follow|Read|More|Table|Contents|Published|Updated|Learn|Home|Blog)\b/

function isPerson(text: string): boolean {
  const words = text.split(/\s+/)
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word) || PARTICLE.test(word)) &&
    !OFFICE.test(text)
  )
}

function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [fold(name), name])).values()]
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
