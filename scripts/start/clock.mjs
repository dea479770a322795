import { setTimeout as pause } from 'node:timers/promises'

const MINUTE = 60_000
const TICK = '/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*'

/** Fires the Worker's cron, which nothing does locally: now, and on every minute, so that nobody waits for five. */
export async function runClock(base) {
  for (;;) {
    // What goes wrong in it stands in the Worker's log.
    await fetch(base + TICK, { signal: AbortSignal.timeout(MINUTE) })
      .then((response) => response.text())
      .catch(() => undefined)
    await pause(MINUTE - (Date.now() % MINUTE), undefined, { ref: false })
  }
}
