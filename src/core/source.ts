import * as z from 'zod'
import { durationMilliseconds } from './briefing.ts'
import { Line, WebUrl } from './field.ts'
import { Slug } from './slug.ts'

/** A feed that is polled: what its editor sets, and how it has fared. */

const SHORTEST_INTERVAL = 5 * 60_000
const LONGEST_INTERVAL = 7 * 24 * 3_600_000

const Words = (what: string) =>
  z
    .array(Line(100).refine((text) => text === '' || /[\p{L}\p{N}]/u.test(text), 'must have a letter or a digit'))
    .max(50, `at most 50 ${what}`)
    .default([])

/** Gives a topic to articles that have one of the words, or were filed under one of the categories. */
export const TopicRule = z
  .strictObject({
    topic: Slug,
    words: Words('words').describe('words or phrases in headline, dek or body; neither case nor accents count'),
    categories: Words('categories').describe('what the publisher filed an article under'),
  })
  .refine(({ words, categories }) => words.length + categories.length > 0, 'needs a word or a category to go by')

const Interval = z.string().refine((text) => {
  const milliseconds = durationMilliseconds(text)
  return milliseconds >= SHORTEST_INTERVAL && milliseconds <= LONGEST_INTERVAL
}, 'must be an ISO 8601 duration from five minutes ("PT5M") to seven days ("P7D")')

/** What an editor sets. Only the address is required. */
export const SourceSettings = z.strictObject({
  url: WebUrl.overwrite(withoutFragment).describe("the feed's address"),
  title: Line(200).nullable().default(null).describe('what it is called here; what the feed calls itself unless set'),
  outlet: Line(120).nullable().default(null).describe('who publishes it, whatever the feed calls itself'),
  topics: z
    .array(Slug)
    .max(10, 'at most 10 topics')
    .overwrite((list) => [...new Set(list)])
    .default([])
    .describe('that every article of it gets'),
  rules: z.array(TopicRule).max(100, 'at most 100 rules').default([]),
  interval: Interval.default('PT30M').describe('from one poll to the next, an ISO 8601 duration from "PT5M" to "P7D"'),
  fetchPages: z.boolean().default(false).describe('whether the pages of new items are fetched, for the feed has no full text'),
  paused: z.boolean().default(false),
})

export const SourceState = z.enum(['ok', 'failing', 'vanished'])

const Counts = z.strictObject({
  created: z.int(),
  known: z.int(),
  revised: z.int(),
  held: z.int(),
  warnings: z.int(),
})

/** A source as the admin API answers it. */
export const SourceEntry = SourceSettings.extend({
  id: z.string(),
  state: SourceState.describe('"vanished": gone (410), or failing for a week; polled once a day'),
  failures: z.int().describe('in a row'),
  failingSince: z.string().nullable(),
  lastPollAt: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  lastError: z.string().nullable().describe('of the last poll that failed, until one succeeds'),
  nextPollAt: z.string().describe('not before'),
  createdAt: z.string(),
  lastDay: Counts.extend({ polls: z.int(), failed: z.int() }).describe('of the last 24 hours'),
})

/** One poll, and what became of it. */
export const PollEntry = Counts.extend({
  at: z.string(),
  outcome: z.enum(['read', 'unchanged', 'failed']),
  status: z.int().nullable().describe('the HTTP status of the answer'),
  detail: z.string().nullable().describe('why it failed, or the first things that were not taken as they stood'),
  milliseconds: z.int(),
})

const Ignored = z.unknown().optional().describe("the server's own; accepted and ignored")

/** A PUT: all settings again. The server's own fields are ignored, so that what was read can be sent back. */
export const SourceReplacement = SourceSettings.extend({
  id: Ignored,
  state: Ignored,
  failures: Ignored,
  failingSince: Ignored,
  lastPollAt: Ignored,
  lastSuccessAt: Ignored,
  lastError: Ignored,
  nextPollAt: Ignored,
  createdAt: Ignored,
  lastDay: Ignored,
  polls: Ignored,
}).transform(({ url, title, outlet, topics, rules, interval, fetchPages, paused }): SourceSettings => ({
  url,
  title,
  outlet,
  topics,
  rules,
  interval,
  fetchPages,
  paused,
}))

export type TopicRule = z.infer<typeof TopicRule>
export type SourceSettings = z.infer<typeof SourceSettings>
export type SourceState = z.infer<typeof SourceState>
export type SourceEntry = z.infer<typeof SourceEntry>
export type PollEntry = z.infer<typeof PollEntry>

function withoutFragment(text: string): string {
  const url = URL.parse(text)
  if (!url) return text
  url.hash = ''
  return url.href
}
