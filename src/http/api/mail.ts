import { Hono } from 'hono'
import { mailStatus } from '../../core/mail-settings.ts'
import { readSmtpUrl } from '../../mail/smtp-url.ts'
import type { Door } from '../door.ts'

/** `/api/mail`: whether mail is set up, and what is missing. */
export const mail = new Hono<Door>()

mail.get('/', (c) => {
  const smtp = c.env.SMTP_URL ? readSmtpUrl(c.env.SMTP_URL) : null
  return c.json(mailStatus(c.env, { smtpFlaw: smtp && !smtp.ok ? smtp.error : null, hasBinding: c.env.EMAIL !== undefined }))
})
