import type { Snapshot } from '../core/snapshot.ts'
import { insertSnapshot, selectSnapshot, toSnapshot, type FoundSnapshot, type SnapshotRow } from './snapshots.ts'
import type { Store } from './store.ts'

/** Links to snapshots. A link's key is nowhere in here: only its SHA-256 is. */

export interface ShareEntry {
  readonly id: string
  readonly of: string
  readonly label: string | null
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  /** Who made it; null before names were kept. */
  readonly actor: string | null
}

export interface NewShare extends Omit<ShareEntry, 'revokedAt'> {
  readonly keyHash: string
  readonly snapshotId: string
}

export async function insertShare({ db }: Store, share: NewShare, snapshot: Snapshot): Promise<void> {
  await db.batch([
    ...insertSnapshot(db, share.snapshotId, snapshot, share.createdAt),
    db
      .prepare(
        'INSERT INTO shares (id, key_hash, snapshot, of, label, created_at, expires_at, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)',
      )
      .bind(share.id, share.keyHash, share.snapshotId, share.of, share.label, share.createdAt, share.expiresAt, share.actor),
  ])
}

export interface FoundShare extends FoundSnapshot {
  readonly id: string
  readonly expiresAt: string
}

/** What a link leads to at `now` (RFC 3339, UTC), in one batch; null for one that is unknown, revoked or expired. */
export async function findShare({ db }: Store, keyHash: string, now: string): Promise<FoundShare | null> {
  const id = '(SELECT snapshot FROM shares WHERE key_hash = ?1 AND revoked_at IS NULL AND expires_at > ?2)'
  const results = await db.batch<SnapshotRow & { id: string; expires_at: string }>([
    ...selectSnapshot(db, id, keyHash, now),
    db.prepare('SELECT id, expires_at FROM shares WHERE key_hash = ?1 AND revoked_at IS NULL AND expires_at > ?2').bind(keyHash, now),
  ])
  const snapshot = toSnapshot(results)
  const row = results[3]?.results[0]
  return snapshot && row ? { ...snapshot, id: row.id, expiresAt: row.expires_at } : null
}

/** Every share, newest first; at most 500. */
export async function listShares({ db }: Store): Promise<ShareEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT id, of, label, created_at AS createdAt, expires_at AS expiresAt, revoked_at AS revokedAt, actor
       FROM shares ORDER BY created_at DESC, id LIMIT 500`,
    )
    .all<ShareEntry>()
  return results
}

/** Revokes a share, for good. False when there is none by that id. */
export async function revokeShare({ db }: Store, id: string, now: string): Promise<boolean> {
  const result = await db.prepare('UPDATE shares SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1').bind(id, now).run()
  return result.meta.changes === 1
}
