import type { SourceEntry, SourceSettings } from '../core/source.ts'
import type { Store } from './store.ts'

/** Sources: what their editors set, and how they fare. */

interface SourceRow {
  readonly id: string
  readonly url: string
  readonly title: string | null
  readonly outlet: string | null
  readonly topics: string
  readonly rules: string
  readonly interval: string
  readonly fetch_pages: number
  readonly paused: number
  readonly state: SourceEntry['state']
  readonly failures: number
  readonly failing_since: string | null
  readonly last_poll_at: string | null
  readonly last_success_at: string | null
  readonly last_error: string | null
  readonly next_poll_at: string
  readonly created_at: string
  readonly polls: number
  readonly failed: number
  readonly created: number
  readonly known: number
  readonly revised: number
  readonly held: number
  readonly warnings: number
}

const SELECT = `SELECT s.*, count(p.number) AS polls, coalesce(sum(p.outcome = 'failed'), 0) AS failed,
    ${['created', 'known', 'revised', 'held', 'warnings'].map((count) => `coalesce(sum(p.${count}), 0) AS ${count}`).join(', ')}
  FROM sources s LEFT JOIN polls p ON p.source = s.id AND p.at > strftime('%Y-%m-%dT%H:%M:%SZ', ?1, '-1 day')`

/** Every source with its health, in the order in which they were added. */
export async function listSources({ db }: Store, now: string): Promise<SourceEntry[]> {
  const { results } = await db.prepare(`${SELECT} GROUP BY s.id ORDER BY s.created_at, s.id`).bind(now).all<SourceRow>()
  return results.map(toEntry)
}

/** One of them; null when there is none. */
export async function findSource({ db }: Store, id: string, now: string): Promise<SourceEntry | null> {
  const row = await db.prepare(`${SELECT} WHERE s.id = ?2 GROUP BY s.id`).bind(now, id).first<SourceRow>()
  return row && toEntry(row)
}

/** The id of the source that polls a feed; null when none does. */
export async function findSourceOf({ db }: Store, url: string): Promise<string | null> {
  return db.prepare('SELECT id FROM sources WHERE url = ?1').bind(url).first<string>('id')
}

/** Adds a source, which is due at once. False where another has its address. */
export async function insertSource({ db }: Store, id: string, settings: SourceSettings, now: string): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO sources (id, url, title, outlet, topics, rules, interval, fetch_pages, paused, next_poll_at, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10) ON CONFLICT DO NOTHING`,
    )
    .bind(id, ...values(settings), now)
    .run()
  return meta.changes === 1
}

/**
 * Replaces the settings of a source, which is due at once; who polls it at this moment records nothing. With another address it begins
 * anew. What stands in the way is another source's address. Missing, where `seen` is given, is also one with other settings than those.
 */
export async function replaceSource(
  { db }: Store,
  id: string,
  settings: SourceSettings,
  now: string,
  seen: SourceSettings | null = null,
): Promise<'replaced' | 'missing' | 'taken'> {
  const { url } = settings
  const asSeen = (from: number) => (seen ? ` AND ${COLUMNS.map((column, index) => `${column} IS ?${from + index}`).join(' AND ')}` : '')
  const was = seen ? values(seen) : []
  try {
    const [, replaced] = await db.batch([
      db
        .prepare(`DELETE FROM source_items WHERE source = ?1 AND EXISTS (SELECT 1 FROM sources WHERE id = ?1 AND url <> ?2${asSeen(3)})`)
        .bind(id, url, ...was),
      db
        .prepare(
          `UPDATE sources SET url = ?2, title = ?3, outlet = ?4, topics = ?5, rules = ?6, interval = ?7, fetch_pages = ?8, paused = ?9,
             etag = CASE WHEN url = ?2 AND fetch_pages = ?8 THEN etag END,
             last_modified = CASE WHEN url = ?2 AND fetch_pages = ?8 THEN last_modified END,
             state = CASE WHEN url = ?2 THEN state ELSE 'ok' END,
             failures = CASE WHEN url = ?2 THEN failures ELSE 0 END,
             failing_since = CASE WHEN url = ?2 THEN failing_since END,
             last_error = CASE WHEN url = ?2 THEN last_error END,
             next_poll_at = ?10, lease = NULL, leased_until = NULL
           WHERE id = ?1${asSeen(11)}`,
        )
        .bind(id, ...values(settings), now, ...was),
    ])
    return replaced?.meta.changes === 1 ? 'replaced' : 'missing'
  } catch (error) {
    if (error instanceof Error && error.message.includes('UNIQUE constraint failed: sources.url')) return 'taken'
    throw error
  }
}

/** Removes a source and the record of its polls; its articles stay. */
export async function deleteSource({ db }: Store, id: string): Promise<boolean> {
  const results = await db.batch([
    db.prepare('DELETE FROM polls WHERE source = ?1').bind(id),
    db.prepare('DELETE FROM source_items WHERE source = ?1').bind(id),
    db.prepare('DELETE FROM sources WHERE id = ?1').bind(id),
  ])
  return results.at(-1)?.meta.changes === 1
}

/** Makes a source due now, whatever it waits for. */
export async function makeDue({ db }: Store, id: string, now: string): Promise<void> {
  await db.prepare('UPDATE sources SET next_poll_at = ?2 WHERE id = ?1').bind(id, now).run()
}

/** Has a source polled no more, or again from now on. False when there is none. */
export async function pauseSource({ db }: Store, id: string, paused: boolean, now: string): Promise<boolean> {
  const { meta } = await db
    .prepare('UPDATE sources SET paused = ?2, next_poll_at = CASE ?2 WHEN 1 THEN next_poll_at ELSE ?3 END WHERE id = ?1')
    .bind(id, paused ? 1 : 0, now)
    .run()
  return meta.changes === 1
}

const COLUMNS = ['url', 'title', 'outlet', 'topics', 'rules', 'interval', 'fetch_pages', 'paused']

function values({ url, title, outlet, topics, rules, interval, fetchPages, paused }: SourceSettings) {
  return [url, title, outlet, JSON.stringify(topics), JSON.stringify(rules), interval, fetchPages ? 1 : 0, paused ? 1 : 0]
}

function toEntry(row: SourceRow): SourceEntry {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    outlet: row.outlet,
    topics: JSON.parse(row.topics),
    rules: JSON.parse(row.rules),
    interval: row.interval,
    fetchPages: row.fetch_pages === 1,
    paused: row.paused === 1,
    state: row.state,
    failures: row.failures,
    failingSince: row.failing_since,
    lastPollAt: row.last_poll_at,
    lastSuccessAt: row.last_success_at,
    lastError: row.last_error,
    nextPollAt: row.next_poll_at,
    createdAt: row.created_at,
    lastDay: {
      polls: row.polls,
      failed: row.failed,
      created: row.created,
      known: row.known,
      revised: row.revised,
      held: row.held,
      warnings: row.warnings,
    },
  }
}
