import { toBase64url } from '../core/base64url.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { WebhookRequest } from '../core/webhook.ts'
import { toWebhookSecret } from '../core/webhook-signature.ts'
import { findRecipe } from '../store/briefings.ts'
import type { Store } from '../store/store.ts'
import { insertWebhook } from '../store/webhooks.ts'
import type { Web } from '../web/fetch-document.ts'
import type { Act } from './revision.ts'

export interface AddedWebhook {
  readonly id: string
  readonly host: string
  /** Shown this once. */
  readonly secret: string
}

const NO_BRIEFING: Refusal = { status: 404, detail: 'There is no briefing by this name.', flaws: [] }

/** Adds a webhook to a briefing's list, from the next edition on. `random` gives that many random bytes. */
export async function addWebhook(
  store: Store,
  slug: string,
  { url, shape, label }: WebhookRequest,
  { web, random, ...act }: Act & { readonly web: Web; readonly random: (bytes: number) => Uint8Array },
): Promise<Result<AddedWebhook, Refusal>> {
  if (!(await findRecipe(store, slug))) return fail(NO_BRIEFING)
  const objection = await web.guard(new URL(url))
  // What may be otherwise by the time of the next edition does not count.
  if (objection && !objection.passing) return fail(unprocessable([{ pointer: '/url', detail: `it ${objection.detail}` }]))
  const id = act.newId()
  const { host } = new URL(url)
  const secret = toWebhookSecret(random(32))
  const inserted = await insertWebhook(store, { id, briefing: slug, url, host, shape, label, secret, token: toBase64url(random(24)) }, act)
  if (inserted === 'added') return ok({ id, host, secret })
  return fail(
    inserted === 'taken'
      ? { status: 409, detail: 'This address is on the list of this briefing already: remove it first.', flaws: [] }
      : { status: 409, detail: 'This briefing has as many webhooks as it can have: remove one first.', flaws: [] },
  )
}
