import { listenHttp } from './control.mjs'
import { RuleBook } from './rules.mjs'
import { listenSmtp } from './smtp.mjs'

/**
 * Starts a mail server on this machine that keeps what it is sent and fails on demand; over HTTP its mail is read, and it is told how to fail.
 *
 * `keep`: 'count' keeps no text, for large runs. `most`: of so many messages the oldest go. `tls`: STARTTLS is offered, or with `secure` TLS is spoken from the
 * start. `auth`: nobody else is let in. `page` answers what the control API does not.
 * @param {{
 *   host?: string, smtpPort?: number, httpPort?: number, keep?: 'all' | 'count', most?: number,
 *   tls?: { key: string, cert: string }, secure?: boolean, auth?: { user: string, pass: string },
 *   page?: (url: URL, mail: readonly import('./smtp.mjs').Received[]) => Promise<{ type: string, body: string, policy?: string } | null>,
 * }} [options]
 */
export async function startSink({ host = '127.0.0.1', smtpPort = 0, httpPort = 0, keep = 'all', most = Infinity, page, ...way } = {}) {
  const mail = []
  const book = new RuleBook()
  const smtp = await listenSmtp({ ...way, host, port: smtpPort, keep, book }, (received) => {
    mail.push(received)
    if (mail.length > most) mail.shift()
  })
  const http = await listenHttp({ host, port: httpPort, mail, book, smtp, page })
  return {
    smtpPort: smtp.port,
    httpPort: http.port,
    smtpUrl: `smtp${way.secure ? 's' : ''}://${host}:${smtp.port}`,
    httpUrl: `http://${host}:${http.port}`,
    /** Lets the process end although this still listens. */
    unref() {
      smtp.unref()
      http.unref()
    },
    async close() {
      await Promise.all([smtp.close(), http.close()])
    },
  }
}
