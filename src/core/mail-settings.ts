import * as z from 'zod'
import { parseMailbox } from './email-address.ts'

/** Whether a Worker is set up to send mail, and what is missing. Nothing of it is secret. */

export const SettingFlaw = z.strictObject({
  name: z.string().describe('the setting'),
  detail: z.string().describe('what is wrong with it, and what to do'),
  required: z.boolean().describe('false: mail is sent without it'),
})

export const MailStatus = z.strictObject({
  ready: z.boolean().describe('mail is sent'),
  transport: z.enum(['smtp', 'cloudflare']).nullable(),
  from: z.string().nullable().describe('the address that mail comes from, unless a briefing names another'),
  bounce: z.string().nullable().describe('the address that bounces go to'),
  operator: z.string().nullable().describe('who is told when something needs a human'),
  missing: z.array(SettingFlaw),
})

export type SettingFlaw = z.infer<typeof SettingFlaw>
export type MailStatus = z.infer<typeof MailStatus>

/** The settings that mail depends on. */
export interface MailSettings {
  readonly PUBLIC_URL: string
  readonly SMTP_URL?: string
  readonly MAIL_FROM?: string
  readonly MAIL_BOUNCE?: string
  readonly MAIL_PER_SECOND?: string
  readonly OPERATOR_EMAIL?: string
  readonly TOKEN_SECRET?: string
  readonly TOKEN_SECRET_PREVIOUS?: string
  readonly ADDRESS_PEPPER?: string
}

/** What is known of the ways out. */
export interface Transports {
  /** What is wrong with SMTP_URL; null when nothing is, or it is not set. */
  readonly smtpFlaw: string | null
  /** Whether Cloudflare's own is bound. */
  readonly hasBinding: boolean
}

/** How mail is set up. */
export function mailStatus(settings: MailSettings, transports: Transports): MailStatus {
  const missing = mailFlaws(settings, transports)
  const from = parseMailbox(settings.MAIL_FROM ?? '')?.email ?? null
  return {
    ready: !missing.some(({ required }) => required),
    transport: settings.SMTP_URL ? 'smtp' : transports.hasBinding ? 'cloudflare' : null,
    from,
    bounce: settings.MAIL_BOUNCE === undefined ? from : (parseMailbox(settings.MAIL_BOUNCE)?.email ?? null),
    operator: parseMailbox(settings.OPERATOR_EMAIL ?? '')?.email ?? null,
    missing,
  }
}

/** What is missing or malformed. */
function mailFlaws(settings: MailSettings, { smtpFlaw, hasBinding }: Transports): SettingFlaw[] {
  const { SMTP_URL, MAIL_FROM, MAIL_BOUNCE, MAIL_PER_SECOND, OPERATOR_EMAIL, PUBLIC_URL } = settings
  const flaws = [
    needed('SMTP_URL', SMTP_URL ? smtpFlaw : hasBinding ? null : NO_TRANSPORT),
    needed('MAIL_FROM', mailboxFlaw(MAIL_FROM, 'is missing: the sender of mail, such as "Wirebrief <briefings@example.org>"')),
    needed('MAIL_BOUNCE', mailboxFlaw(MAIL_BOUNCE, null)),
    needed('TOKEN_SECRET', secretFlaw(settings.TOKEN_SECRET, 'signs confirmation links')),
    wanted(
      'TOKEN_SECRET_PREVIOUS',
      settings.TOKEN_SECRET_PREVIOUS ? secretFlaw(settings.TOKEN_SECRET_PREVIOUS, 'signed them before') : null,
    ),
    needed('ADDRESS_PEPPER', secretFlaw(settings.ADDRESS_PEPPER, 'hides the addresses of people who were erased, and must never change')),
    needed('PUBLIC_URL', originFlaw(PUBLIC_URL)),
    wanted('MAIL_PER_SECOND', rateFlaw(MAIL_PER_SECOND)),
    wanted('OPERATOR_EMAIL', mailboxFlaw(OPERATOR_EMAIL, 'is missing: nobody is told when an edition fails or waits for approval')),
  ]
  return flaws.filter((flaw) => flaw !== null)
}

const NO_TRANSPORT = 'is missing, and so is the binding EMAIL: set one of them, such as smtp://user:password@host:587'
const SHORTEST = 32

function needed(name: string, detail: string | null): SettingFlaw | null {
  return detail === null ? null : { name, detail, required: true }
}

function wanted(name: string, detail: string | null): SettingFlaw | null {
  return detail === null ? null : { name, detail, required: false }
}

function mailboxFlaw(value: string | undefined, missing: string | null): string | null {
  if (value === undefined || (value === '' && missing !== null)) return missing
  return parseMailbox(value) ? null : 'is not an address that mail can be sent to, such as name@example.org or "Name <name@example.org>"'
}

function secretFlaw(value: string | undefined, purpose: string): string | null {
  if (!value) return `is missing: it ${purpose}; set a random one of at least ${SHORTEST} characters`
  return value.length < SHORTEST ? `has fewer than ${SHORTEST} characters; it ${purpose}` : null
}

function originFlaw(value: string): string | null {
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== value)
    return 'must be an origin without a trailing slash, such as https://brief.example'
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || isHere
    ? null
    : 'must begin with https: mail services take one-click unsubscribe links from nowhere else'
}

function rateFlaw(value: string | undefined): string | null {
  return value === undefined || value === '' || Number(value) > 0 ? null : 'is not a number above 0, and does not limit anything'
}
