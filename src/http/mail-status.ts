import { mailStatus, type MailStatus } from '../core/mail-settings.ts'
import { readSmtpUrl } from '../mail/smtp-url.ts'

/** How mail is set up in this Worker. */
export function mailStatusOf(env: Env): MailStatus {
  const smtp = env.SMTP_URL ? readSmtpUrl(env.SMTP_URL) : null
  return mailStatus(env, { smtpFlaw: smtp && !smtp.ok ? smtp.error : null, hasBinding: env.EMAIL !== undefined })
}
