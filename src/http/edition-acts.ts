import type { Receipt } from '../core/receipt.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readMailSetting } from '../mail/setting.ts'
import { mailCorrection, type Corrected } from '../newsroom/correct.ts'
import { freezeEdition, type Frozen } from '../newsroom/freeze.ts'
import { approveEdition, sendEdition } from '../newsroom/mail-edition.ts'
import { withdrawEdition } from '../store/editions.ts'
import { pauseMailings, requeueDeliveries, resumeMailings } from '../store/mailings.ts'
import { storeOf } from '../store/store.ts'
import { hasOnlyWebhooks } from '../store/webhooks.ts'
import { actOf, type Asked } from './door.ts'
import { orderCard } from './order-card.ts'
import { purge, tagsOfEdition } from './purge.ts'
import { mailTest } from './test-mail.ts'
import { wake } from './wake.ts'

/** What the API and the desk do with editions: the act itself, and what follows from it at the edge and in the queue. */

/** Which edition. */
export interface EditionAddress {
  readonly slug: string
  readonly number: number
}

/** Freezes a briefing as of now, and mails it where that is said. */
export async function freeze(c: Asked, slug: string, isMailed: boolean): Promise<Result<Frozen, Refusal>> {
  const objection = isMailed ? await objectionToSend(c, slug) : null
  if (objection) return fail(objection)
  const frozen = await freezeEdition(storeOf(c.env), slug, { send: isMailed }, actOf(c))
  if (!frozen.ok) return frozen
  const { number, snapshot, mailing } = frozen.value
  orderCard(c, snapshot)
  if (mailing !== null) wake(c, [{ kind: 'deliver', mailing }])
  purge(c, tagsOfEdition(slug, number))
  return frozen
}

/** Why nothing can be sent to a list: mail is not set up, and somebody on it reads by mail, or nobody is on it at all. */
export async function objectionToSend(c: Pick<Asked, 'env'>, slug: string): Promise<Refusal | null> {
  const setting = readMailSetting(c.env)
  return setting.ok || (await hasOnlyWebhooks(storeOf(c.env), slug)) ? null : setting.error
}

/** Approves an edition that waits, and mails it. Gives the mailing's id. */
export function approve(c: Asked, edition: EditionAddress): Promise<Result<string, Refusal>> {
  return open(c, edition, approveEdition)
}

/** Mails an edition that was frozen without. Gives the mailing's id. */
export function send(c: Asked, edition: EditionAddress): Promise<Result<string, Refusal>> {
  return open(c, edition, sendEdition)
}

async function open(c: Asked, { slug, number }: EditionAddress, act: typeof approveEdition): Promise<Result<string, Refusal>> {
  const objection = await objectionToSend(c, slug)
  if (objection) return fail(objection)
  const opened = await act(storeOf(c.env), slug, number, actOf(c))
  if (!opened.ok) return opened
  wake(c, [{ kind: 'deliver', mailing: opened.value }])
  purge(c, [...tagsOfEdition(slug, number), `edition:${slug}:${number}`])
  return opened
}

/** Tells those who were sent an edition what was corrected in it. */
export async function correct(c: Asked, { slug, number }: EditionAddress): Promise<Result<Corrected, Refusal>> {
  const objection = await objectionToSend(c, slug)
  if (objection) return fail(objection)
  const corrected = await mailCorrection(storeOf(c.env), slug, number, actOf(c))
  if (corrected.ok) wake(c, [{ kind: 'deliver', mailing: corrected.value.mailing }])
  return corrected
}

/** Stops an edition's mailings where they are. Gives their ids. */
export function pause(c: Asked, { slug, number }: EditionAddress): Promise<string[]> {
  return pauseMailings(storeOf(c.env), slug, number)
}

/** Lets an edition's paused mailings go on. Gives their ids. */
export async function resume(c: Asked, { slug, number }: EditionAddress): Promise<string[]> {
  const resumed = await resumeMailings(storeOf(c.env), slug, number)
  wake(
    c,
    resumed.map((mailing) => ({ kind: 'deliver', mailing })),
  )
  return resumed
}

/** Sends messages once more that failed or may have arrived: all of them, or those of some subscribers. Gives how many. */
export async function resend(
  c: Asked,
  { slug, number }: EditionAddress,
  state: 'unknown' | 'failed',
  subscribers: readonly string[] | null,
): Promise<number> {
  const requeued = await requeueDeliveries(storeOf(c.env), slug, number, state, subscribers, actOf(c).now)
  wake(
    c,
    [...requeued.keys()].map((mailing) => ({ kind: 'deliver', mailing })),
  )
  return [...requeued.values()].reduce((sum, count) => sum + count, 0)
}

/** Sends an edition, or a briefing as of now, to one address, marked as a test. */
export async function testMail(
  c: Asked,
  target: { readonly slug: string; readonly number: number | null },
  email: string,
): Promise<Result<Receipt, Refusal>> {
  const setting = readMailSetting(c.env)
  if (!setting.ok) return setting
  const context = { store: storeOf(c.env), publicUrl: c.env.PUBLIC_URL, ...setting.value }
  return mailTest(target, email, context, actOf(c))
}

/** Withdraws an edition, for a reason that readers see. */
export async function withdraw(c: Asked, { slug, number }: EditionAddress, reason: string): Promise<Result<null, Refusal>> {
  if (!(await withdrawEdition(storeOf(c.env), slug, number, reason, actOf(c).now)))
    return fail({ status: 404, detail: 'There is no such edition.', flaws: [] })
  purge(c, ['home', `editions:${slug}`, `edition:${slug}:${number}`])
  return ok(null)
}
