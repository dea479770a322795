import type { Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import type { TransportOf } from '../core/transport.ts'
import type { Post } from '../core/webhook.ts'
import type { Transport } from '../mail/transport.ts'
import { claimDeliveries, finishMailing, type Claimed, type Consumer } from '../store/deliveries.ts'
import { cancelMailing, findMailing } from '../store/mailings.ts'
import { addUnknownNotices } from '../store/notices.ts'
import type { Store } from '../store/store.ts'
import { mailAttempts, postAttempts } from './attempts.ts'
import { composeMatter, type Matter } from './matter.ts'
import { sendInTurns, type Outcome } from './send-in-turns.ts'

/** Works a mailing off: claims rows, sends a message for each, and records what the other side said. */

export interface DeliveryContext {
  readonly store: Store
  /** Null where mail is not set up: what is owed by mail stays owed. */
  readonly mail: MailWay | null
  /** The way to webhooks. */
  readonly webhooks: TransportOf<Post>
  readonly publicUrl: string
  readonly now: () => Date
  readonly newId: () => string
  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

export interface MailWay {
  readonly transport: Transport
  /** The sender of a briefing that names none. */
  readonly from: Mailbox
  /** The envelope's sender, where bounces go. */
  readonly bounce: string
  /** Makes the hash by which a refused address is known. */
  readonly pepper: string
  /** At most so many messages a second; null without a limit. */
  readonly perSecond: number | null
}

/** What a consumer leaves behind: nothing that is due now, more that is due, or what it could not work on and a later one may. */
export type Left = 'nothing' | 'more' | 'stuck'

/** How many rows are claimed at once. */
const CLAIM = 600
/** How many messages one consumer sends, and how long it goes on, before another takes over: well within its CPU time and its fifteen minutes. */
const MOST_MESSAGES = 5000
export const LONGEST_MILLISECONDS = 5 * 60_000
/** How long a message serves before it is built anew, at the next claim. */
const MATTER_MILLISECONDS = 30_000
/** How long a claim and a mark hold. */
const LEASE_MILLISECONDS = 10 * 60_000

/** Sends what a mailing owes now, until a deadline (milliseconds since 1970). */
export async function deliver(
  id: string,
  context: DeliveryContext,
  deadline = context.now().getTime() + LONGEST_MILLISECONDS,
): Promise<Left> {
  const { store, mail, now, newId } = context
  const mailing = await findMailing(store, id)
  if (mailing?.state !== 'sending') return 'nothing'
  const consumer: Consumer = { mailing: id, round: mailing.round, lease: newId() }
  let sent = 0
  let matter = await composeMatter(mailing, context)
  let composedAt = now().getTime()
  while (sent < MOST_MESSAGES && now().getTime() < deadline) {
    // What is corrected or erased meanwhile shows in what leaves half a minute later.
    if (now().getTime() - composedAt > MATTER_MILLISECONDS) {
      matter = await composeMatter(mailing, context)
      composedAt = now().getTime()
    }
    if (matter === 'unreadable') return 'stuck'
    if (matter === 'empty') {
      await cancelMailing(store, id, 'what was corrected is gone', toInstant(now()))
      return 'nothing'
    }
    const claimed = await claim(consumer, context)
    if (claimed.length === 0) {
      const isOver = await finishMailing(store, id)
      return mail || isOver ? 'nothing' : 'stuck'
    }
    const outcome = await sendClaimed(claimed, matter, consumer, context, deadline)
    if (outcome.unknown > 0) await addUnknownNotices(store, [id], toInstant(now()))
    if (outcome.stopped) return 'stuck'
    sent += claimed.length
  }
  return 'more'
}

function claim(consumer: Consumer, { store, mail, now }: DeliveryContext): Promise<Claimed[]> {
  const at = now()
  const perSecond = mail?.perSecond ?? null
  return claimDeliveries(store, consumer, {
    limit: perSecond === null ? CLAIM : Math.max(1, Math.min(CLAIM, Math.floor(perSecond * 60))),
    now: toInstant(at),
    until: toInstant(new Date(at.getTime() + LEASE_MILLISECONDS)),
    webhooksOnly: mail === null,
  })
}

/** Posts to the webhooks among those claimed, which are few, then mails the others. A webhook that takes nothing holds nobody else up. */
async function sendClaimed(
  claimed: readonly Claimed[],
  matter: Matter,
  consumer: Consumer,
  { store, mail, webhooks, now, sleep }: DeliveryContext,
  deadline: number,
): Promise<Outcome> {
  const turns = { store, now, sleep, lease: LEASE_MILLISECONDS, deadline }
  const posts = postAttempts(claimed, consumer.mailing, matter, now)
  const { unknown } = await sendInTurns(posts, consumer, { ...turns, transport: webhooks, perSecond: null })
  if (!mail) return { unknown, stopped: false }
  const mails = await mailAttempts(claimed, consumer.mailing, matter, mail, now)
  const mailed = await sendInTurns(mails, consumer, { ...turns, transport: mail.transport, perSecond: mail.perSecond })
  return { unknown: unknown + mailed.unknown, stopped: mailed.stopped }
}
