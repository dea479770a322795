import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Receipt } from '../core/receipt.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { detailOf, receiptOf, type SmtpStage } from '../core/smtp-reply.ts'
import { runImmediately } from './immediately.ts'
import { openSocket } from './smtp-socket.ts'
import type { SmtpSetting } from './smtp-url.ts'
import type { Message } from './transport.ts'

/** One connection to a mail server, kept for one message after another (RFC 5321). */

const LONGEST_GREETING = 30_000

/** Opens a session and logs in. `name` is who we say we are. The error is the receipt of a message that would have gone by it. */
export async function openSession(setting: SmtpSetting, name: string): Promise<Result<SmtpSession, Receipt>> {
  // Only the queue's consumer needs it, so a page does not pay for loading it.
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  runImmediately()
  const { host, port, secure, requireTls, auth, timeout } = setting
  const setUp = Math.min(timeout, LONGEST_GREETING)
  const socket = await openSocket(setting, setUp)
  if (!socket.ok) return fail(unreachable(socket.error))
  const connection = new Connection({
    host,
    port,
    secure,
    secured: secure,
    connection: socket.value,
    requireTLS: requireTls && !secure,
    name,
    connectionTimeout: setUp,
    greetingTimeout: setUp,
    socketTimeout: timeout,
    socketCloseTimeout: 0,
    logger: false,
  })
  const session = new SmtpSession(connection, timeout)
  const opened = await session.begin(auth)
  return opened ? fail(opened) : ok(session)
}

function unreachable(detail: string): Receipt {
  return { state: 'deferred', detail: detailOf(detail), retryAfter: null }
}

export class SmtpSession {
  /** False once it was closed, by either side. */
  isOpen = true
  /** True once the server was found to have left before it took anything of the last message. */
  wasLeft = false
  readonly #connection: SMTPConnection
  readonly #timeout: number
  #onLoss: (error: Error) => void = () => undefined

  /** `timeout` in milliseconds: how long the server may take over a message. */
  constructor(connection: SMTPConnection, timeout: number) {
    this.#connection = connection
    this.#timeout = timeout
    const lose = (error: Error) => {
      this.isOpen = false
      this.#onLoss(error)
    }
    connection.on('error', lose)
    connection.on('end', () => lose(new Error('the connection was closed')))
  }

  /** Greets the server and logs in; null when it went well. */
  async begin(auth: SmtpSetting['auth']): Promise<Receipt | null> {
    const greeted = await this.#ask((answer) => this.#connection.connect(answer))
    if (greeted) return this.#giveUp('the mail server took no session', greeted)
    const loggedIn = auth && (await this.#ask((answer) => this.#connection.login({ user: auth.user, pass: auth.pass }, answer)))
    if (loggedIn) return this.#giveUp('the mail server took no login', loggedIn)
    // It would be set anew with everything that passes. One timer a message is enough.
    if (this.#connection._socket) this.#connection._socket.setTimeout(0)
    return null
  }

  /** Has the connection do something; answers what went wrong. It does not call back where it is lost meanwhile, so that is heard, too. */
  #ask(act: (answer: (error?: Error | null) => void) => void): Promise<Error | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => give(Object.assign(new Error('the server did not answer in time'), { code: 'ETIMEDOUT' })),
        this.#timeout,
      )
      const give = (error: Error | null) => {
        clearTimeout(timer)
        resolve(error)
      }
      this.#onLoss = give
      act((error) => give(error ?? null))
    })
  }

  #giveUp(what: string, error: Error): Receipt {
    this.close()
    const { response } = replyOf(error)
    const receipt = response === null ? unreachable('') : receiptOf(response, 'session')
    const why = this.#lacksTls(error) ? `no TLS: ${error.message}` : (response ?? error.message)
    return { ...receipt, detail: detailOf(`${what}: ${why}`) }
  }

  /** workerd says no more of a certificate that it does not trust than that the connection failed. */
  #lacksTls(error: Error): boolean {
    return ('code' in error && error.code === 'ETLS') || ('upgrading' in this.#connection && this.#connection.upgrading === true)
  }

  /** Sends one message. After a refusal the session is made ready for the next one, or closed. */
  async send({ envelope, raw }: Message): Promise<Receipt> {
    const body = new Body(raw)
    let response = ''
    const error = await this.#ask((answer) =>
      this.#connection.send({ from: envelope.from, to: [envelope.to] }, body, (failure, info) => {
        response = info?.response ?? ''
        answer(failure)
      }),
    )
    if (!error) return receiptOf(response, 'message')
    const receipt = this.#receiptOf(error, body.isTaken)
    if (receipt.state === 'unknown' || isTimeout(error) || !(await this.#reset())) this.close()
    return receipt
  }

  #receiptOf(error: Error, isTaken: boolean): Receipt {
    const { response, command } = replyOf(error)
    if (response !== null) return receiptOf(response, STAGES[command] ?? 'session')
    // What no server was asked about: an address that is none.
    if (command === 'API' && 'code' in error && error.code === 'EENVELOPE')
      return { state: 'refused', detail: detailOf(error.message), mailbox: false }
    if (isTaken) return { state: 'unknown', detail: detailOf(`no answer came after the message: ${error.message}`) }
    this.wasLeft = !isTimeout(error)
    return unreachable(`the connection was lost before the message: ${error.message}`)
  }

  /** Ends what a refused message has left open; false where the session cannot go on. */
  async #reset(): Promise<boolean> {
    return this.isOpen && (await this.#ask((answer) => this.#connection.reset(answer))) === null
  }

  close(): void {
    this.isOpen = false
    this.#connection.close()
  }
}

/** A message's text, which notes that it was asked for. Written at once: a stream would cost a millisecond of timers. */
class Body extends Readable {
  /** From then on the server may have the message. */
  isTaken = false
  readonly #raw: string

  constructor(raw: string) {
    super()
    this.#raw = raw
  }

  override pipe<T extends NodeJS.WritableStream>(server: T): T {
    this.isTaken = true
    server.end(this.#raw)
    return server
  }
}

function isTimeout(error: Error): boolean {
  return 'code' in error && error.code === 'ETIMEDOUT'
}

const STAGES: Readonly<Record<string, SmtpStage>> = { 'MAIL FROM': 'sender', 'RCPT TO': 'recipient', DATA: 'message' }

/** The server's reply that an error carries, and the command that it answers. */
function replyOf(error: Error): { readonly response: string | null; readonly command: string } {
  const response = 'response' in error && typeof error.response === 'string' ? error.response : null
  const command = 'command' in error && typeof error.command === 'string' ? error.command : ''
  return { response, command }
}
