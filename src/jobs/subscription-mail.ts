import { domainOf, type Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import type { Receipt } from '../core/receipt.ts'
import type { Secrets } from '../core/secrets.ts'
import { confirmPath, managePath } from '../core/subscription-path.ts'
import { signToken } from '../core/token.ts'
import { renderConfirmation, renderManageLink, type MailOptions } from '../render/subscription-mail.ts'
import { giveBackConfirmation, giveBackLink, takeConfirmation, takeLink, type OwedLink, type OwedMail } from '../store/owed-mail.ts'
import { waitForSlot, type SlotContext } from './wait-for-slot.ts'

/**
 * The two mails that a reader asks for by themselves. The right to send one is taken before it leaves, so that a job that comes twice sends
 * one; it is given back where it does not leave, or the other side refuses for now.
 */

export interface SubscriptionMailContext extends SlotContext {
  readonly publicUrl: string
  /** Of the mail that belongs to no briefing. */
  readonly siteLanguage: string
  readonly from: Mailbox
  /** The envelope's sender, where bounces go. */
  readonly bounce: string
  readonly secrets: Secrets
  readonly newId: () => string
}

/** Sends the confirmation that a subscriber is owed. Null where none is owed, or none may leave just now. */
export async function sendConfirmation(subscriber: string, context: SubscriptionMailContext): Promise<Receipt | null> {
  return sendOwed(context, {
    take: (now) => takeConfirmation(context.store, subscriber, now),
    compose: (owed, now) => composeConfirmation(owed, context, now),
    giveBack: (owed, dueAt) => giveBackConfirmation(context.store, owed, dueAt),
  })
}

/** Sends the link to a reader's own page that one of their subscriptions is owed. Null where none is owed, or none may leave just now. */
export async function sendManageLink(subscriber: string, context: SubscriptionMailContext): Promise<Receipt | null> {
  return sendOwed(context, {
    take: (now) => takeLink(context.store, subscriber, now),
    compose: (owed, now) => composeManageLink(owed, context, now),
    giveBack: (owed, dueAt) => giveBackLink(context.store, owed, dueAt),
  })
}

interface Kind<T extends OwedLink> {
  readonly take: (now: string) => Promise<T | null>
  readonly compose: (owed: T, now: Date) => Promise<string>
  readonly giveBack: (owed: T, dueAt: string) => Promise<void>
}

async function sendOwed<T extends OwedLink>(
  context: SubscriptionMailContext,
  { take, compose, giveBack }: Kind<T>,
): Promise<Receipt | null> {
  const { transport, bounce, now } = context
  // Before the right is taken: a consumer that dies while it waits loses nothing.
  if (!(await waitForSlot(context))) return null
  const at = now()
  const owed = await take(toInstant(at))
  if (!owed) return null
  const later = async (seconds: number) => {
    const dueAt = nextTry(new Date(owed.askedAt), now(), seconds)
    if (dueAt) await giveBack(owed, toInstant(dueAt))
  }
  const raw = await compose(owed, at).catch(async (error: unknown) => {
    await later(0)
    throw error
  })
  const receipt = await transport.send({ envelope: { from: bounce, to: owed.email }, raw })
  if (receipt.state === 'deferred') await later(receipt.retryAfter ?? 0)
  return receipt
}

const SHORTEST_WAIT = 5 * 60_000
const DAY = 86_400_000

/** As long after now as it has waited already, for a day in all; null when that is over. */
function nextTry(asked: Date, now: Date, seconds: number): Date | null {
  const waited = now.getTime() - asked.getTime()
  const wait = Math.max(SHORTEST_WAIT, waited, seconds * 1000)
  return waited >= DAY ? null : new Date(Math.min(now.getTime() + wait, asked.getTime() + DAY))
}

async function composeConfirmation(owed: OwedMail, context: SubscriptionMailContext, now: Date): Promise<string> {
  const { token, expires } = await signToken({ purpose: 'confirm', subscriber: owed.id, nonce: owed.nonce }, context.secrets, now)
  return renderConfirmation(owed.briefing, optionsFor(owed, confirmPath(token), { now, expires }, context))
}

async function composeManageLink(owed: OwedLink, context: SubscriptionMailContext, now: Date): Promise<string> {
  const { token, expires } = await signToken({ purpose: 'manage', subscriber: owed.id, nonce: null }, context.secrets, now)
  return renderManageLink(context.siteLanguage, optionsFor(owed, managePath(token), { now, expires }, context))
}

function optionsFor(
  { email, name }: OwedLink,
  path: string,
  { now, expires }: { readonly now: Date; readonly expires: Date },
  { from, publicUrl, newId }: SubscriptionMailContext,
): MailOptions {
  return {
    from,
    to: { name, email },
    date: now,
    messageId: `<${newId()}@${domainOf(from.email)}>`,
    publicUrl,
    link: publicUrl + path,
    expires,
  }
}
