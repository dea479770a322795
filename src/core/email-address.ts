import * as z from 'zod'
import { fail, ok, type Result } from './result.ts'
import { line } from './text.ts'

/** E-mail addresses (RFC 5321, RFC 5322) as far as mail can be sent to them without SMTPUTF8. */

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Why an address is not taken, and what to do. */
const ADDRESS_FAULTS = {
  shape: 'must be an e-mail address, such as name@example.org',
  control: 'must not hold a line break or another control character',
  ascii: 'has letters beyond ASCII before the @; mail to such an address (SMTPUTF8) cannot be sent from here: use another address',
  local: 'has a part before the @ that mail cannot be sent to',
  domain: 'has no domain after the @ that mail can be sent to, such as example.org',
  long: 'is longer than the 254 characters that mail can be sent to',
} as const

export type AddressFault = keyof typeof ADDRESS_FAULTS

/** One address, with its domain in lower case and ASCII (IDNA). What mail cannot be sent to is refused with what to do. */
export const EmailAddress = z
  .string()
  .max(320, 'at most 320 characters')
  .transform((text, context) => {
    const address = readAddress(text)
    if (address.ok) return address.value
    context.addIssue({ code: 'custom', message: ADDRESS_FAULTS[address.error] })
    return z.NEVER
  })

export type EmailAddress = z.infer<typeof EmailAddress>

/** What makes two addresses one person: the address in lower case. Takes what `EmailAddress` gives. */
export function addressKey(email: string): string {
  return email.toLowerCase()
}

/** The part after the "@". */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1)
}

/** One address as `EmailAddress` gives it, or what is wrong with it. */
export function readAddress(text: string): Result<string, AddressFault> {
  if (text.length > 320) return fail('long')
  const trimmed = text.trim()
  if (/[\u0000-\u001f\u007f]/.test(trimmed)) return fail('control')
  const at = trimmed.lastIndexOf('@')
  if (at < 1) return fail('shape')
  const local = trimmed.slice(0, at)
  if (/[^\u0000-\u007f]/.test(local)) return fail('ascii')
  if (local.length > 64 || !LOCAL.test(local)) return fail('local')
  const domain = asciiDomain(trimmed.slice(at + 1))
  if (domain === null) return fail('domain')
  const address = `${local}@${domain}`
  return address.length > 254 ? fail('long') : ok(address)
}

function asciiDomain(domain: string): string | null {
  if (/[^\p{L}\p{N}\p{M}.\-\u3002]/u.test(domain)) return null
  const host = URL.parse(`http://${domain}/`)?.hostname ?? ''
  const labels = host.split('.')
  const isDomain = labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
  return isDomain && host.length <= 253 ? host : null
}

/** A mailbox: an address and the name shown for it (RFC 5322, section 3.4). */
export interface Mailbox {
  readonly name: string | null
  readonly email: string
}

/** Reads `Name <address>`, `"Name" <address>` or a bare address; null for anything else. */
export function parseMailbox(text: string): Mailbox | null {
  if (/[\r\n]/.test(text)) return null
  const [, name, inside] = /^\s*([^<>]*?)\s*<([^<>]+)>\s*$/.exec(text) ?? []
  const email = EmailAddress.safeParse(inside ?? text)
  if (!email.success) return null
  const shown = line((name ?? '').replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1'))
  return { name: shown || null, email: email.data }
}
