import { durationMilliseconds } from './briefing.ts'
import { toInstant } from './field.ts'
import type { SourceSettings, SourceState } from './source.ts'

/** How a source stands after a poll, and when the next one is. */

export interface Standing {
  readonly state: SourceState
  /** In a row. */
  readonly failures: number
  readonly failingSince: string | null
  readonly nextPollAt: string
}

export interface Failure {
  /** Whether the other side says that the feed is gone for good. */
  readonly gone: boolean
  /** How long it asks to be left alone; null where it does not. */
  readonly wait: number | null
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY
// The clock looks every five minutes: what is due moments after a look would wait for the next.
const CLOCK_SLACK = MINUTE

/** After a poll that went well. Where there is more to come, the next one is soon. */
export function afterSuccess({ interval }: Pick<SourceSettings, 'interval'>, { more }: { more: boolean }, now: Date): Standing {
  const wait = more ? 0 : durationMilliseconds(interval) - CLOCK_SLACK
  return { state: 'ok', failures: 0, failingSince: null, nextPollAt: later(now, wait) }
}

/**
 * After one that failed: each waits twice as long as the one before, a day at most, and as long as the other side asks. A feed that
 * is gone, or has failed for a week, has vanished, and is looked for once a day.
 */
export function afterFailure(
  id: string,
  { interval, failures, failingSince }: Pick<SourceSettings, 'interval'> & Pick<Standing, 'failures' | 'failingSince'>,
  { gone, wait }: Failure,
  now: Date,
): Standing {
  const since = failingSince ?? toInstant(now)
  const state = gone || now.getTime() - Date.parse(since) >= WEEK ? 'vanished' : 'failing'
  const first = Math.min(durationMilliseconds(interval), HOUR)
  // A power beyond what a day takes would only grow out of bounds.
  const backOff = Math.min(first * 2 ** Math.min(failures, 20) * (1 + spread(id) / 4), DAY)
  const delay = Math.max((state === 'vanished' ? DAY : backOff) - CLOCK_SLACK, wait ?? 0)
  return { state, failures: failures + 1, failingSince: since, nextPollAt: later(now, delay) }
}

/** From 0 to 1 by the id, so that sources that failed together do not come back together. */
function spread(id: string): number {
  let hash = 0
  for (const character of id) hash = Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)
  // The bits of a short or orderly id lie low: mixed upwards.
  return (Math.imul(hash, 0x9e37_79b1) >>> 0) / 2 ** 32
}

function later(now: Date, milliseconds: number): string {
  return toInstant(new Date(now.getTime() + milliseconds))
}
