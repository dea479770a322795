import type { ArticleContent } from '../core/article.ts'
import type { EventTerm } from '../core/fingerprint.ts'
import { isKnownOutlet } from '../core/outlet.ts'
import { isStopWord, stem } from './stop-words.ts'

/** The names and words by which two reports of one event are recognised, whatever the reporters made of it. Pure. */

const READ_WORDS = 500
const LEAD_WORDS = 50
const MOST_TERMS = 60

/** A name that stands in the headline or twice in the text says most, a common word of the lead least. */
const WEIGHTS = { centralName: 2, name: 1.25, headline: 1, lead: 0.5 } as const

/** What the terms of an article are taken from. */
export type EventSource = Pick<ArticleContent, 'headline' | 'dek' | 'body' | 'people' | 'organisations' | 'places' | 'attribution'>

/** Terms of an article, heaviest first. The outlets that it comes from are none of them. */
export function eventTerms(source: EventSource): EventTerm[] {
  const { headline, dek, body } = source
  const text = body
    .join('\n')
    .split(/(?<=\s)/, READ_WORDS)
    .join('')
  const lead = `${dek ?? ''} ${text.split(/(?<=\s)/, LEAD_WORDS).join('')}`
  const inHeadline = new Set(wordsOf(headline))
  const outlets = outletWords(source)
  const names = namesOf(source, text)
  const terms = new Map<string, EventTerm>()
  const note = (term: string, weight: number, isName: boolean) => {
    if (!outlets.has(term) && !terms.has(term)) terms.set(term, [term, weight, isName])
  }
  for (const [name, count] of names) if (count > 1 || inHeadline.has(name)) note(name, WEIGHTS.centralName, true)
  for (const name of names.keys()) note(name, WEIGHTS.name, true)
  for (const word of inHeadline) note(word, WEIGHTS.headline, false)
  for (const word of wordsOf(lead)) note(word, WEIGHTS.lead, false)
  return [...terms.values()].slice(0, MOST_TERMS)
}

// Words with a capital within a sentence, and those of the names that were found or sent, with how often each stands in the text.
function namesOf({ people, organisations, places }: EventSource, text: string): Map<string, number> {
  const names = new Map<string, number>()
  const capitals = text.match(/(?<=[\p{L}\p{N},;:"“'’-] ["“'’]?)\p{Lu}[\p{L}\p{M}\p{N}’'-]*/gu) ?? []
  for (const word of capitals.flatMap(wordsOf)) names.set(word, (names.get(word) ?? 0) + 1)
  const found = [...people.map(({ name }) => name), ...organisations, ...places]
  for (const word of found.flatMap(wordsOf)) if (!names.has(word)) names.set(word, 1)
  return names
}

function outletWords({ organisations, attribution }: EventSource): Set<string> {
  const outlets = [...organisations.filter(isKnownOutlet), ...attribution.flatMap((step) => step.outlets)]
  return new Set(outlets.flatMap(wordsOf))
}

function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s\b/g, '')
    .toLowerCase()
  const words = folded.match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []
  return words.filter((word) => (word.length > 2 || /\d{2}/.test(word)) && !isStopWord(word)).map(stem)
}
