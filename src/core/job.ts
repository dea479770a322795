import * as z from 'zod'
import { Instant } from './field.ts'
import { Slug } from './slug.ts'

/** What the queue carries. A message only wakes: what is to be done stands in D1, so one that comes twice or not at all changes nothing. */
export const Job = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('publish'), briefing: Slug }),
  z.strictObject({ kind: z.literal('deliver'), mailing: z.string() }),
  z.strictObject({ kind: z.literal('confirm'), subscriber: z.string() }),
  z.strictObject({ kind: z.literal('manage'), subscriber: z.string() }),
  z.strictObject({ kind: z.literal('notify') }),
  z.strictObject({ kind: z.literal('poll'), source: z.string() }),
  z.strictObject({ kind: z.literal('drop-texts'), before: Instant }),
])

export type Job = z.infer<typeof Job>
