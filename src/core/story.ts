import * as z from 'zod'
import { Visibility } from './article.ts'
import { Slug } from './slug.ts'

/** Stories as an editor sees them: which articles are of one event, and which may be. */

export const SimilarKind = z.enum(['near-duplicate', 'same event'])

/** What a draft or a new article is similar to. */
export const SimilarEntry = z.strictObject({
  pointer: z.string().describe('which of the articles of this answer, such as "/articles/0"'),
  article: z.string().nullable().describe('the stored article that it is similar to; null where that is a draft'),
  draft: z.string().nullable().describe('the draft of this answer that it is similar to, such as "/articles/1"; null where that is stored'),
  headline: z.string().describe("the other one's"),
  kind: SimilarKind.describe('"near-duplicate": one text, joined into one story; "same event": only proposed'),
  score: z.number().min(0).max(1),
})

export const StoryArticle = z.strictObject({
  id: z.string(),
  headline: z.string(),
  listedAt: z.string(),
  visibility: Visibility,
  by: z.enum(['sender', 'editor', 'server']).nullable().describe('whose word its story is; null: nobody has said anything'),
  copies: z.string().nullable().describe('the same for copies of one text; null for a copy of none'),
  origins: z.array(z.string()),
})

export const Story = z.strictObject({
  story: z.string(),
  articles: z.array(StoryArticle).describe('in the order in which they came in; at most 100'),
})

/** Two articles that an editor is asked about. */
export const Proposal = z.strictObject({
  id: z.int(),
  kind: SimilarKind.describe('"near-duplicate": copies that were not joined, since somebody has said what story one of them is of'),
  score: z.number(),
  at: z.string(),
  articles: z.array(StoryArticle.extend({ story: z.string().nullable() })).describe('two, the one that came later first'),
})

export const StoryRequest = z.strictObject({
  story: Slug.optional().describe('left out: the one that they are of, or a new one'),
  articles: z.array(Slug).min(1, 'names at least one article').max(50, 'at most 50 articles'),
})

export type SimilarKind = z.infer<typeof SimilarKind>
export type SimilarEntry = z.infer<typeof SimilarEntry>
export type StoryArticle = z.infer<typeof StoryArticle>
export type Story = z.infer<typeof Story>
export type Proposal = z.infer<typeof Proposal>
export type StoryRequest = z.infer<typeof StoryRequest>
