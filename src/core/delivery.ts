import type { Receipt } from './receipt.ts'
import { toInstant } from './field.ts'

/** One mailing owed to one subscriber, and what became of it. */

export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'bounced', 'failed', 'unknown', 'cancelled'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What the ledger is to say after an attempt. */
export interface Settled {
  readonly state: DeliveryState
  /** When it may be tried again (RFC 3339, UTC). */
  readonly dueAt: string
  readonly detail: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How long to wait after each refusal for now; together a day. */
const DELAYS = [5 * MINUTE, 15 * MINUTE, 40 * MINUTE, 2 * HOUR, 5 * HOUR, 8 * HOUR, 8 * HOUR]
const LONGEST = 24 * HOUR

/** What follows from a receipt, `attempts` counting the one that it answers. One that is refused for now is tried again for a day. */
export function settle(receipt: Receipt, attempts: number, now: Date): Settled {
  const { detail } = receipt
  const at = toInstant(now)
  switch (receipt.state) {
    case 'sent':
      return { state: 'sent', dueAt: at, detail }
    case 'refused':
      return { state: 'failed', dueAt: at, detail }
    case 'unknown':
      return { state: 'unknown', dueAt: at, detail }
    case 'deferred': {
      const delay = DELAYS[attempts - 1]
      if (delay === undefined) return { state: 'failed', dueAt: at, detail: `given up after ${attempts} attempts in a day: ${detail}` }
      const asked = Math.min((receipt.retryAfter ?? 0) * 1000, LONGEST)
      return { state: 'queued', dueAt: toInstant(new Date(now.getTime() + Math.max(delay, asked))), detail }
    }
  }
}
