import { env } from 'cloudflare:workers'
import { FAIR } from './platform.ts'
import type { World } from './world.ts'

/** Lets clock and queue run, with nothing going wrong any more, until nothing is owed. */

const MINUTE = 60_000
const MOST_ROUNDS = 60

export async function settle(world: World): Promise<void> {
  const { platform, feed, witness } = world
  platform.weather = FAIR
  feed.isFair = true
  const since = new Date(platform.time).toISOString()
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await drain(world)
    await platform.tick()
    await drain(world)
    const { open, next } = await owing(since)
    if (open === 0 && platform.queued === 0) return
    const wait = next === null ? 0 : Date.parse(next) - platform.time
    platform.pass(Math.min(Math.max(wait, 0) + 6 * MINUTE, 6 * 60 * MINUTE))
  }
  witness.claim(false, `it does not come to rest: ${JSON.stringify(await owing(since))}, ${platform.queued} messages wait`)
}

async function drain({ platform }: World): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS && platform.queued > 0; round += 1) await platform.consume(10)
}

/** How much is owed, and when something of it is due. A source owes a poll that read it since a time. */
async function owing(since: string): Promise<{ open: number; next: string | null }> {
  const row = await env.DB.prepare(
    `SELECT count(*) AS open, min(due) AS next FROM (
       SELECT max(d.due_at, coalesce(d.leased_until, '')) AS due FROM deliveries d JOIN mailings m ON m.id = d.mailing
         WHERE d.state IN ('queued', 'sending') AND m.state = 'sending'
       UNION ALL SELECT confirmation_due_at FROM subscribers WHERE confirmation_due_at IS NOT NULL
       UNION ALL SELECT max(next_poll_at, coalesce(leased_until, '')) FROM sources WHERE last_success_at IS NULL OR last_success_at < ?1)`,
  )
    .bind(since)
    .first<{ open: number; next: string | null }>()
  return row ?? { open: 0, next: null }
}
