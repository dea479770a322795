import * as z from 'zod'
import { Correction, PublicArticle } from './article.ts'
import { Brand } from './brand.ts'
import { Instant, Language, TimeZone } from './field.ts'

/** A briefing put together: what every format shows, and what `.json` answers. */

/** A copy of the text of an article, named beside it. */
export const ComposedCopy = PublicArticle.extend({
  change: z.enum(['new', 'updated', 'carried over']).nullable().describe('since the editions before; null where nothing is numbered'),
  correctedSince: z.array(Correction).describe('what was corrected after this was frozen; the text is unchanged'),
})

/** One article in its place, with the editor's note on it. */
export const ComposedArticle = ComposedCopy.extend({
  note: z.string().nullable().describe("the editor's note for this briefing"),
  copies: z.array(ComposedCopy).describe('copies of its text from other sites, at most five, nearest the origin first'),
  moreCopies: z.int().describe('how many more copies there are'),
})

/** Where the articles of one story come from. */
export const Origins = z.strictObject({
  reports: z.int().describe('how many articles, copies among them'),
  outlets: z.array(z.string()).describe('the outlets they trace to, each once, by name'),
  unknown: z.int().describe('how many articles do not say where they have it from, copies of one text counting as one'),
})

/** Articles of one story, or one article by itself. */
export const ComposedStory = z.strictObject({
  story: z.string().nullable(),
  origins: Origins,
  articles: z.array(ComposedArticle),
  withdrawn: z.int().describe('how many of its articles were withdrawn after this was frozen'),
})

export const ComposedSection = z.strictObject({
  title: z.string().nullable().describe('null where the briefing has no sections, or for what fits none'),
  stories: z.array(ComposedStory).min(1),
})

/** What makes a composition an edition. */
export const ComposedEdition = z.strictObject({
  briefing: z.string(),
  number: z.int(),
  frozenAt: Instant,
  digest: z.string().describe('SHA-256, hex; docs/editions.md shows how to recompute it'),
  previous: z.int().nullable(),
  next: z.int().nullable(),
  withdrawn: z.strictObject({ at: Instant, reason: z.string() }).nullable(),
  items: z.array(z.strictObject({ article: z.string(), revision: z.int(), sha256: z.string() })),
})

export const Composition = z.strictObject({
  kind: z.enum(['briefing', 'article']),
  path: z.string().describe('where it lives, without a suffix, such as "/briefings/energy"'),
  title: z.string(),
  description: z.string().nullable(),
  introduction: z.string().nullable(),
  language: Language,
  timezone: TimeZone,
  listed: z.boolean().describe('false: search engines are asked to leave it out'),
  day: z.iso.date().describe("the day it was composed, in the briefing's time zone"),
  updatedAt: Instant.describe('when what it shows last changed'),
  emptySince: Instant.nullable().describe('null unless it holds no article'),
  sections: z.array(ComposedSection),
  edition: ComposedEdition.nullable().describe('null for what is not an edition'),
  share: z.strictObject({ id: z.string(), expiresAt: Instant }).nullable().describe('null for what is not a share'),
  brand: Brand.nullable().describe(
    'whose it is: name, colours on light and on dark paper, logo, footer, postal address; null where it has none of its own',
  ),
  card: z.string().nullable().describe('the path of its preview picture; null until it is drawn, and for what is not frozen'),
})

export type ComposedCopy = z.infer<typeof ComposedCopy>
export type ComposedArticle = z.infer<typeof ComposedArticle>
export type Origins = z.infer<typeof Origins>
export type ComposedStory = z.infer<typeof ComposedStory>
export type ComposedSection = z.infer<typeof ComposedSection>
export type Composition = z.infer<typeof Composition>
