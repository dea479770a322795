import { isKnownOutlet, outletKey, outletName } from '../core/outlet.ts'
import { isCommon, isDemonym, textOf } from './capitals.ts'
import { isGivenName } from './given-names.ts'
import { isAcronym, isHead, isPlainHead, knownOrganisation } from './organisation-words.ts'
import { placeName } from './places.ts'
import type { Reading, Sentence, Word } from './reading.ts'
import { isTitle } from './roles.ts'

/** Organisations: known ones, those whose name says what they are, and acronyms; agencies and outlets among them. */

export interface Organisation {
  readonly name: string
  readonly paragraph: number
  readonly start: number
  readonly end: number
}

const JOINERS = new Set(['of', 'for', 'and', 'on', 'the', 'de', 'du', 'des'])
// Outlets whose names are everyday words count only where the text says "told", "according to" and the like.
const AMBIGUOUS = new Set([
  'time',
  'nature',
  'science',
  'vice',
  'fortune',
  'times',
  'sun',
  'age',
  'mirror',
  'insider',
  'independent',
  'nation',
  'reform',
  'hill',
  'national',
  'punch',
  'wired',
  'globe',
  'bild',
  'babel',
  'dawn',
  'reforma',
  'pa',
  'aa',
  'tt',
  'ap',
  'cp',
  'dr',
  'err',
  'mena',
  'sana',
  'spa',
  'ips',
  'app',
  'nan',
  'nos',
  'welt',
  'zeit',
  'ria',
  'conversation',
  'register',
  'variety',
  'verge',
  'politika',
  'telex',
  'australian',
  'express',
])
// Few letters are many things; of outlets written so, these are sure.
const LETTERS = new Set(
  'AP AFP UPI DPA BBC CNN NBC CBS ABC NPR PBS CNBC ESPN NYT WSJ TASS EFE ANSA RFI NHK CBC RNZ RTE ZDF ARD FAZ TSN VOA ORF NRK SVT'.split(
    ' ',
  ),
)

/** Every place where a text names an organisation. */
export function findOrganisations(reading: Reading): Organisation[] {
  const found: Organisation[] = []
  const introduced = introducedAcronyms(reading)
  for (const sentence of reading.sentences) {
    const { words } = sentence
    for (let from = 0; from < words.length; from++) {
      const match = organisationAt(reading, sentence, from, introduced)
      const last = match ? words[match.to - 1] : undefined
      const first = words[from]
      if (!match || !first || !last) continue
      found.push({ name: match.name, paragraph: sentence.paragraph, start: first.start, end: last.end })
      from = match.to - 1
      if (found.length >= 2000) return found
    }
  }
  return found
}

/** The names, each once under its preferred spelling, in order of first mention. */
export function organisationNames(found: readonly Organisation[]): string[] {
  const names = new Map<string, string>()
  for (const { name } of found) {
    const key = outletKey(name).replace(/^the-/, '')
    if (name.length <= 120 && !names.has(key)) names.set(key, name)
  }
  return [...names.values()].slice(0, 100)
}

function organisationAt(
  reading: Reading,
  sentence: Sentence,
  from: number,
  introduced: ReadonlyMap<string, string>,
): { name: string; to: number } | null {
  const { words } = sentence
  const first = words[from]
  if (!first?.capital) return null
  const to = endOf(words, from)
  for (let end = to; end > from; end--) {
    const text = textOf(sentence, from, end)
    if (isOutlet(text)) return { name: outletName(text), to: end }
    const known = knownOrganisation(text)
    if (known) return { name: known, to: end }
  }
  const named = to - from > 1 ? bySuffix(reading, sentence, from, to) : null
  if (named) return named
  if (isAcronym(first.text) && !placeName(first.text) && (introduced.has(first.text) || isThe(words[from - 1]))) {
    return { name: introduced.get(first.text) ?? first.text, to: from + 1 }
  }
  return null
}

function endOf(words: readonly Word[], from: number): number {
  let to = from + 1
  while (to < words.length && to - from < 9) {
    const word = words[to]
    if (!word || (words[to - 1]?.possessive && !isNamedAfter(words, from, to))) break
    if (word.capital && /^(?: |\. |-|, )$/.test(word.gap) && (word.gap !== ', ' || /^(?:Inc|Ltd|LLC|Corp|Co)\.?$/.test(word.text))) to++
    else if (JOINERS.has(word.text) && word.gap === ' ' && joinsCapital(words, from, to)) to += words[to + 1]?.capital ? 2 : 3
    else break
  }
  return to
}

