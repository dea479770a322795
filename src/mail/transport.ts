import type { Receipt } from '../core/receipt.ts'

/** A message for one recipient, ready to leave. */
export interface Message {
  readonly envelope: {
    /** Where bounces go. */
    readonly from: string
    readonly to: string
  }
  /** RFC 5322, CRLF, ASCII only. */
  readonly raw: string
}

/** How a message leaves. What becomes of it is the receipt; nothing is thrown for a refusal. */
export interface Transport {
  readonly name: 'smtp' | 'cloudflare'
  /** How many messages it sends at a time; more wait for a place. */
  readonly connections: number
  readonly send: (message: Message) => Promise<Receipt>
  /** Lets go of what it holds. It is not used afterwards. */
  readonly close: () => Promise<void>
}
