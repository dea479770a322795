import { domainOf, type Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import type { Receipt } from '../core/receipt.ts'
import type { Secrets } from '../core/secrets.ts'
import { confirmPath, managePath } from '../core/subscription-path.ts'
import { signToken } from '../core/token.ts'
import type { Transport } from '../mail/transport.ts'
import { renderConfirmation, renderManageLink, type MailOptions } from '../render/subscription-mail.ts'
import { giveBackConfirmation, giveBackLink, takeConfirmation, takeLink } from '../store/owed-mail.ts'
import type { Store } from '../store/store.ts'

/**
 * The two mails that a reader asks for by themselves. The right to send one is taken before it leaves, so that a job that comes twice sends
 * one; it is given back where the other side refuses for now.
 */

export interface SubscriptionMailContext {
  readonly store: Store
  readonly transport: Transport
  readonly publicUrl: string
  readonly from: Mailbox
  /** The envelope's sender, where bounces go. */
  readonly bounce: string
  readonly secrets: Secrets
  readonly now: Date
  readonly newId: () => string
}

/** Sends the confirmation that a subscriber is owed. Null where none is owed any more. */
export async function sendConfirmation(subscriber: string, context: SubscriptionMailContext): Promise<Receipt | null> {
  const { store, secrets, now } = context
  const owed = await takeConfirmation(store, subscriber)
  if (!owed) return null
  const { token, expires } = await signToken({ purpose: 'confirm', subscriber: owed.id, nonce: owed.nonce }, secrets, now)
  const receipt = await send(
    await renderConfirmation(owed.briefing, optionsFor(owed, confirmPath(token), expires, context)),
    owed.email,
    context,
  )
  if (receipt.state === 'deferred') await giveBackConfirmation(store, owed, dayBefore(now))
  return receipt
}

/** Sends the link to a reader's own page that one of their subscriptions is owed. Null where none is owed any more. */
export async function sendManageLink(subscriber: string, context: SubscriptionMailContext): Promise<Receipt | null> {
  const { store, secrets, now } = context
  const owed = await takeLink(store, subscriber)
  if (!owed) return null
  const { token, expires } = await signToken({ purpose: 'manage', subscriber: owed.id, nonce: null }, secrets, now)
  const receipt = await send(await renderManageLink(optionsFor(owed, managePath(token), expires, context)), owed.email, context)
  if (receipt.state === 'deferred') await giveBackLink(store, owed, dayBefore(now))
  return receipt
}

// What was asked for longer ago is not tried again.
function dayBefore(now: Date): string {
  return toInstant(new Date(now.getTime() - 86_400_000))
}

function optionsFor(
  { email, name }: { readonly email: string; readonly name: string | null },
  path: string,
  expires: Date,
  { from, publicUrl, now, newId }: SubscriptionMailContext,
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

function send(raw: string, to: string, { transport, bounce }: SubscriptionMailContext): Promise<Receipt> {
  return transport.send({ envelope: { from: bounce, to }, raw })
}
