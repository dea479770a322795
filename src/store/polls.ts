import type { Standing } from '../core/poll-standing.ts'
import type { PollEntry, SourceSettings } from '../core/source.ts'
import type { Store } from './store.ts'

/** Polls: who makes one now, and what became of each. */

/** How many of each source are kept: a day's and more at the shortest interval. */
const KEPT = 300

/** A source as whoever polls it needs it. */
export interface LeasedSource extends SourceSettings {
  readonly id: string
  readonly lease: string
  readonly etag: string | null
  readonly lastModified: string | null
  readonly state: Standing['state']
  readonly failures: number
  readonly failingSince: string | null
  /** What of its feed came in before: items by their keys, with the hash of the text that each had. */
  readonly items: ReadonlyMap<string, string>
}

interface LeasedRow {
  readonly url: string
  readonly title: string | null
  readonly outlet: string | null
  readonly topics: string
  readonly rules: string
  readonly interval: string
  readonly fetch_pages: number
  readonly etag: string | null
  readonly last_modified: string | null
  readonly state: Standing['state']
  readonly failures: number
  readonly failing_since: string | null
}

/** An item that a feed lists, by its key, and the hash of its text. */
export interface ListedItem {
  readonly item: string
  readonly text: string
}

/** Takes a source that is due and that nobody else polls. Null where it is not. */
export async function leaseSource(
  { db }: Store,
  id: string,
  { lease, now, until }: { readonly lease: string; readonly now: string; readonly until: string },
): Promise<LeasedSource | null> {
  const [leased, items] = await db.batch<LeasedRow & ListedItem>([
    db
      .prepare(
        `UPDATE sources SET lease = ?2, leased_until = ?4
         WHERE id = ?1 AND paused = 0 AND next_poll_at <= ?3 AND (leased_until IS NULL OR leased_until <= ?3) RETURNING *`,
      )
      .bind(id, lease, now, until),
    db.prepare('SELECT item, text FROM source_items WHERE source = ?1').bind(id),
  ])
  const row = leased?.results[0]
  if (!row) return null
  return {
    id,
    lease,
    url: row.url,
    title: row.title,
    outlet: row.outlet,
    topics: JSON.parse(row.topics),
    rules: JSON.parse(row.rules),
    interval: row.interval,
    fetchPages: row.fetch_pages === 1,
    paused: false,
    etag: row.etag,
    lastModified: row.last_modified,
    state: row.state,
    failures: row.failures,
    failingSince: row.failing_since,
    items: new Map(items?.results.map(({ item, text }) => [item, text])),
  }
}

/** Stands for the text of an item that a poll began to bring in. Where it is found by the next one, nobody knows how far that came. */
export const BEGUN = ''

/** Notes which items a poll is about to bring in, before it does. Gives the source with them. */
export async function beginItems({ db }: Store, source: LeasedSource, items: readonly string[]): Promise<LeasedSource> {
  const begun = items.filter((item) => !source.items.has(item))
  if (begun.length === 0) return source
  await db
    .prepare(
      `INSERT OR IGNORE INTO source_items (source, item, text)
       SELECT ?1, value, '${BEGUN}' FROM json_each(?3) WHERE EXISTS (SELECT 1 FROM sources WHERE id = ?1 AND lease = ?2)`,
    )
    .bind(source.id, source.lease, JSON.stringify(begun))
    .run()
  return { ...source, items: new Map([...source.items, ...begun.map((item) => [item, BEGUN] as const)]) }
}

/** What became of a poll, and how its source goes on from it. */
export interface Settlement {
  readonly poll: PollEntry
  readonly standing: Standing
  /** What to ask with the next time. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** The feed's new address; the same where it has none. */
  readonly url: string
  /** What the feed calls itself, for a source without a title. */
  readonly feedTitle: string | null
  /** What the feed lists now and has come in; null where it was not read. */
  readonly items: readonly ListedItem[] | null
}

/** Records a poll and lets go of its source, in one batch. Where somebody else has the source meanwhile, nothing is written. */
export async function settlePoll({ db }: Store, { id, lease, url }: LeasedSource, settlement: Settlement): Promise<void> {
  const { poll, standing, etag, lastModified, feedTitle, items } = settlement
  const mine = 'EXISTS (SELECT 1 FROM sources WHERE id = ?1 AND lease = ?2)'
  const { at, outcome, status, created, known, revised, held, warnings, detail, milliseconds } = poll
  const list = JSON.stringify(items)
  await db.batch([
    db
      .prepare(
        `INSERT INTO polls (source, at, outcome, status, created, known, revised, held, warnings, detail, milliseconds)
         SELECT ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 WHERE ${mine}`,
      )
      .bind(id, lease, at, outcome, status, created, known, revised, held, warnings, detail, milliseconds),
    db
      .prepare(
        'DELETE FROM polls WHERE number IN (SELECT number FROM polls WHERE source = ?1 ORDER BY at DESC, number DESC LIMIT -1 OFFSET ?2)',
      )
      .bind(id, KEPT),
    ...(items === null
      ? []
      : [
          db
            .prepare(`DELETE FROM source_items WHERE source = ?1 AND ${mine} AND item NOT IN (SELECT value ->> 'item' FROM json_each(?3))`)
            .bind(id, lease, list),
          db
            .prepare(`INSERT OR REPLACE INTO source_items (source, item, text)
               SELECT ?1, value ->> 'item', value ->> 'text' FROM json_each(?3) WHERE ${mine}`)
            .bind(id, lease, list),
        ]),
    noticeOfVanishing(db, settlement, { id, lease }),
    db
      .prepare(
        `UPDATE sources SET lease = NULL, leased_until = NULL, last_poll_at = ?3, next_poll_at = ?4, state = ?5, failures = ?6,
           failing_since = ?7, etag = ?8, last_modified = ?9, title = coalesce(title, ?10),
           last_success_at = CASE WHEN ?6 = 0 THEN ?3 ELSE last_success_at END,
           last_error = CASE WHEN ?6 = 0 THEN NULL ELSE ?11 END,
           url = CASE WHEN EXISTS (SELECT 1 FROM sources WHERE url = ?12) THEN ?13 ELSE ?12 END
         WHERE id = ?1 AND lease = ?2`,
      )
      .bind(
        id,
        lease,
        at,
        standing.nextPollAt,
        standing.state,
        standing.failures,
        standing.failingSince,
        etag,
        lastModified,
        feedTitle,
        detail,
        settlement.url,
        url,
      ),
  ])
}

/** That a source has vanished with this poll, once each time that it does. */
function noticeOfVanishing(
  db: D1Database,
  { poll, standing }: Settlement,
  { id, lease }: { readonly id: string; readonly lease: string },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO notices (key, kind, source, detail, at)
       SELECT 'vanished ' || id || ' ' || ?3, 'vanished', id, coalesce(title, url) || ': ' || ?4, ?5
       FROM sources WHERE id = ?1 AND lease = ?2 AND state <> 'vanished' AND ?6 = 'vanished'
       ON CONFLICT DO NOTHING`,
    )
    .bind(id, lease, standing.failingSince ?? '', poll.detail ?? '', poll.at, standing.state)
}

/** The last polls of a source, newest first. */
export async function listPolls({ db }: Store, source: string, limit: number): Promise<PollEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT at, outcome, status, created, known, revised, held, warnings, detail, milliseconds
       FROM polls WHERE source = ?1 ORDER BY at DESC, number DESC LIMIT ?2`,
    )
    .bind(source, limit)
    .all<PollEntry>()
  return results
}
