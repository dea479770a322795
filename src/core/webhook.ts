import * as z from 'zod'
import { Line, WebUrl } from './field.ts'

/** A subscriber that gets editions by a POST: what an editor says of one, and what is answered. */

export const WebhookShape = z.enum(['json', 'slack', 'teams'])
export type WebhookShape = z.infer<typeof WebhookShape>

/** The body of `POST /api/briefings/{slug}/webhooks`. */
export const WebhookRequest = z.strictObject({
  url: WebUrl.describe('where to post; never answered again beyond its host'),
  shape: WebhookShape.default('json').describe('what the other side understands: data, a Slack message, or a Teams card'),
  label: Line(80).nullable().default(null).describe('what it is for'),
})

export type WebhookRequest = z.infer<typeof WebhookRequest>

/** A webhook as it is listed. */
export const WebhookEntry = z.strictObject({
  id: z.string(),
  host: z.string(),
  shape: WebhookShape,
  label: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  last: z
    .strictObject({ edition: z.int(), state: z.string(), at: z.string(), detail: z.string().nullable() })
    .nullable()
    .describe('what became of the newest mailing owed to it; null before the first'),
})

export type WebhookEntry = z.infer<typeof WebhookEntry>

/** What is posted to one webhook. */
export interface Post {
  /** The same for each attempt of one delivery, so that a receiver can drop repeats. */
  readonly id: string
  readonly url: string
  readonly secret: string
  /** JSON. */
  readonly body: string
  /** Whether a receiver that was posted it twice shows it once. */
  readonly repeatable: boolean
}
