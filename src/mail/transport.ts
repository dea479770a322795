import type { TransportOf } from '../core/transport.ts'

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

/** How mail leaves. */
export interface Transport extends TransportOf<Message> {
  readonly name: 'smtp' | 'cloudflare'
}
