import { brandOf, type Brand } from '../core/brand.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { carryStatement } from './carried.ts'
import { cancelStatements, mailEditionStatements } from './mailings.ts'
import { noticeOfWaiting } from './notices.ts'
import { frozenStatements, type DueTime } from './schedules.ts'
import { insertSnapshot, selectSnapshot, toSnapshot, type FoundSnapshot, type SnapshotRow } from './snapshots.ts'
import type { Store } from './store.ts'

/** Editions: numbered snapshots of a briefing. The insert gives the number, so that none is missed or given twice. */

export interface EditionEntry {
  readonly number: number
  readonly frozenAt: string
  readonly title: string
  readonly articles: number
  readonly withdrawn: { readonly at: string; readonly reason: string } | null
  /** True: only editors see it, until one approves it. */
  readonly waiting: boolean
  /** Who froze it; null before names were kept. */
  readonly actor: string | null
}

export interface FoundEdition extends FoundSnapshot {
  /** The id of its snapshot. */
  readonly snapshot: string
  readonly number: number
  /** Who froze it; null before names were kept. */
  readonly actor: string | null
  readonly previous: number | null
  readonly next: number | null
  readonly withdrawn: EditionEntry['withdrawn']
  readonly waiting: boolean
  readonly listed: boolean
  /** True: it was frozen as private, and its briefing is not private any more, so its readers were promised nothing of it. */
  readonly confined: boolean
}

/** What else is written in the batch that makes an edition. */
export interface EditionOptions {
  /** The due time that it is made for, each once; null for one that somebody froze. */
  readonly due: DueTime | null
  /** True: nobody but editors may see it until one approves it, and the operator is told. */
  readonly waiting: boolean
  /** The id of the mailing that owes it to the list; null when it is not mailed. */
  readonly mailing: string | null
  /** Who freezes it. */
  readonly actor: string | null
}

/** Stores an edition, which revisions it carried, and to whom it is owed. Gives its number; null when there is one for its due time. */
export async function insertEdition(
  { db }: Store,
  slug: string,
  id: string,
  snapshot: Snapshot,
  frozenAt: string,
  { due, waiting, mailing, actor }: EditionOptions,
): Promise<number | null> {
  const snapshotStatements = insertSnapshot(db, id, snapshot, frozenAt)
  try {
    const results = await db.batch<{ number: number }>([
      ...snapshotStatements,
      db
        .prepare(
          `INSERT INTO editions (briefing, number, snapshot, frozen_at, due_at, waiting, actor)
           SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM editions WHERE briefing = ?1 RETURNING number`,
        )
        .bind(slug, id, frozenAt, due?.dueAt ?? null, waiting ? 1 : 0, actor),
      carryStatement(db, id),
      ...(mailing === null ? [] : mailEditionStatements(db, mailing, id, frozenAt, actor)),
      ...(due ? frozenStatements(db, slug, due, frozenAt) : []),
      ...(waiting ? [noticeOfWaiting(db, id, frozenAt)] : []),
    ])
    const number = results[snapshotStatements.length]?.results[0]?.number
    if (number === undefined) throw new Error('the insert of an edition gave no number')
    return number
  } catch (error) {
    if (due && /UNIQUE constraint failed: editions\.briefing, editions\.due_at/.test(String(error))) return null
    throw error
  }
}

interface EditionRow {
  readonly number: number
  readonly waiting: number
  readonly withdrawn_at: string | null
  readonly withdrawn_reason: string | null
  readonly actor?: string | null
}

/** An edition as it stands today, with its neighbours, in one batch. Null when there is none, or none for everyone and `anyone` asks. */
export async function findEdition({ db }: Store, slug: string, number: number, reader: 'anyone' | 'editor'): Promise<FoundEdition | null> {
  const id = '(SELECT snapshot FROM editions WHERE briefing = ?1 AND number = ?2)'
  const results = await db.batch<
    SnapshotRow & EditionRow & { snapshot: string; visibility: string | null; previous: number | null; next: number | null }
  >([
    ...selectSnapshot(db, id, slug, number),
    db
      .prepare(
        `SELECT number, snapshot, waiting, withdrawn_at, withdrawn_reason, actor,
           (SELECT max(number) FROM editions WHERE briefing = ?1 AND number < ?2 AND waiting = 0) AS previous,
           (SELECT min(number) FROM editions WHERE briefing = ?1 AND number > ?2 AND waiting = 0) AS next,
           (SELECT visibility FROM briefings WHERE slug = ?1) AS visibility
         FROM editions WHERE briefing = ?1 AND number = ?2`,
      )
      .bind(slug, number),
  ])
  const snapshot = toSnapshot(results)
  const row = results[3]?.results[0]
  if (!snapshot || !row) return null
  const hidden = row.visibility === 'private' || snapshot.header.visibility === 'private' || row.waiting === 1
  if (hidden && reader === 'anyone') return null
  return {
    ...snapshot,
    number: row.number,
    snapshot: row.snapshot,
    actor: row.actor ?? null,
    previous: row.previous,
    next: row.next,
    withdrawn: withdrawal(row),
    waiting: row.waiting === 1,
    listed: (row.visibility ?? 'public') === 'public',
    confined: snapshot.header.visibility === 'private' && row.visibility !== 'private',
  }
}

