import type { Store } from './store.ts'

/** What the operator is to be told. A key says what a notice is of, so that nothing is told twice. */

export interface Notice {
  readonly key: string
  readonly kind: 'failed' | 'waiting' | 'unknown' | 'vanished'
  /** What it is of: a briefing, or an edition of it; or a source, by its id. */
  readonly briefing: string | null
  readonly edition: number | null
  readonly source: string | null
  readonly detail: string
  readonly at: string
}

/** That the edition of a due time could not be made, where that is what its run says. */
export function noticeOfFailure(db: D1Database, briefing: string, dueAt: string, reason: string, now: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO notices (key, kind, briefing, detail, at)
       SELECT 'failed ' || ?1 || ' ' || ?2, 'failed', ?1, 'due ' || ?2 || ': ' || ?3, ?4
       FROM runs WHERE briefing = ?1 AND due_at = ?2 AND outcome = 'failed'
       ON CONFLICT DO NOTHING`,
    )
    .bind(briefing, dueAt, reason, now)
}

/** That an edition, by its snapshot, waits for approval. */
export function noticeOfWaiting(db: D1Database, snapshot: string, now: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO notices (key, kind, briefing, edition, detail, at)
       SELECT 'waiting ' || briefing || ' ' || number, 'waiting', briefing, number, 'it is seen and sent once an editor approves it', ?2
       FROM editions WHERE snapshot = ?1
       ON CONFLICT DO NOTHING`,
    )
    .bind(snapshot, now)
}

/** Has the operator told that messages of mailings are unknown, once for each number that they have grown to. */
export async function addUnknownNotices({ db }: Store, mailings: readonly string[], now: string): Promise<void> {
  await db
    .prepare(
      `INSERT INTO notices (key, kind, briefing, edition, detail, at)
       SELECT 'unknown ' || m.id || ' ' || u.count, 'unknown', m.briefing, m.edition, u.count || ' of its messages may or may not have arrived', ?2
       FROM (SELECT mailing, count(*) AS count FROM deliveries WHERE mailing IN (SELECT value FROM json_each(?1)) AND state = 'unknown' GROUP BY mailing) u
         CROSS JOIN mailings m ON m.id = u.mailing
       WHERE true
       ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(mailings), now)
    .run()
}

/** Takes the notices that nobody has been told of, at most 20: they count as told from now on. */
export async function takeNotices({ db }: Store, now: string): Promise<Notice[]> {
  const { results } = await db
    .prepare(
      `UPDATE notices SET sent_at = ?1 WHERE key IN (SELECT key FROM notices WHERE sent_at IS NULL ORDER BY at LIMIT 20)
       RETURNING key, kind, briefing, edition, source, detail, at`,
    )
    .bind(now)
    .all<Notice>()
  return results
}

/** Gives notices back that could not be sent. */
export async function returnNotices({ db }: Store, keys: readonly string[]): Promise<void> {
  await db.prepare('UPDATE notices SET sent_at = NULL WHERE key IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(keys)).run()
}
