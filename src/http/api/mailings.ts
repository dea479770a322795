import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { DELIVERY_STATES } from '../../core/delivery.ts'
import { EmailAddress } from '../../core/email-address.ts'
import { readMailSetting } from '../../mail/setting.ts'
import { mailTest } from '../test-mail.ts'
import { mailCorrection } from '../../newsroom/correct.ts'
import { approveEdition, sendEdition } from '../../newsroom/mail-edition.ts'
import { readLedger } from '../../store/deliveries.ts'
import { pauseMailings, requeueDeliveries, resumeMailings } from '../../store/mailings.ts'
import { storeOf } from '../../store/store.ts'
import { readJsonBody } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, problem, refused } from '../problem.ts'
import { purge, tagsOfEdition } from '../purge.ts'
import { wake } from '../wake.ts'
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

mailings.post(`${EDITION}/approve`, (c) => open(c.req.param(), approveEdition, c))
mailings.post(`${EDITION}/send`, (c) => open(c.req.param(), sendEdition, c))

async function open(
  { slug, number }: { readonly slug: string; readonly number: string },
  act: typeof approveEdition,
  c: Context<Door>,
): Promise<Response> {
  const setting = readMailSetting(c.env)
  if (!setting.ok) return refused(setting.error)
  const opened = await act(storeOf(c.env), slug, Number(number), actOf(c))
  if (!opened.ok) return refused(opened.error)
  wake(c, [{ kind: 'deliver', mailing: opened.value }])
  purge(c, [...tagsOfEdition(slug, Number(number)), `edition:${slug}:${number}`])
  return c.json({ mailing: opened.value })
}

mailings.post(`${EDITION}/correction`, async (c) => {
  const setting = readMailSetting(c.env)
  if (!setting.ok) return refused(setting.error)
  const { slug, number } = c.req.param()
  const corrected = await mailCorrection(storeOf(c.env), slug, Number(number), actOf(c))
  if (!corrected.ok) return refused(corrected.error)
  wake(c, [{ kind: 'deliver', mailing: corrected.value.mailing }])
  return c.json(corrected.value, 201)
})

mailings.post(`${EDITION}/pause`, async (c) => {
  const { slug, number } = c.req.param()
  return c.json({ paused: await pauseMailings(storeOf(c.env), slug, Number(number)) })
})

mailings.post(`${EDITION}/resume`, async (c) => {
  const { slug, number } = c.req.param()
  const resumed = await resumeMailings(storeOf(c.env), slug, Number(number))
  wake(
    c,
    resumed.map((mailing) => ({ kind: 'deliver', mailing })),
  )
  return c.json({ resumed })
})

export const ResendRequest = z.strictObject({
  state: z.enum(['unknown', 'failed']).describe('"unknown": may have arrived, and may then arrive twice'),
  subscribers: z.array(z.uuid()).min(1).max(1000).optional().describe('all of that state unless said'),
})

mailings.post(`${EDITION}/resend`, async (c) => {
  const request = await readJsonBody(c.req.raw, ResendRequest)
  if (!request.ok) return refused(request.error)
  const { state, subscribers = null } = request.value
  const { slug, number } = c.req.param()
  const requeued = await requeueDeliveries(storeOf(c.env), slug, Number(number), state, subscribers, actOf(c).now)
  wake(
    c,
    [...requeued.keys()].map((mailing) => ({ kind: 'deliver', mailing })),
  )
  return c.json({ queued: [...requeued.values()].reduce((sum, count) => sum + count, 0) })
})

export const TestRequest = z.strictObject({ email: EmailAddress })

mailings.post('/:slug/test', async (c) => {
  const request = await readJsonBody(c.req.raw, TestRequest)
  if (!request.ok) return refused(request.error)
  const setting = readMailSetting(c.env)
  if (!setting.ok) return refused(setting.error)
  const context = { store: storeOf(c.env), publicUrl: c.env.PUBLIC_URL, ...setting.value }
  const receipt = await mailTest(c.req.param('slug'), request.value.email, context, actOf(c))
  if (!receipt.ok) return refused(receipt.error)
  const { state, detail } = receipt.value
  return state === 'sent' ? c.json({ state, detail }) : problem(502, `The test was not taken (${state}): ${detail}`)
})
