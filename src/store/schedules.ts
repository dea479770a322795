import { noticeOfFailure } from './notices.ts'
import type { Store } from './store.ts'

/** When briefings are due, and what became of each due time. */

export interface Due {
  /** The recipe, as JSON. */
  readonly recipe: string
  /** Due times up to here are decided (RFC 3339, UTC). */
  readonly lastDueAt: string
}

/** A briefing with a schedule; null when there is none by that name, or it has none. */
export async function findDue({ db }: Store, slug: string): Promise<Due | null> {
  return db
    .prepare('SELECT recipe, last_due_at AS lastDueAt FROM briefings WHERE slug = ?1 AND last_due_at IS NOT NULL')
    .bind(slug)
    .first<Due>()
}

/** What became of a due time. */
export interface Run {
  readonly dueAt: string
  readonly outcome: 'frozen' | 'skipped' | 'failed'
  readonly edition: number | null
  readonly reason: string | null
  readonly at: string
}

/** A due time, and the one after it. */
export interface DueTime {
  readonly dueAt: string
  /** Null when none comes. */
  readonly nextDueAt: string | null
}

/** The statements that record that a due time has its edition, for the batch that makes it. */
export function frozenStatements(db: D1Database, slug: string, due: DueTime, now: string): D1PreparedStatement[] {
  return [runStatement(db, slug, { ...due, outcome: 'frozen', reason: null }, now), advanceStatement(db, slug, due)]
}

/** Records that a due time has no edition, and why. */
export async function skipRun({ db }: Store, slug: string, due: DueTime, reason: string, now: string): Promise<void> {
  await db.batch([runStatement(db, slug, { ...due, outcome: 'skipped', reason }, now), advanceStatement(db, slug, due)])
}

/** Records that the edition of a due time could not be made, and has the operator told. It stays due. */
export async function failRun({ db }: Store, slug: string, due: DueTime, reason: string, now: string): Promise<void> {
  await db.batch([runStatement(db, slug, { ...due, outcome: 'failed', reason }, now), noticeOfFailure(db, slug, due.dueAt, reason, now)])
}

// One that went well is not recorded over by one that came to nothing.
function runStatement(
  db: D1Database,
  slug: string,
  { dueAt, outcome, reason }: Pick<Run, 'dueAt' | 'outcome' | 'reason'>,
  now: string,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO runs (briefing, due_at, outcome, edition, reason, at)
       VALUES (?1, ?2, ?3, (SELECT number FROM editions WHERE briefing = ?1 AND due_at = ?2), ?4, ?5)
       ON CONFLICT (briefing, due_at) DO UPDATE SET outcome = excluded.outcome, edition = excluded.edition, reason = excluded.reason, at = excluded.at
       WHERE runs.outcome = 'failed'`,
    )
    .bind(slug, dueAt, outcome, reason, now)
}

function advanceStatement(db: D1Database, slug: string, { dueAt, nextDueAt }: DueTime): D1PreparedStatement {
  return db
    .prepare('UPDATE briefings SET last_due_at = ?2, next_due_at = ?3 WHERE slug = ?1 AND last_due_at < ?2')
    .bind(slug, dueAt, nextDueAt)
}

/** Sets when a briefing is due next, where nothing was due after all. */
export async function postpone({ db }: Store, slug: string, lastDueAt: string, nextDueAt: string | null): Promise<void> {
  await db.prepare('UPDATE briefings SET next_due_at = ?3 WHERE slug = ?1 AND last_due_at = ?2').bind(slug, lastDueAt, nextDueAt).run()
}

/** The newest ten runs of a briefing. */
export async function listRuns({ db }: Store, slug: string): Promise<Run[]> {
  const { results } = await db
    .prepare('SELECT due_at AS dueAt, outcome, edition, reason, at FROM runs WHERE briefing = ?1 ORDER BY due_at DESC LIMIT 10')
    .bind(slug)
    .all<Run>()
  return results
}
