import { Hono, type Context } from 'hono'
import * as z from 'zod'
import { DELIVERY_STATES } from '../../core/delivery.ts'
import { EmailAddress } from '../../core/email-address.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { readLedger } from '../../store/deliveries.ts'
import { storeOf } from '../../store/store.ts'
import { readJsonBody } from '../body.ts'
import type { Door } from '../door.ts'
import { approve, correct, pause, resend, resume, send, testMail, type EditionAddress } from '../edition-acts.ts'
import { notFound, problem, refused } from '../problem.ts'
import { readParameters } from './parameters.ts'

/** `/api/briefings/{slug}/editions/{number}/…`: what is owed to the list and what became of it; and a test of a briefing's mail. */
export const mailings = new Hono<Door>()

const EDITION = '/:slug/editions/:number{[1-9][0-9]{0,8}}'

export const LedgerParameters = z.strictObject({
  mailing: z.uuid().optional().describe("one of the edition's mailings; its own unless said"),
  state: z.enum(DELIVERY_STATES).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(100),
  cursor: z.uuid().optional().describe('from the page before'),
})

mailings.get(`${EDITION}/deliveries`, async (c) => {
  const query = readParameters(c.req.query(), LedgerParameters)
  if (!query.ok) return refused(query.error)
  const { mailing = null, state = null, limit, cursor = '' } = query.value
  const { slug, number } = c.req.param()
  const ledger = await readLedger(storeOf(c.env), slug, Number(number), { mailing, state, after: cursor, limit })
  if (ledger.mailings.length === 0) return notFound()
  return c.json({ ...ledger, cursor: ledger.deliveries.length < limit ? null : (ledger.deliveries.at(-1)?.subscriber ?? null) })
})

mailings.post(`${EDITION}/approve`, async (c) => opened(c, await approve(c, editionOf(c.req.param()))))
mailings.post(`${EDITION}/send`, async (c) => opened(c, await send(c, editionOf(c.req.param()))))

function opened(c: Context<Door>, mailing: Result<string, Refusal>): Response {
  return mailing.ok ? c.json({ mailing: mailing.value }) : refused(mailing.error)
}

mailings.post(`${EDITION}/correction`, async (c) => {
  const corrected = await correct(c, editionOf(c.req.param()))
  return corrected.ok ? c.json(corrected.value, 201) : refused(corrected.error)
})

mailings.post(`${EDITION}/pause`, async (c) => c.json({ paused: await pause(c, editionOf(c.req.param())) }))
mailings.post(`${EDITION}/resume`, async (c) => c.json({ resumed: await resume(c, editionOf(c.req.param())) }))

export const ResendRequest = z.strictObject({
  state: z.enum(['unknown', 'failed']).describe('"unknown": may have arrived, and may then arrive twice'),
  subscribers: z.array(z.uuid()).min(1).max(1000).optional().describe('all of that state unless said'),
})

mailings.post(`${EDITION}/resend`, async (c) => {
  const request = await readJsonBody(c.req.raw, ResendRequest)
  if (!request.ok) return refused(request.error)
  const { state, subscribers = null } = request.value
  return c.json({ queued: await resend(c, editionOf(c.req.param()), state, subscribers) })
})

function editionOf({ slug, number }: { readonly slug: string; readonly number: string }): EditionAddress {
  return { slug, number: Number(number) }
}

export const TestRequest = z.strictObject({
  email: EmailAddress,
  edition: z.int().min(1).optional().describe('its number; the briefing as of now unless said'),
})

mailings.post('/:slug/test', async (c) => {
  const request = await readJsonBody(c.req.raw, TestRequest)
  if (!request.ok) return refused(request.error)
  const { email, edition = null } = request.value
  const receipt = await testMail(c, { slug: c.req.param('slug'), number: edition }, email)
  if (!receipt.ok) return refused(receipt.error)
  const { state, detail } = receipt.value
  return state === 'sent' ? c.json({ state, detail }) : problem(502, `The test was not taken (${state}): ${detail}`)
})
