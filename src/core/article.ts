import * as z from 'zod'
import { Instant, Language, Line, WebUrl } from './field.ts'
import { Slug } from './slug.ts'

/** The structured record of one news story: its schema, and what of it is public. */

export const AttributionForm = z.enum(['report', 'interview', 'statement', 'press release', 'document', 'broadcast', 'post'])

/** One step of who had it from whom. Outlets named together share the step. */
export const AttributionStep = z.strictObject({
  outlets: z.array(Line(120)).min(1, 'names at least one outlet').max(8, 'at most 8 outlets'),
  url: WebUrl.nullable().default(null),
  form: AttributionForm.nullable().default(null),
})

export const Point = z.strictObject({
  text: Line(1000),
  paragraph: z.int().min(0).nullable(),
  verbatim: z.boolean(),
})

/** A place in the body: UTF-16 code units from `start` to before `end` of one paragraph. */
export const Span = z.strictObject({ paragraph: z.int().min(0), start: z.int().min(0), end: z.int().min(0) })

export const Quote = z.strictObject({
  text: Line(4000),
  speaker: Line(200).nullable(),
  kind: z.enum(['direct', 'reported']),
  spans: z.array(Span),
})

export const Person = z.strictObject({ name: Line(120), role: Line(300).nullable().default(null) })

export const Correction = z.strictObject({ at: Instant, note: Line(1000) })

export const Visibility = z.enum(['public', 'private'])

const headline = Line(300)
const dek = Line(600).nullable()
const byline = z.array(Line(120)).max(20, 'at most 20 names')
const attribution = z.array(AttributionStep).max(8, 'at most 8 steps')
const topics = z.array(Slug).max(20, 'at most 20 topics').overwrite(distinct)
const people = z.array(Person).max(100, 'at most 100 people')
const names = z.array(Line(120)).max(100, 'at most 100 names').overwrite(distinct)
const body = z
  .array(Line(20_000))
  .min(1, 'needs at least one paragraph; a text that was dropped has to be sent again')
  .max(2000, 'at most 2000 paragraphs')

/** Everything an editor or a source decides: one revision's content. */
export const ArticleContent = z.strictObject({
  headline,
  dek,
  language: Language,
  url: WebUrl.nullable(),
  byline,
  publishedAt: Instant.nullable(),
  embargoUntil: Instant.nullable(),
  attribution,
  topics,
  story: Slug.nullable(),
  points: z.array(Point).max(20, 'at most 20 points'),
  quotes: z.array(Quote).max(100, 'at most 100 quotations'),
  people,
  organisations: names,
  places: names,
  body,
  visibility: Visibility,
})

/** An article as stored and as the admin API answers it. */
export const Article = ArticleContent.extend({
  id: Slug,
  revision: z.int().min(1),
  corrections: z.array(Correction),
  body: z.array(z.string()).describe('empty where the text was dropped by BODY_RETENTION'),
})

const Ignored = z.unknown().optional().describe("the server's own; accepted and ignored")

/**
 * What a client may send. Only headline and body are required; what is left out is derived from the text. The server's own
 * fields are accepted and ignored, so that what was read can be sent back.
 */
export const ArticleInput = z.strictObject({
  id: Ignored,
  revision: Ignored,
  corrections: Ignored,
  headline,
  dek: dek.optional(),
  language: Language.optional(),
  url: WebUrl.nullable().optional(),
  byline: byline.optional(),
  publishedAt: Instant.nullable().optional(),
  embargoUntil: Instant.nullable().optional(),
  attribution: attribution.optional(),
  topics: topics.optional(),
  story: Slug.nullable().optional(),
  points: z
    .array(z.strictObject({ text: Line(1000), paragraph: Ignored, verbatim: Ignored }))
    .max(20, 'at most 20 points')
    .optional(),
  quotes: z
    .array(
      z.strictObject({
        text: Line(4000),
        speaker: Line(200).nullable().default(null),
        kind: z.enum(['direct', 'reported']).default('direct'),
        spans: Ignored,
      }),
    )
    .max(100, 'at most 100 quotations')
    .refine((quotes) => quotes.reduce((sum, { text }) => sum + text.length, 0) <= 80_000, 'together at most 80,000 characters')
    .optional(),
  people: people.optional(),
  organisations: names.optional(),
  places: names.optional(),
  body,
  visibility: Visibility.optional(),
})

/** A PUT: the whole article again, and why it changed. */
export const ArticleReplacement = ArticleInput.extend({
  correction: Line(1000).optional().describe('what was wrong and is now right; readers see it'),
  minor: z.literal(true).optional().describe('nothing a reader needs to be told'),
})

/** What readers may see: the record without its body, its embargo and its visibility. */
export const PublicArticle = Article.omit({ body: true, embargoUntil: true, visibility: true })

export type AttributionStep = z.infer<typeof AttributionStep>
export type Quote = z.infer<typeof Quote>
export type Point = z.infer<typeof Point>
export type Span = z.infer<typeof Span>
export type Person = z.infer<typeof Person>
export type Correction = z.infer<typeof Correction>
export type ArticleContent = z.infer<typeof ArticleContent>
export type Article = z.infer<typeof Article>
export type ArticleInput = z.infer<typeof ArticleInput>
export type ArticleReplacement = z.infer<typeof ArticleReplacement>
export type PublicArticle = z.infer<typeof PublicArticle>

/** An article as readers may see it. */
export function publicView({ body: _body, embargoUntil: _embargoUntil, visibility: _visibility, ...shown }: Article): PublicArticle {
  return shown
}

function distinct(list: string[]): string[] {
  return [...new Set(list)]
}
