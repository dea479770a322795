import type { CardOrder } from '../core/card.ts'
import { selectSnapshot, toSnapshot, type FoundSnapshot, type SnapshotRow } from './snapshots.ts'
import type { Store } from './store.ts'

/** Preview pictures: PNG in KV under a key of its own, which the snapshot names once it is there. */

export interface UndrawnSnapshot extends FoundSnapshot {
  /** Its number; null for a share. */
  readonly edition: number | null
  /** Its id; null for an edition. */
  readonly share: string | null
}

/** A snapshot that wants a card at `now`. Null when there is none, or it has one, or its edition was withdrawn or its share ended. */
export async function findUndrawn({ db }: Store, snapshotId: string, now: string): Promise<UndrawnSnapshot | null> {
  const results = await db.batch<SnapshotRow & { number: number | null; share: string | null }>([
    ...selectSnapshot(db, '?1', snapshotId),
    db
      .prepare(
        `SELECT number, NULL AS share FROM editions WHERE snapshot = ?1 AND withdrawn_at IS NULL
         UNION ALL SELECT NULL, id FROM shares WHERE snapshot = ?1 AND revoked_at IS NULL AND expires_at > ?2`,
      )
      .bind(snapshotId, now),
  ])
  const snapshot = toSnapshot(results)
  const holder = results[3]?.results[0]
  return snapshot && holder && snapshot.card === null ? { ...snapshot, edition: holder.number, share: holder.share } : null
}

/**
 * Writes a card and makes it visible, unless the snapshot has another or one of the articles it shows was erased while it was
 * drawn; then nothing of it stays. Says whether it is the snapshot's card now.
 */
export async function writeCard(
  { kv, db }: Store,
  { snapshot, card }: CardOrder,
  png: Uint8Array,
  painted: readonly string[],
): Promise<boolean> {
  await kv.put(cardKey(card), png)
  const results = await db.batch<{ card: string | null }>([
    db
      .prepare(
        `UPDATE snapshots SET card = ?2 WHERE id = ?1 AND card IS NULL AND NOT EXISTS (
           SELECT 1 FROM json_each(?3) w CROSS JOIN snapshot_items i ON i.snapshot = ?1 AND i.article = w.value
           WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.article = i.article AND r.key = i.key))`,
      )
      .bind(snapshot, card, JSON.stringify(painted)),
    db
      .prepare(
        `UPDATE snapshot_items SET painted = 1 WHERE snapshot = ?1 AND article IN (SELECT value FROM json_each(?3))
           AND EXISTS (SELECT 1 FROM snapshots WHERE id = ?1 AND card = ?2)`,
      )
      .bind(snapshot, card, JSON.stringify(painted)),
    db.prepare('SELECT card FROM snapshots WHERE id = ?1').bind(snapshot),
  ])
  const visible = results.at(-1)?.results[0]?.card === card
  if (!visible) await kv.delete(cardKey(card))
  return visible
}

/** Drops what an order that failed half-way may have left in KV, unless a snapshot shows it. */
export async function dropOrphan({ kv, db }: Store, { card }: CardOrder): Promise<void> {
  const used = await db.prepare('SELECT 1 FROM snapshots WHERE card = ?1').bind(card).first()
  if (!used) await kv.delete(cardKey(card))
}

/** A card's PNG; null where KV does not have it. */
export function readCard({ kv }: Store, card: string): Promise<ArrayBuffer | null> {
  return kv.get(cardKey(card), 'arrayBuffer')
}

/** The statement that finds the cards which show words of an article, erased or not. */
export function selectCardsOf(db: D1Database, article: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT s.card FROM snapshot_items i CROSS JOIN snapshots s ON s.id = i.snapshot
       WHERE i.article = ?1 AND i.painted = 1 AND s.card IS NOT NULL`,
    )
    .bind(article)
}

/** Removes cards. The rows go last: until then they lead a second attempt to what is left, and no reader, for whom the article is gone. */
export async function eraseCards({ kv, db }: Store, cards: readonly string[]): Promise<void> {
  if (cards.length === 0) return
  await Promise.all(cards.map((card) => kv.delete(cardKey(card))))
  await db.prepare('UPDATE snapshots SET card = NULL WHERE card IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(cards)).run()
}

function cardKey(card: string): string {
  return `card/${card}`
}
