import { toBase64url } from '../core/base64url.ts'
import { addressKey } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import type { Secrets } from '../core/secrets.ts'
import { addressHasher } from '../core/suppression.ts'
import { askLink, beginSubscription, type Patience } from '../store/subscriptions.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** What an act about subscribers needs beside its time and ids. */
export interface SubscriberAct extends Act {
  readonly secrets: Secrets
  /** Gives that many random bytes. */
  readonly random: (bytes: number) => Uint8Array
}

/** A new token for unsubscribe links: 192 bits. */
export function newToken({ random }: Pick<SubscriberAct, 'random'>): string {
  return toBase64url(random(24))
}

/** A new sign-up's mark: 128 bits. */
export function newNonce({ random }: Pick<SubscriberAct, 'random'>): string {
  return toBase64url(random(16))
}

const MINUTE = 60_000

/** Whoever was asked for after this is not asked again. */
export function patienceOf({ now }: Pick<Act, 'now'>): string {
  return before(now, 10 * MINUTE)
}

/** Three mails are for who wants several briefings, or has lost one. What goes on after that is not meant well, or does not arrive. */
function signUpPatience({ now }: Act): Patience {
  return {
    since: patienceOf({ now }),
    after: [
      { asks: 3, since: before(now, 60 * MINUTE) },
      { asks: 6, since: before(now, 24 * 60 * MINUTE) },
    ],
  }
}

function before(now: string, milliseconds: number): string {
  return toInstant(new Date(Date.parse(now) - milliseconds))
}

/** Notes a reader's wish for a briefing. Gives the subscriber who is owed a confirmation; null where none is. */
export async function signUp(store: Store, briefing: string, email: string, act: SubscriberAct): Promise<string | null> {
  const hash = await addressHasher(act.secrets.pepper)
  const wish = {
    id: act.newId(),
    briefing,
    email,
    address: addressKey(email),
    hash: await hash(email),
    token: newToken(act),
    nonce: newNonce(act),
  }
  return beginSubscription(store, wish, act.now, signUpPatience(act))
}

/** Notes a reader's wish for the link to their own page. Gives the subscriber who is owed it; null where none is. */
export async function askForLink(store: Store, email: string, act: SubscriberAct): Promise<string | null> {
  const hash = await addressHasher(act.secrets.pepper)
  return askLink(store, { address: addressKey(email), hash: await hash(email) }, act.now, patienceOf(act))
}