export interface EditionList {
  readonly title: string
  readonly language: string
  readonly timezone: string
  readonly visibility: string
  /** Of the recipe as it is; of the newest edition where that is gone. */
  readonly brand: Brand
  readonly editions: readonly EditionEntry[]
  readonly total: number
}

/** A page of a briefing's editions, newest first; null when there is neither a recipe nor an edition, or not for this reader. */
export async function listEditions(
  { db }: Store,
  slug: string,
  reader: 'anyone' | 'editor',
  limit: number,
  offset: number,
): Promise<EditionList | null> {
  const [editions, recipe, count] = await db.batch<
    EditionRow & { header: string; frozen_at: string; articles: number; recipe: string; total: number }
  >([
    db
      .prepare(
        `SELECT e.number, e.frozen_at, e.waiting, e.actor, e.withdrawn_at, e.withdrawn_reason, s.header,
           (SELECT count(*) FROM snapshot_items i WHERE i.snapshot = e.snapshot) AS articles
         FROM editions e CROSS JOIN snapshots s ON s.id = e.snapshot
         WHERE e.briefing = ?1 AND (e.waiting = 0 OR ?4 = 'editor') ORDER BY e.number DESC LIMIT ?2 OFFSET ?3`,
      )
      .bind(slug, limit, offset, reader),
    db
      .prepare(
        `SELECT coalesce((SELECT recipe FROM briefings WHERE slug = ?1),
           (SELECT s.header FROM editions e JOIN snapshots s ON s.id = e.snapshot WHERE e.briefing = ?1 AND (e.waiting = 0 OR ?2 = 'editor') ORDER BY e.number DESC LIMIT 1)) AS recipe`,
      )
      .bind(slug, reader),
    db.prepare(`SELECT count(*) AS total FROM editions WHERE briefing = ?1 AND (waiting = 0 OR ?2 = 'editor')`).bind(slug, reader),
  ])
  const source = recipe?.results[0]?.recipe
  if (!source) return null
  const { title, language, timezone, visibility, brand = null } = JSON.parse(source)
  if (visibility === 'private' && reader === 'anyone') return null
  return {
    title,
    language,
    timezone,
    visibility,
    brand: brandOf({ brand }),
    editions: (editions?.results ?? []).map((row) => ({
      number: row.number,
      frozenAt: row.frozen_at,
      title: JSON.parse(row.header).title,
      articles: row.articles,
      withdrawn: withdrawal(row),
      waiting: row.waiting === 1,
      actor: row.actor ?? null,
    })),
    total: count?.results[0]?.total ?? 0,
  }
}

/** The newest edition that was not withdrawn; null when there is none, or none for this reader. */
export async function findLatest({ db }: Store, slug: string, reader: 'anyone' | 'editor'): Promise<number | null> {
  return db
    .prepare(
      `SELECT max(e.number) AS number FROM editions e
       WHERE e.briefing = ?1 AND e.withdrawn_at IS NULL AND e.waiting = 0
         AND (?2 = 'editor' OR NOT EXISTS (SELECT 1 FROM briefings b WHERE b.slug = ?1 AND b.visibility = 'private'))`,
    )
    .bind(slug, reader)
    .first<number>('number')
}

/** Withdraws an edition, and ends its mailings. False when there is none by that number; one that was withdrawn keeps its first reason. */
export async function withdrawEdition({ db }: Store, slug: string, number: number, reason: string, now: string): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare('UPDATE editions SET withdrawn_at = ?3, withdrawn_reason = ?4 WHERE briefing = ?1 AND number = ?2 AND withdrawn_at IS NULL')
      .bind(slug, number, now, reason),
    ...cancelStatements(db, slug, number, now),
    db.prepare('SELECT 1 FROM editions WHERE briefing = ?1 AND number = ?2').bind(slug, number),
  ])
  return results.at(-1)?.results.length === 1
}

function withdrawal({ withdrawn_at: at, withdrawn_reason: reason }: EditionRow): EditionEntry['withdrawn'] {
  return at === null ? null : { at, reason: reason ?? '' }
}
