import { discardContent, emptyBodies, readRecords, type ContentKey } from './content.ts'
import { eraseFingerprints } from './similar.ts'
import type { Store } from './store.ts'

/** Texts that are kept no longer. A record stays, with its points and quotations; its body goes, and by what it was found and compared. */

/** Texts that were stored before a moment and still stand. */
interface ExpiredTexts {
  /** Of revisions, and whether each is the current one. */
  readonly revisions: readonly (ContentKey & { readonly isCurrent: boolean })[]
  /** Of a source, which have waited for an editor since then. */
  readonly held: readonly ContentKey[]
}

/** Whether a text that was stored before a moment still stands. */
export async function hasTextsBefore({ db }: Store, before: string): Promise<boolean> {
  const found = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM revisions WHERE body_dropped_at IS NULL AND at < ?1)
         OR EXISTS (SELECT 1 FROM held_revisions WHERE at < ?1) AS found`,
    )
    .bind(before)
    .first<number>('found')
  return found === 1
}

/**
 * Drops texts that were stored before a moment, the oldest first and at most `most` of revisions and as many that are held. KV first: cut off in
 * between, it is done once more. What is done twice changes nothing.
 */
export async function dropTextsBefore(store: Store, before: string, most: number, at: string): Promise<void> {
  const { revisions, held } = await findTextsBefore(store, before, most + 1)
  const dropped = revisions.slice(0, most)
  const current = dropped.filter(({ isCurrent }) => isCurrent)
  const [records] = await Promise.all([
    readRecords(store, current),
    emptyBodies(store, dropped),
    ...held.slice(0, most).map((text) => discardContent(store, text)),
  ])
  const { db } = store
  await db.batch([
    db
      .prepare(
        `INSERT OR REPLACE INTO article_text (rowid, headline, dek, body)
         SELECT a.number, a.headline, w.value ->> 'dek', '' FROM json_each(?1) w CROSS JOIN articles a ON a.key = w.value ->> 'key'`,
      )
      .bind(JSON.stringify(current.map(({ id, key }) => ({ key, dek: records.get(id)?.dek ?? '' })))),
    ...eraseFingerprints(db, JSON.stringify(current.map(({ key }) => key))),
    db
      .prepare(
        `UPDATE revisions SET body_dropped_at = ?1
         WHERE body_dropped_at IS NULL AND (article, key) IN (SELECT value ->> 'id', value ->> 'key' FROM json_each(?2))`,
      )
      .bind(at, JSON.stringify(dropped)),
    db
      .prepare("DELETE FROM held_revisions WHERE (article, key) IN (SELECT value ->> 'id', value ->> 'key' FROM json_each(?1))")
      .bind(JSON.stringify(held.slice(0, most))),
    // The index keeps the words of a replaced row until its segments merge. That rewrites it, so it is done once, after the last of them.
    ...(revisions.length > most ? [] : [db.prepare(`INSERT INTO article_text (article_text) VALUES ('optimize')`)]),
  ])
}

async function findTextsBefore({ db }: Store, before: string, limit: number): Promise<ExpiredTexts> {
  const [revisions, held] = await db.batch<ContentKey & { readonly is_current: number }>([
    db
      .prepare(
        `SELECT r.article AS id, r.key, a.key = r.key AS is_current FROM revisions r CROSS JOIN articles a ON a.id = r.article
         WHERE r.body_dropped_at IS NULL AND r.at < ?1 ORDER BY r.at LIMIT ?2`,
      )
      .bind(before, limit),
    db.prepare('SELECT article AS id, key FROM held_revisions WHERE at < ?1 ORDER BY at LIMIT ?2').bind(before, limit),
  ])
  return {
    revisions: revisions?.results.map(({ id, key, is_current: isCurrent }) => ({ id, key, isCurrent: isCurrent === 1 })) ?? [],
    held: held?.results.map(({ id, key }) => ({ id, key })) ?? [],
  }
}
