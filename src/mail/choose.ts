import { fail, ok, type Result } from '../core/result.ts'
import { cloudflareTransport } from './cloudflare.ts'
import { smtpTransport } from './smtp.ts'
import { readSmtpUrl } from './smtp-url.ts'
import type { Transport } from './transport.ts'

/** How mail leaves: by SMTP where SMTP_URL is set, else by Cloudflare. `name` is who we say we are to an SMTP server. The error says what is wrong in the settings. */
export function transportOf({ SMTP_URL, EMAIL }: Pick<Env, 'SMTP_URL' | 'EMAIL'>, name: string): Result<Transport, string> {
  if (SMTP_URL) {
    const setting = readSmtpUrl(SMTP_URL)
    return setting.ok ? ok(smtpTransport(setting.value, name)) : setting
  }
  return EMAIL ? ok(cloudflareTransport(EMAIL)) : fail('there is neither SMTP_URL nor the binding EMAIL')
}
