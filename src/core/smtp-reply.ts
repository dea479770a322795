import type { Receipt } from './receipt.ts'

/** What the replies of a mail server mean (RFC 5321, section 4.2; enhanced status codes: RFC 3463). */

/** Where in a session a reply came: before any message, to the sender, to the recipient, or to the message. */
export type SmtpStage = 'session' | 'sender' | 'recipient' | 'message'

const ENHANCED = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/
const LONGEST_DETAIL = 300
/** A login or TLS is missing or wrong (RFC 4954, section 6; RFC 3207, section 4). */
const OURS = new Set([530, 534, 535, 538])

/** The receipt that a final reply is, such as "550 5.1.1 no such mailbox". */
export function receiptOf(reply: string, stage: SmtpStage): Receipt {
  const detail = detailOf(reply)
  const code = Number(reply.slice(0, 3))
  if (code >= 200 && code < 300) return { state: 'sent', detail }
  // Whatever that is, the message may have been taken before it.
  if (!(code >= 200 && code < 600) && stage === 'message') return { state: 'unknown', detail }
  // What the server has against us, it has against every reader: it is ours to put right.
  if (!(code >= 500) || stage === 'session' || OURS.has(code)) return { state: 'deferred', detail, retryAfter: retryAfterOf(reply) }
  return { state: 'refused', detail, mailbox: stage === 'recipient' && refusesMailbox(code, ENHANCED.exec(reply)?.[1] ?? null) }
}

function refusesMailbox(code: number, status: string | null): boolean {
  return status === null ? code === 550 || code === 551 || code === 553 : isMailboxStatus(status)
}

/** Whether an enhanced status says that a mailbox is not there, or takes no mail any more. */
export function isMailboxStatus(status: string): boolean {
  // 5.1.7 and 5.1.8 are about the sender's address.
  return /^5\.(?:1\.(?![78]$)\d{1,3}|2\.1)$/.test(status)
}

/** A text of the other side, fit for one line of the ledger. */
export function detailOf(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1).toWellFormed()}…` : line
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

function retryAfterOf(reply: string): number | null {
  const [, count, unit = ''] = /\b(?:in|after|for|wait)\s+(\d{1,6})\s*(s|m|h)(?:ec(?:ond)?s?|in(?:ute)?s?|ours?|rs?)?\b/i.exec(reply) ?? []
  return count === undefined ? null : Number(count) * (UNITS[unit.toLowerCase()] ?? 1)
}
