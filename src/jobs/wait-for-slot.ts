import type { Transport } from '../mail/transport.ts'
import type { Store } from '../store/store.ts'
import { reserveSlot } from '../store/throttles.ts'

export interface SlotContext {
  readonly store: Store
  readonly transport: Transport
  /** At most so many messages a second; null without a limit. */
  readonly perSecond: number | null
  readonly now: () => Date
  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** What has to wait longer is left to the clock, before its consumer runs out of time. */
const LONGEST_WAIT = 5 * 60_000

/** Waits until one more message may leave. False, at once, where that is too far off. */
export async function waitForSlot({ store, transport, perSecond, now, sleep }: SlotContext): Promise<boolean> {
  if (perSecond === null) return true
  const at = now().getTime()
  const from = await reserveSlot(store, { transport: transport.name, interval: 1000 / perSecond }, at, at + LONGEST_WAIT)
  if (from === null) return false
  if (from > at) await sleep(from - at)
  return true
}
