import type { Receipt } from '../core/receipt.ts'
import { openSession, type SmtpSession } from './smtp-session.ts'
import type { SmtpSetting } from './smtp-url.ts'
import type { Message, Transport } from './transport.ts'

/** Mail by SMTP, over sessions that are kept: opened when they are needed, and as many as the setting says at the most. */
export function smtpTransport(setting: SmtpSetting, name: string): Transport {
  const pool = new SessionPool(setting, name)
  return {
    name: 'smtp',
    connections: setting.connections,
    send: (message) => pool.send(message),
    close: () => pool.close(),
  }
}

class SessionPool {
  readonly #setting: SmtpSetting
  readonly #name: string
  readonly #idle: SmtpSession[] = []
  readonly #waiting: (() => void)[] = []
  #busy = 0
  #isClosed = false

  constructor(setting: SmtpSetting, name: string) {
    this.#setting = setting
    this.#name = name
  }

  async send(message: Message): Promise<Receipt> {
    await this.#takePlace()
    try {
      return await this.#sendByAny(message)
    } finally {
      this.#leavePlace()
    }
  }

  async #sendByAny(message: Message): Promise<Receipt> {
    const kept = this.#idle.pop()
    const session = kept ? { ok: true as const, value: kept } : await openSession(this.#setting, this.#name)
    if (!session.ok) return session.error
    const receipt = await session.value.send(message)
    if (session.value.isOpen) this.#keep(session.value)
    // A kept session that the server has left meanwhile took nothing: that is no refusal.
    else if (kept && receipt.state === 'deferred' && session.value.wasLeft) return this.#sendByAny(message)
    return receipt
  }

  #keep(session: SmtpSession): void {
    if (this.#isClosed) session.close()
    else this.#idle.push(session)
  }

  async #takePlace(): Promise<void> {
    if (this.#busy < this.#setting.connections) this.#busy += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #leavePlace(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#busy -= 1
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const session of this.#idle.splice(0)) session.close()
  }
}
