import type { Briefing } from '../core/briefing.ts'
import type { Secrets } from '../core/secrets.ts'
import { openToken } from '../core/token.ts'
import { confirmSubscription, endOwn, findSubscription, listOwn, type Subscription } from '../store/subscriptions.ts'
import type { Store } from '../store/store.ts'

/** What a link in a mail opens. Null is one that is not valid any more, for whatever reason. */

/** A sign-up, and whether it is confirmed. */
export interface SignedUp {
  readonly briefing: Briefing
  readonly confirmed: boolean
}

/** The sign-up that a link stands for. Changes nothing. */
export async function readSignUp(store: Store, token: string, secrets: Secrets, now: string): Promise<SignedUp | null> {
  const opened = await openToken(token, 'confirm', secrets, new Date(now))
  if (!opened.ok) return null
  const { subscriber, nonce } = opened.value
  const found = await findSubscription(store, subscriber)
  const waits = found !== null && found.nonce !== null && found.nonce === nonce && found.state !== 'suppressed'
  return signedUp(found, waits)
}

/** Confirms the sign-up that a link stands for. Once it is, the same link says so. */
export async function confirmSignUp(store: Store, token: string, secrets: Secrets, now: string): Promise<SignedUp | null> {
  const opened = await openToken(token, 'confirm', secrets, new Date(now))
  if (!opened.ok || opened.value.nonce === null) return null
  return signedUp(await confirmSubscription(store, opened.value.subscriber, opened.value.nonce, now), false)
}

function signedUp(found: Subscription | null, waits: boolean): SignedUp | null {
  if (!found?.briefing || found.briefing.visibility === 'private') return null
  const confirmed = found.state === 'active'
  return confirmed || waits ? { briefing: found.briefing, confirmed } : null
}

/** Every subscription of the reader whose own page a link leads to. */
export async function readOwn(store: Store, token: string, secrets: Secrets, now: string): Promise<Subscription[] | null> {
  const opened = await openToken(token, 'manage', secrets, new Date(now))
  if (!opened.ok) return null
  const own = await listOwn(store, opened.value.subscriber)
  return own.length > 0 ? own : null
}

/** Ends one of them, by its id; one of somebody else stays as it is. */
export async function endOne(
  store: Store,
  token: string,
  subscription: string,
  secrets: Secrets,
  now: string,
): Promise<Subscription[] | null> {
  const opened = await openToken(token, 'manage', secrets, new Date(now))
  if (!opened.ok) return null
  const own = await endOwn(store, opened.value.subscriber, subscription, now)
  return own.length > 0 ? own : null
}
