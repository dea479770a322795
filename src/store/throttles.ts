import type { Store } from './store.ts'

/** When the next message may leave by a transport: whoever sends reserves the time that its messages take. */

export interface Slot {
  readonly transport: string
  /** Milliseconds between two messages. */
  readonly interval: number
}

/** Reserves the time of messages, in milliseconds since 1970; null, and nothing is reserved, where that would begin after `latest`. */
export async function reserveSlot(
  { db }: Store,
  { transport, interval }: Slot,
  now: number,
  latest: number,
  messages = 1,
): Promise<number | null> {
  const row = await db
    .prepare(
      `INSERT INTO throttles (transport, free_at) VALUES (?1, ?2 + ?3)
       ON CONFLICT (transport) DO UPDATE SET free_at = max(free_at, ?2) + ?3 WHERE free_at <= ?4 RETURNING free_at - ?3 AS "from"`,
    )
    .bind(transport, now, Math.ceil(messages * interval), latest)
    .first<{ from: number }>()
  return row?.from ?? null
}
