import { z } from 'zod'
import { PublicArticle } from './article.ts'
import { Instant, Language, TimeZone } from './field.ts'

/** A briefing put together: what every format shows, and what `.json` answers. */

/** One article in its place, with the editor's note on it. */
export const ComposedArticle = PublicArticle.extend({
  note: z.string().nullable().describe("the editor's note for this briefing"),
})

/** Where the articles of one story come from. */
export const Origins = z.strictObject({
  reports: z.int().describe('how many articles'),
  outlets: z.array(z.string()).describe('the outlets they trace to, each once, by name'),
  unknown: z.int().describe('how many articles do not say where they have it from'),
})

/** Articles of one story, or one article by itself. */
export const ComposedStory = z.strictObject({
  story: z.string().nullable(),
  origins: Origins,
  articles: z.array(ComposedArticle).min(1),
})

export const ComposedSection = z.strictObject({
  title: z.string().nullable().describe('null where the briefing has no sections, or for what fits none'),
  stories: z.array(ComposedStory).min(1),
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
})

export type ComposedArticle = z.infer<typeof ComposedArticle>
export type Origins = z.infer<typeof Origins>
export type ComposedStory = z.infer<typeof ComposedStory>
export type ComposedSection = z.infer<typeof ComposedSection>
export type Composition = z.infer<typeof Composition>
