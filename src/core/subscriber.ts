import * as z from 'zod'
import { EmailAddress } from './email-address.ts'
import { Instant, Line } from './field.ts'

/** One address on one briefing's list, with its consent. */

export const SubscriberState = z.enum(['pending', 'active', 'unsubscribed', 'suppressed'])
export type SubscriberState = z.infer<typeof SubscriberState>

/** What a reader sends to sign up. */
export const SignUp = z.strictObject({ email: EmailAddress })

/** One person as an editor adds them. */
export const SubscriberInput = z.strictObject({
  email: EmailAddress,
  name: Line(120).nullable().default(null),
  consentedAt: Instant.nullable().default(null).describe('when this person agreed'),
  consentSource: Line(200).nullable().default(null).describe('where: a form, a fair, a letter'),
})

export type SubscriberInput = z.infer<typeof SubscriberInput>

/** A subscriber as it is answered. */
export const Subscriber = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  state: SubscriberState,
  createdAt: z.string(),
  consentedAt: z.string().nullable(),
  consentSource: z.string().nullable(),
  endedAt: z.string().nullable(),
})

export type Subscriber = z.infer<typeof Subscriber>

/** What is wrong with one row of an import. */
export const RowFlaw = z.strictObject({
  row: z.int().describe('as the file counts it, its header being 1; of JSON, the place in the list, from 1'),
  field: z.string().nullable(),
  detail: z.string(),
})

export type RowFlaw = z.infer<typeof RowFlaw>

/** What an import did, or would do. Each row is counted once. */
export const ImportReport = z.strictObject({
  dryRun: z.boolean(),
  rows: z.int(),
  added: z.int().describe('new on the list'),
  activated: z.int().describe('waited for confirmation and need not any more'),
  known: z.int().describe('on the list already'),
  unsubscribed: z.int().describe('left the list, and stay away'),
  suppressed: z.int().describe('get no mail from here, and stay away'),
  pending: z.int().describe('asked to confirm'),
  errors: z.array(RowFlaw).describe('at most 100'),
})

export type ImportReport = z.infer<typeof ImportReport>
