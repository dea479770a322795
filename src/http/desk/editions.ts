import { Hono, type Context } from 'hono'
import type * as z from 'zod'
import { EmailAddress } from '../../core/email-address.ts'
import { Line } from '../../core/field.ts'
import { refuse, type Refusal } from '../../core/refusal.ts'
import type { Flaw, Result } from '../../core/result.ts'
import { may } from '../../core/scope.ts'
import { renderEditionList } from '../../render/desk/editions.ts'
import { listEditions } from '../../store/editions.ts'
import { storeOf } from '../../store/store.ts'
import { countSubscribers } from '../../store/subscribers.ts'
import * as acts from '../edition-acts.ts'
import { onTo, page, sorry, sorryFor } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { showEdition } from './edition-page.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/briefings/{slug}/editions`: freezing, looking, approving, sending, correcting, withdrawing. */
export const editions = new Hono<DeskDoor>()

const A_PAGE = 20
const ONE = '/:slug/editions/:number{[1-9][0-9]{0,8}}'

editions.get('/:slug/editions', async (c) => {
  const slug = c.req.param('slug')
  const number = Number(c.req.query('page'))
  const at = Number.isInteger(number) && number > 0 ? number : 1
  const store = storeOf(c.env)
  const [listed, subscribers, objection] = await Promise.all([
    listEditions(store, slug, 'editor', A_PAGE, (at - 1) * A_PAGE),
    countSubscribers(store, slug),
    acts.objectionToSend(c, slug),
  ])
  if (!listed) return c.notFound()
  const view = {
    ...listed,
    slug,
    at,
    pages: Math.max(1, Math.ceil(listed.total / A_PAGE)),
    subscribers: subscribers.get('active') ?? 0,
    mailFlaw: objection?.detail ?? null,
  }
  const above = [
    { text: 'Briefings', address: '/desk/briefings' },
    { text: listed.title, address: `/desk/briefings/${slug}` },
  ]
  return page(c, { area: 'briefings', heading: 'Editions', above }, (frame) => renderEditionList(frame, view))
})

editions.post('/:slug/editions', needs('write'), async (c) => {
  const isMailed = (await formOf(c)).text('mail') === 'yes'
  if (isMailed && !may(c.get('identity'), 'send'))
    return sorry(403, 'Not for this token', 'The token that you logged in with does not have the scope "send".')
  const frozen = await acts.freeze(c, c.req.param('slug'), isMailed)
  if (!frozen.ok) return frozen.error.status === 404 ? c.notFound() : sorryFor(frozen.error)
  return onTo(c, `/desk/briefings/${c.req.param('slug')}/editions/${frozen.value.number}`, isMailed ? 'frozen-mailed' : 'frozen')
})

editions.get(ONE, (c) => showEdition(c, addressOf(c)))

editions.post(`${ONE}/approve`, needs('send'), async (c) => done(c, await acts.approve(c, addressOf(c)), 'approved'))
editions.post(`${ONE}/send`, needs('send'), async (c) => done(c, await acts.send(c, addressOf(c)), 'sending'))
editions.post(`${ONE}/correction`, needs('send'), async (c) => done(c, await acts.correct(c, addressOf(c)), 'telling'))

editions.post(`${ONE}/pause`, needs('send'), async (c) => {
  const paused = await acts.pause(c, addressOf(c))
  return onTo(c, pathOf(c), paused.length > 0 ? 'paused' : 'nothing-sending')
})

editions.post(`${ONE}/resume`, needs('send'), async (c) => {
  const resumed = await acts.resume(c, addressOf(c))
  return onTo(c, pathOf(c), resumed.length > 0 ? 'resumed' : 'nothing-paused')
})

editions.post(`${ONE}/resend`, needs('send'), async (c) => {
  const state = (await formOf(c)).text('state') === 'unknown' ? 'unknown' : 'failed'
  const queued = await acts.resend(c, addressOf(c), state, null)
  return onTo(c, pathOf(c), queued > 0 ? 'resending' : 'nothing-resent')
})

editions.post(`${ONE}/withdraw`, needs('write'), async (c) => {
  const typed = (await formOf(c)).text('reason')
  const reason = Line(500).safeParse(typed)
  if (!reason.success) return again(c, 'The edition was not withdrawn.', fieldFlaws(reason.error, 'reason'), { reason: typed })
  return done(c, await acts.withdraw(c, addressOf(c), reason.data), 'withdrawn')
})

editions.post(`${ONE}/test`, needs('send'), async (c) => {
  const typed = (await formOf(c)).text('email')
  const email = EmailAddress.safeParse(typed.trim())
  if (!email.success) return again(c, 'No test was sent.', fieldFlaws(email.error, 'email'), { email: typed })
  const receipt = await acts.testMail(c, addressOf(c), email.data)
  if (!receipt.ok) return refusedAt(c, receipt.error, { email: typed })
  const { state, detail } = receipt.value
  if (state === 'sent') return onTo(c, pathOf(c), 'tested')
  return again(c, `The test was not taken (${state}): ${detail}`, [], { email: typed }, 502)
})

function addressOf(c: Context<DeskDoor>): acts.EditionAddress {
  return { slug: c.req.param('slug') ?? '', number: Number(c.req.param('number')) }
}

function pathOf(c: Context<DeskDoor>): string {
  const { slug, number } = addressOf(c)
  return `/desk/briefings/${slug}/editions/${number}`
}

async function done(c: Context<DeskDoor>, outcome: Result<unknown, Refusal>, what: string): Promise<Response> {
  return outcome.ok ? onTo(c, pathOf(c), what) : refusedAt(c, outcome.error, {})
}

async function refusedAt(c: Context<DeskDoor>, { status, detail, flaws }: Refusal, typed: Typed): Promise<Response> {
  return status === 404 ? c.notFound() : again(c, detail, flaws, typed, status)
}

interface Typed {
  readonly reason?: string
  readonly email?: string
}

function again(c: Context<DeskDoor>, detail: string, flaws: readonly Flaw[], typed: Typed, status = 422): Promise<Response> {
  return showEdition(c, addressOf(c), { problem: { detail, flaws }, typed: { reason: '', email: '', ...typed } }, status)
}

function fieldFlaws(error: z.ZodError, name: string): readonly Flaw[] {
  return refuse(error, `/${name}`).flaws
}
