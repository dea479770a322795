import { Briefing } from '../core/briefing.ts'
import { reduceToCorrected } from '../core/corrected.ts'
import { settle } from '../core/delivery.ts'
import { deliveryMessageId } from '../core/delivery-id.ts'
import { domainOf, parseMailbox, type Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import { addressHasher } from '../core/suppression.ts'
import type { Message, Transport } from '../mail/transport.ts'
import { readEdition } from '../newsroom/read.ts'
import { renderLetter, type Letter } from '../render/letter.ts'
import { claimDeliveries, finishMailing, type Claimed, type Consumer } from '../store/deliveries.ts'
import { cancelMailing, findMailing, type Mailing } from '../store/mailings.ts'
import { addUnknownNotices } from '../store/notices.ts'
import type { Store } from '../store/store.ts'
import type { Attempt } from './receipt-book.ts'
import { sendInTurns } from './send-in-turns.ts'

/** Works a mailing off: claims rows, sends a message for each, and records what the other side said. */

export interface DeliveryContext {
  readonly store: Store
  readonly transport: Transport
  readonly publicUrl: string
  /** The sender of a briefing that names none. */
  readonly from: Mailbox
  /** The envelope's sender, where bounces go. */
  readonly bounce: string
  /** Makes the hash by which a refused address is known. */
  readonly pepper: string
  /** At most so many messages a second; null without a limit. */
  readonly perSecond: number | null
  readonly now: () => Date
  readonly newId: () => string
  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** What a consumer leaves behind: nothing that is due now, more that is due, or what it could not work on and a later one may. */
export type Left = 'nothing' | 'more' | 'stuck'

/** How many rows are claimed at once. */
const CLAIM = 600
/** How many messages one consumer sends, and how long it goes on, before another takes over: well within its CPU time and its fifteen minutes. */
const MOST_MESSAGES = 5000
export const LONGEST_MILLISECONDS = 5 * 60_000
/** How long a message serves before it is built anew, at the next claim. */
const LETTER_MILLISECONDS = 30_000
/** How long a claim and a mark hold. */
const LEASE_MILLISECONDS = 10 * 60_000

/** Sends what a mailing owes now, until a deadline (milliseconds since 1970). */
export async function deliver(
  id: string,
  context: DeliveryContext,
  deadline = context.now().getTime() + LONGEST_MILLISECONDS,
): Promise<Left> {
  const { store, now, newId } = context
  const mailing = await findMailing(store, id)
  if (mailing?.state !== 'sending') return 'nothing'
  const consumer: Consumer = { mailing: id, round: mailing.round, lease: newId() }
  const hash = await addressHasher(context.pepper)
  let sent = 0
  let letter = await composeLetter(mailing, context)
  let composedAt = now().getTime()
  while (sent < MOST_MESSAGES && now().getTime() < deadline) {
    // What is corrected or erased meanwhile shows in what leaves half a minute later.
    if (now().getTime() - composedAt > LETTER_MILLISECONDS) {
      letter = await composeLetter(mailing, context)
      composedAt = now().getTime()
    }
    if (letter === 'unreadable') return 'stuck'
    if (letter === 'empty') {
      await cancelMailing(store, id, 'what was corrected is gone', toInstant(now()))
      return 'nothing'
    }
    const at = now()
    const claimed = await claimDeliveries(
      store,
      consumer,
      claimSize(context),
      toInstant(at),
      toInstant(new Date(at.getTime() + LEASE_MILLISECONDS)),
    )
    if (claimed.length === 0) {
      await finishMailing(store, id)
      return 'nothing'
    }
    const ready = letter
    const attempts = claimed.map((row) => attempt(row, mailing, ready, context))
    const outcome = await sendInTurns(attempts, consumer, { ...context, hash, lease: LEASE_MILLISECONDS, deadline })
    if (outcome.unknown > 0) await addUnknownNotices(store, [id], toInstant(now()))
    if (outcome.stopped) return 'stuck'
    sent += claimed.length
  }
  return 'more'
}

function claimSize({ perSecond }: DeliveryContext): number {
  return perSecond === null ? CLAIM : Math.max(1, Math.min(CLAIM, Math.floor(perSecond * 60)))
}

/** The mailing's message, for all its readers; or why there is none: a text cannot be read just now, or nothing is left of what was corrected. */
async function composeLetter(mailing: Mailing, { store, publicUrl, from }: DeliveryContext): Promise<Letter | 'unreadable' | 'empty'> {
  const edition = await readEdition(store, mailing.briefing, mailing.edition, 'editor')
  if (!edition.ok) return 'unreadable'
  const { mail } = Briefing.pick({ mail: true })
    .loose()
    .parse(JSON.parse(mailing.recipe ?? '{}'))
  const composition = mailing.kind === 'correction' ? reduceToCorrected(edition.value, mailing.corrections) : edition.value
  if (mailing.kind === 'correction' && composition.sections.length === 0) return 'empty'
  return renderLetter(composition, mailing.kind, {
    from: (mail.from === null ? null : parseMailbox(mail.from)) ?? from,
    replyTo: mail.replyTo === null ? null : { name: null, email: mail.replyTo },
    date: new Date(mailing.createdAt),
    publicUrl,
    listId: `${mailing.briefing}.${new URL(publicUrl).hostname}`,
    seed: mailing.id,
  })
}

function attempt(row: Claimed, mailing: Mailing, letter: Letter, { bounce, from, now }: DeliveryContext): Attempt {
  const { subscriber, email, name, token, attempts } = row
  const messageId = deliveryMessageId(mailing.id, subscriber, domainOf(from.email))
  return {
    subscriber,
    email,
    // Made when it leaves, so that a thousand copies do not wait in memory.
    message: (): Message => ({ envelope: { from: bounce, to: email }, raw: letter({ to: { name, email }, messageId, token }) }),
    settle: (receipt) => settle(receipt, attempts + 1, now()),
  }
}
