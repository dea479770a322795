import type { Attachment, Email } from 'postal-mime'
import { deliveryOf, type DeliveryId } from '../core/delivery-id.ts'
import { parseDeliveryStatus, parseFields, type ReportedRecipient } from '../core/delivery-status.ts'
import { addressKey } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import { isMailboxStatus } from '../core/smtp-reply.ts'
import { addressHasher } from '../core/suppression.ts'
import { logEvent } from '../log.ts'
import { findBounced, recordBounce } from '../store/bounces.ts'
import type { Store } from '../store/store.ts'
import type { Suppression } from '../store/suppressions.ts'

/** Bounces: reports (RFC 3464) of what became of mail after it had left. */

/** A report above this size is not read; servers send back 100 kB at most. */
export const LARGEST_BOUNCE = 1_048_576
const DEEPEST = 10
const LARGEST_HEADERS = 262_144

export interface Bounce {
  /** The Message-ID of what the report is about; null where it does not say. */
  readonly messageId: string | null
  readonly recipients: readonly ReportedRecipient[]
}

export interface BounceContext {
  readonly store: Store
  /** ADDRESS_PEPPER; empty where it is not set, and then nobody is suppressed. */
  readonly pepper: string
  readonly now: Date
}

/**
 * Takes a mail that came to where bounces go. A report that names a delivery by its Message-ID is recorded; where it is the reader's
 * mailbox that is refused, no list sends to it again. Anything else is passed over.
 */
export async function takeBounce(
  { raw, rawSize }: Pick<ForwardableEmailMessage, 'raw' | 'rawSize'>,
  { store, pepper, now }: BounceContext,
): Promise<void> {
  const bounce = rawSize > LARGEST_BOUNCE ? null : await readBounce(await new Response(raw).arrayBuffer())
  if (!bounce) return logEvent('bounce-none', { bytes: rawSize })
  const delivery = bounce.messageId === null ? null : deliveryOf(bounce.messageId)
  const reader = delivery && (await findBounced(store, delivery))
  if (!delivery || !reader) return logEvent('bounce-of-no-delivery', { recipients: bounce.recipients.length })
  const recipients = aboutReader(bounce.recipients, reader.email)
  const failed = recipients.filter(({ action }) => action === 'failed')
  logEvent('bounce', { ...delivery, reports: recipients.map(({ action, status }) => `${action ?? 'unreadable'} ${status ?? ''}`.trim()) })
  if (failed.length > 0) await record(store, delivery, failed, { email: reader.email, pepper, now: toInstant(now) })
}

/** The reports of the reader's own address, where there are some; a server on the way may have rewritten it, and then all of them. */
function aboutReader(recipients: readonly ReportedRecipient[], email: string | null): readonly ReportedRecipient[] {
  const key = email && addressKey(email)
  const own = recipients.filter(({ address, original }) => [address, original].some((each) => each && addressKey(each) === key))
  return own.length > 0 ? own : recipients
}

async function record(
  store: Store,
  delivery: DeliveryId,
  failed: readonly ReportedRecipient[],
  { email, pepper, now }: { readonly email: string | null; readonly pepper: string; readonly now: string },
): Promise<void> {
  const mailbox = failed.find(({ status }) => status !== null && isMailboxStatus(status))
  const { diagnostic = null, status = null } = mailbox ?? failed[0] ?? {}
  const detail = diagnostic ?? status ?? 'the other side gives no reason'
  await recordBounce(
    store,
    delivery,
    detail,
    mailbox && email !== null && pepper !== '' ? await suppression(email, detail, pepper) : null,
    now,
  )
}

async function suppression(email: string, detail: string, pepper: string): Promise<Suppression> {
  const hash = await addressHasher(pepper)
  return { id: await hash(email), address: addressKey(email), reason: 'bounce', detail }
}

/** A mail as a report; null where it is none, or is too large or too deep to be an honest one. */
export async function readBounce(raw: ArrayBuffer | Uint8Array): Promise<Bounce | null> {
  // Most of what comes to such an address is none, and need not be taken apart.
  if (raw.byteLength > LARGEST_BOUNCE || !/delivery-status/i.test(new TextDecoder('latin1').decode(raw))) return null
  const { default: PostalMime } = await import('postal-mime')
  const options = { forceRfc822Attachments: true, maxNestingDepth: DEEPEST, maxHeadersSize: LARGEST_HEADERS }
  const mail = await PostalMime.parse(raw, options).catch(() => null)
  const report = mail?.attachments.find(({ mimeType }) => REPORT.has(mimeType))
  return mail && report ? { messageId: messageIdIn(mail), ...parseDeliveryStatus(textOf(report)) } : null
}

const REPORT = new Set(['message/delivery-status', 'message/global-delivery-status'])
const RETURNED = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'])

/** From what came back of the message, or else from what the report answers to. */
function messageIdIn({ attachments, inReplyTo, references }: Email): string | null {
  const returned = attachments
    .filter(({ mimeType }) => RETURNED.has(mimeType))
    .flatMap((part) => parseFields(textOf(part)).filter(({ name }) => name === 'message-id'))
  const candidates = [...returned.map(({ value }) => value), ...`${inReplyTo ?? ''} ${references ?? ''}`.split(/\s+/)].filter(Boolean)
  return candidates.find((candidate) => deliveryOf(candidate)) ?? candidates[0] ?? null
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}
