import type { Store } from './store.ts'

/** What is owed and may have been left behind, whatever became of the message that should have woken somebody. */
export interface Owing {
  /** Briefings that may be due. */
  readonly briefings: readonly string[]
  /** Sources that are due. */
  readonly sources: readonly string[]
  /** Subscribers whose confirmation, or link, has been due for five minutes or longer. */
  readonly confirmations: readonly string[]
  readonly links: readonly string[]
  /** Whether there is something to tell the operator. */
  readonly notices: boolean
}

/** What is owed at `now`, in one batch; of each kind at most so many that the queue takes them in one call. */
export async function listOwing({ db }: Store, now: string): Promise<Owing> {
  const owed = (dueAt: string) =>
    db
      .prepare(`SELECT id FROM subscribers WHERE ${dueAt} <= strftime('%Y-%m-%dT%H:%M:%SZ', ?1, '-5 minutes') ORDER BY ${dueAt} LIMIT 15`)
      .bind(now)
  const [briefings, sources, confirmations, links, notices] = await db.batch<{ id: string; unsent: number }>([
    db.prepare('SELECT slug AS id FROM briefings WHERE next_due_at <= ?1 ORDER BY next_due_at LIMIT 200').bind(now),
    db
      .prepare(
        `SELECT id FROM sources WHERE paused = 0 AND next_poll_at <= ?1 AND (leased_until IS NULL OR leased_until <= ?1)
         ORDER BY next_poll_at LIMIT 100`,
      )
      .bind(now),
    owed('confirmation_due_at'),
    owed('link_due_at'),
    db.prepare('SELECT EXISTS (SELECT 1 FROM notices WHERE sent_at IS NULL) AS unsent'),
  ])
  const ids = (result: D1Result<{ id: string }> | undefined) => result?.results.map((row) => row.id) ?? []
  return {
    briefings: ids(briefings),
    sources: ids(sources),
    confirmations: ids(confirmations),
    links: ids(links),
    notices: notices?.results[0]?.unsent === 1,
  }
}
