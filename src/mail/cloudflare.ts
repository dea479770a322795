import { EmailMessage } from 'cloudflare:email'
import type { Receipt } from '../core/receipt.ts'
import { detailOf } from '../core/smtp-reply.ts'
import type { Message, Transport } from './transport.ts'

/** Mail by Cloudflare's `send_email` binding. It says what went wrong by the `code` of what it throws. */
export function cloudflareTransport(binding: SendEmail): Transport {
  return {
    name: 'cloudflare',
    connections: CONNECTIONS,
    send: (message) => send(binding, message),
    close: () => Promise.resolve(),
  }
}

/** A Worker has six connections open at once. */
const CONNECTIONS = 6

async function send(binding: SendEmail, { envelope, raw }: Message): Promise<Receipt> {
  try {
    await binding.send(new EmailMessage(envelope.from, envelope.to, raw))
    return { state: 'sent', detail: 'taken by Cloudflare' }
  } catch (error) {
    return receiptOfError(error)
  }
}

/** Refusals for now, of the mailbox, and of the message or the sender; anything else may have been taken. */
const DEFERRED = new Set(['E_RATE_LIMIT_EXCEEDED', 'E_DAILY_LIMIT_EXCEEDED'])
const REFUSED =
  /^E_(?:DELIVERY_FAILED|SENDER_\w+|RECIPIENT_NOT_ALLOWED|VALIDATION_ERROR|FIELD_MISSING|TOO_MANY_RECIPIENTS|CONTENT_TOO_LARGE|HEADERS?_\w+)$/

/** What an error of the binding means. */
export function receiptOfError(error: unknown): Receipt {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = detailOf(`${code} ${error instanceof Error ? error.message : String(error)}`)
  if (DEFERRED.has(code)) return { state: 'deferred', detail, retryAfter: null }
  if (code === 'E_RECIPIENT_SUPPRESSED') return { state: 'refused', detail, mailbox: true }
  if (REFUSED.test(code)) return { state: 'refused', detail, mailbox: false }
  return { state: 'unknown', detail }
}