/** "St. Mary's Hospital", "King's College": a possessive that is part of the name. */
function isNamedAfter(words: readonly Word[], from: number, at: number): boolean {
  return /^(?:St\.?|Saint|King|Queen|Women|Children|People)$/.test(words[from]?.text ?? '') && isHead(words[at]?.text ?? '')
}

function joinsCapital(words: readonly Word[], from: number, at: number): boolean {
  const [next, after] = [words[at + 1], words[at + 2]]
  if (next?.gap !== ' ' || isCommon(next.text)) return false
  // "Ministry of Health and Welfare" is one, "Ann Lee and the Supreme Court" are two.
  if (words[at]?.text === 'and') return next.capital && words.slice(from, at).some((word) => word.text === 'of' || word.text === 'for')
  return next.capital || (next.text === 'the' && after?.gap === ' ' && after.capital)
}

/** A name that says what it names: "Harbour Workers Union", "Ministry of Finance", "Acme Ltd". */
function bySuffix(reading: Reading, sentence: Sentence, from: number, to: number): { name: string; to: number } | null {
  const { words } = sentence
  const start = words[from]?.text ?? ''
  const titled = isTitle(start) && !DEPARTMENTS.has(words[to - 1]?.text ?? '')
  if ((from === 0 && isCommon(start)) || titled || /^(?:Mr|Mrs|Ms|Dr)/.test(start) || isCommon(start)) return null
  // "Ann Lee of Leeds University": what stands before "of" is no body.
  const of = words.slice(from, to).findIndex((word) => word.text === 'of')
  if (of > 0 && !words.slice(from, from + of).some((word) => isHead(word.text))) return null
  for (let end = to; end > from; end--) {
    const last = words[end - 1]
    if (!last || !isHead(last.text)) continue
    if (end < to && words[end]?.text === 'of' && to - end > 1) return finish(reading, sentence, from, to)
    if (end - from > 1) return finish(reading, sentence, from, end)
  }
  return null
}

function finish(reading: Reading, sentence: Sentence, from: number, to: number): { name: string; to: number } | null {
  const words = sentence.words.slice(from, to)
  const name = textOf(sentence, from, to).replace(/\s+/g, ' ')
  const head = words.findLast((word) => isHead(word.text))
  const others = words.filter((word) => word.capital && word !== head)
  if (NOT_BODIES.has(head?.text ?? '') || others.length === 0 || placeName(name)) return null
  if (isGivenName(words[0]?.text ?? '') && words.length === 2) return null
  // "Russian Police", "New Office": a plain head with a word that is no name.
  if (isPlainHead(head?.text ?? '') && others.every((word) => isDemonym(word.text) || reading.lowercase.has(word.text.toLowerCase())))
    return null
  return { name, to }
}

// "Interior Ministry", "Foreign Office": the only bodies whose names begin like a title.
const DEPARTMENTS = new Set('Ministry Department Office Committee Council Bureau Agency'.split(' '))

const NOT_BODIES = new Set(
  (
    'Amendment Act Bill Treaty Agreement Accord Amendments Street Avenue Road Square Bridge River Lake Mountain Valley Island Islands Airport Station Stadium Park Hall Palace Hotel Plaza ' +
    'Tower County District City Township Prize Award Awards Cup Series Games Day Week Month War Revolution Summit Forum Conference Convention Debate'
  ).split(' '),
)

function isOutlet(text: string): boolean {
  if (!isKnownOutlet(text) || isDemonym(text) || placeName(text)) return false
  return /^\p{Lu}{2,4}$/u.test(text) ? LETTERS.has(text) : !AMBIGUOUS.has(text.toLowerCase().replace(/\.$/, ''))
}

function isThe(word: Word | undefined): boolean {
  return word !== undefined && /^(?:the|The)$/.test(word.text)
}

/** Acronyms that the text explains, "World Radio League (WRL)", each with its name to show. */
function introducedAcronyms({ body, sentences }: Reading): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const paragraph of body.slice(0, 2000)) {
    for (const [, letters = ''] of paragraph.slice(0, 20_000).matchAll(/\((\p{Lu}{2,6})\)/gu))
      if (isAcronym(letters)) found.set(letters, knownOrganisation(letters) ?? letters)
  }
  const counts = new Map<string, number>()
  for (const { words } of sentences) for (const { text } of words) if (isAcronym(text)) counts.set(text, (counts.get(text) ?? 0) + 1)
  for (const [letters, count] of counts) if (count >= 3 && !found.has(letters)) found.set(letters, letters)
  return found
}
