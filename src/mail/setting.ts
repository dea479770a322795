import { domainOf, parseMailbox, type Mailbox } from '../core/email-address.ts'
import { readSecrets, type Secrets } from '../core/secrets.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { transportOf } from './choose.ts'
import type { Transport } from './transport.ts'

/** What mail leaves with, read from the Worker's settings. */
export interface MailSetting {
  readonly transport: Transport
  /** The sender of mails that name none. */
  readonly from: Mailbox
  /** The envelope's sender, where bounces go. */
  readonly bounce: string
  /** At most so many messages a second; null without a limit. */
  readonly perSecond: number | null
  /** Who is told when something needs a human; null where nobody is. */
  readonly operator: Mailbox | null
  readonly secrets: Secrets
}

/** The setting of a Worker that can send mail, or why this one cannot. Nothing is connected yet. */
export function readMailSetting(env: Env): Result<MailSetting, Refusal> {
  const secrets = readSecrets(env)
  if (!secrets.ok) return secrets
  const from = parseMailbox(env.MAIL_FROM ?? '')
  if (!from) return fail(notSetUp('MAIL_FROM is missing or not a mailbox such as "Wirebrief <briefings@example.org>"'))
  const transport = transportOf(env, domainOf(from.email))
  if (!transport.ok) return fail(notSetUp(transport.error))
  const bounce = parseMailbox(env.MAIL_BOUNCE ?? from.email)
  if (!bounce) return fail(notSetUp('MAIL_BOUNCE is not an e-mail address'))
  return ok({
    transport: transport.value,
    from,
    bounce: bounce.email,
    perSecond: readRate(env.MAIL_PER_SECOND),
    operator: parseMailbox(env.OPERATOR_EMAIL ?? ''),
    secrets: secrets.value,
  })
}

function readRate(text: string | undefined): number | null {
  const rate = Number(text)
  return text && Number.isFinite(rate) && rate > 0 ? rate : null
}

function notSetUp(what: string): Refusal {
  return { status: 503, detail: `Mail is not set up here: ${what}. GET /api/mail says all that is missing.`, flaws: [] }
}
