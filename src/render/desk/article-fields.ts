import type { ArticleContent } from '../../core/article.ts'

/** An article as its form holds it: text that somebody may be in the middle of typing, so nothing of it need be right. */
export interface ArticleFields {
  readonly headline: string
  readonly dek: string
  readonly language: string
  readonly url: string
  /** One name a line. */
  readonly byline: string
  readonly publishedAt: string
  readonly embargoUntil: string
  readonly steps: readonly StepFields[]
  /** Parted by commas. */
  readonly topics: string
  readonly story: string
  readonly points: readonly PointFields[]
  readonly quotes: readonly QuoteFields[]
  readonly people: readonly PersonFields[]
  /** One name a line. */
  readonly organisations: string
  readonly places: string
  /** Paragraphs, parted by blank lines. */
  readonly body: string
  readonly visibility: string
}

export interface StepFields {
  /** Parted by semicolons: an outlet's name may have a comma. */
  readonly outlets: string
  readonly form: string
  readonly url: string
}

export interface PointFields {
  readonly text: string
}

export interface QuoteFields {
  readonly text: string
  readonly speaker: string
  readonly kind: string
}

export interface PersonFields {
  readonly name: string
  readonly role: string
}

/** The fields that are lists of rows. */
export type RowList = 'steps' | 'points' | 'quotes' | 'people'

/** The form of an article as it is. */
export function fieldsOf(content: ArticleContent): ArticleFields {
  return {
    headline: content.headline,
    dek: content.dek ?? '',
    language: content.language,
    url: content.url ?? '',
    byline: content.byline.join('\n'),
    publishedAt: toLocal(content.publishedAt),
    embargoUntil: toLocal(content.embargoUntil),
    steps: content.attribution.map(({ outlets, form, url }) => ({ outlets: outlets.join('; '), form: form ?? '', url: url ?? '' })),
    topics: content.topics.join(', '),
    story: content.story ?? '',
    points: content.points.map(({ text }) => ({ text })),
    quotes: content.quotes.map(({ text, speaker, kind }) => ({ text, speaker: speaker ?? '', kind })),
    people: content.people.map(({ name, role }) => ({ name, role: role ?? '' })),
    organisations: content.organisations.join('\n'),
    places: content.places.join('\n'),
    body: content.body.join('\n\n'),
    visibility: content.visibility,
  }
}

/** The paragraphs of a body as it is typed. */
export function paragraphsOf(body: string): string[] {
  return body
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}

/** Parts of a field that holds several, by what parts them. */
export function partsOf(text: string, separator: RegExp): string[] {
  return text.split(separator).flatMap((part) => part.trim() || [])
}

/** A moment as `datetime-local` has it; the form says that it is UTC. */
function toLocal(instant: string | null): string {
  return instant === null ? '' : instant.replace(/Z$/, '').replace(/:00$/, '')
}
