import { fail, ok, type Result } from '../core/result.ts'

/** How an SMTP server is reached, as SMTP_URL says it. */
export interface SmtpSetting {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise STARTTLS where it is offered. */
  readonly secure: boolean
  /** Without TLS nothing is sent. */
  readonly requireTls: boolean
  readonly auth: { readonly user: string; readonly pass: string } | null
  readonly connections: number
  /** Milliseconds without a word from the other side. */
  readonly timeout: number
}

const MOST_CONNECTIONS = 20
/** Marks in the ledger hold longer than two messages that take so long. */
const MOST_SECONDS = 120

/** Reads `smtp://user:password@host:port?connections=4&timeout=60&tls=required` or `smtps://…`; the error says what is wrong, and no secret. */
export function readSmtpUrl(text: string): Result<SmtpSetting, string> {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    return fail('SMTP_URL must look like smtp://user:password@host:587 or smtps://…')
  const secure = url.protocol === 'smtps:'
  const auth = readAuth(url)
  if (auth === undefined) return fail('SMTP_URL has a user or password that is not percent-encoded rightly, or one without the other')
  const connections = readCount(url, 'connections', 4, MOST_CONNECTIONS)
  if (connections === null) return fail(`SMTP_URL: connections must be a number from 1 to ${MOST_CONNECTIONS}`)
  const timeout = readCount(url, 'timeout', 60, MOST_SECONDS)
  if (timeout === null) return fail(`SMTP_URL: timeout must be a number of seconds from 1 to ${MOST_SECONDS}`)
  const tls = url.searchParams.get('tls')
  if (tls !== null && tls !== 'required') return fail('SMTP_URL: tls can only be "required"')
  const unknown = [...url.searchParams.keys()].find((name) => !['connections', 'timeout', 'tls'].includes(name))
  if (unknown !== undefined) return fail('SMTP_URL has an option that is not known; there are connections, timeout and tls')
  // Names are not looked up for what is this machine.
  const host = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname.replace(/^\[(.*)\]$/, '$1')
  // A password does not travel in the clear.
  const requireTls = tls === 'required' || (auth !== null && !isLoopback(host))
  return ok({ host, port: Number(url.port) || (secure ? 465 : 587), secure, requireTls, auth, connections, timeout: timeout * 1000 })
}

/** Null without credentials; undefined where they cannot be read. */
function readAuth({ username, password }: URL): SmtpSetting['auth'] | undefined {
  if (username === '' && password === '') return null
  if (username === '' || password === '') return undefined
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  } catch {
    return undefined
  }
}

function readCount(url: URL, name: string, otherwise: number, most: number): number | null {
  const text = url.searchParams.get(name)
  if (text === null) return otherwise
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= most ? count : null
}

function isLoopback(host: string): boolean {
  return host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
