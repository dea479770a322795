import type { ArticleContent, ArticleInput, Point, Quote } from '../core/article.ts'
import { indexBody, locatePoint, locateQuote, nearestText, type BodyIndex } from '../core/quotation.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { findAttribution } from './attribution.ts'
import { findCredit, isCreditLine } from './byline.ts'
import { detectLanguage } from './language.ts'
import { findOrganisations, organisationNames } from './organisations.ts'
import { findPeople, toPerson, type Known } from './people.ts'
import { findPlaces } from './find-places.ts'
import { findPoints } from './points.ts'
import { findQuotes } from './quotes.ts'
import { read } from './reading.ts'
import { findTopics } from './topics.ts'

/** What deriving needs to know beside the text. */
export interface Context {
  readonly knownTopics: readonly string[]
}

// The nearest text is looked up for as many refusals as anyone would mend in one go.
const MAX_HINTS = 20

/**
 * An article's content from what a client sent: every field that was sent is believed, also null and [], and every other one
 * is derived from the text. Quotations that were sent must stand in the body to the letter. Pure and deterministic.
 */
export function deriveArticle(input: ArticleInput, context: Context): Result<ArticleContent, Flaw[]> {
  const { headline, body } = input
  const index = indexBody(body)
  const quotes = input.quotes ? lockQuotes(index, input.quotes) : null
  if (quotes && !quotes.ok) return quotes
  const derived = derive(input, context)
  return ok({
    headline,
    dek: input.dek ?? null,
    language: input.language ?? detectLanguage(`${headline}\n${body.slice(0, 200).join('\n')}`),
    url: input.url ?? null,
    byline: input.byline ?? derived.byline,
    publishedAt: input.publishedAt ?? null,
    embargoUntil: input.embargoUntil ?? null,
    attribution: input.attribution ?? derived.attribution,
    topics: input.topics ?? derived.topics,
    story: input.story ?? null,
    points: input.points?.map(({ text }) => tracePoint(index, text)) ?? derived.points,
    quotes: quotes?.value ?? derived.quotes.map((quote) => ({ ...quote, spans: locateQuote(index, quote.text) ?? quote.spans })),
    people: input.people ?? derived.people,
    organisations: input.organisations ?? derived.organisations,
    places: input.places ?? derived.places,
    body,
    visibility: input.visibility ?? 'public',
  })
}

function lockQuotes(index: BodyIndex, quotes: NonNullable<ArticleInput['quotes']>): Result<Quote[], Flaw[]> {
  const locked: Quote[] = []
  const flaws: Flaw[] = []
  for (const [i, { text, speaker, kind }] of quotes.entries()) {
    const spans = locateQuote(index, text)
    if (spans) locked.push({ text, speaker, kind, spans })
    else flaws.push({ pointer: `/quotes/${i}/text`, detail: refusal(index, text, flaws.length < MAX_HINTS) })
  }
  return flaws.length > 0 ? fail(flaws) : ok(locked)
}

function refusal(index: BodyIndex, text: string, hint: boolean): string {
  const nearest = hint ? nearestText(index, text) : null
  const shown = text.length > 120 ? `${text.slice(0, 120).toWellFormed()}…` : text
  const hinted = nearest ? `; the nearest text is “${nearest.text}” (paragraph ${nearest.paragraph})` : ''
  return `“${shown}” is not in the body to the letter${hinted}`
}

function tracePoint(index: BodyIndex, text: string): Point {
  const paragraph = locatePoint(index, text)
  return { text, paragraph, verbatim: paragraph !== null }
}

type Derived = Pick<ArticleContent, 'byline' | 'attribution' | 'topics' | 'points' | 'quotes' | 'people' | 'organisations' | 'places'>

function derive({ headline, body }: ArticleInput, { knownTopics }: Context): Derived {
  const reading = read(headline, body)
  const people = findPeople(reading)
  const organisations = findOrganisations(reading)
  const credit = findCredit(body)
  const places = findPlaces(reading, takenBy(people, organisations))
  const names = organisationNames(organisations)
  return {
    byline: credit.names,
    attribution: findAttribution(body, organisations, credit.outlets),
    topics: findTopics({ headline, body, places, organisations: names, lowercase: reading.lowercase }, knownTopics),
    points: findPoints(reading),
    quotes: findQuotes(reading, people),
    people: people.filter((person) => !isOnlyCredited(person, body)).map(toPerson),
    organisations: names,
    places,
  }
}

/** Whether only credit lines name someone: who wrote the news is not in it. */
function isOnlyCredited({ mentions }: Known, body: readonly string[]): boolean {
  return mentions.every(({ sentence }) => isCreditLine(body[sentence.paragraph] ?? ''))
}

/** Whether a word is part of a person's or an organisation's name: "Paris Hilton" and "Bank of England" are no places. */
function takenBy(people: readonly Known[], organisations: readonly { paragraph: number; start: number; end: number }[]) {
  const taken = new Set<string>()
  for (const { mentions } of people) {
    for (const { sentence, from, to } of mentions)
      for (const word of sentence.words.slice(from, to)) taken.add(`${sentence.paragraph}:${word.start}`)
  }
  const byParagraph = new Map<number, { start: number; end: number }[]>()
  for (const { paragraph, start, end } of organisations) byParagraph.set(paragraph, [...(byParagraph.get(paragraph) ?? []), { start, end }])
  return (paragraph: number, start: number) =>
    taken.has(`${paragraph}:${start}`) || (byParagraph.get(paragraph)?.some((each) => start >= each.start && start < each.end) ?? false)
}
