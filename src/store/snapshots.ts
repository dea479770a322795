import type { Change, Snapshot, SnapshotHeader, SnapshotItem } from '../core/snapshot.ts'

/** Snapshots: how they are written, and how one is read beside the edition or the share that it belongs to. */

/** An item as it stands today. */
export interface FoundItem extends SnapshotItem {
  /** False once its article was erased, or made private in a snapshot that is not. */
  readonly present: boolean
}

/** What was put right after the snapshot was frozen. */
export interface LaterCorrection {
  readonly article: string
  readonly at: string
  readonly note: string
}

export interface FoundSnapshot {
  readonly header: SnapshotHeader
  readonly frozenAt: string
  readonly items: readonly FoundItem[]
  readonly corrections: readonly LaterCorrection[]
  /** The uuid of its card; null until it is drawn, and while the card shows words of an article that no longer stands. */
  readonly card: string | null
}

/** The statements that write a snapshot, for the batch that makes it visible. */
export function insertSnapshot(db: D1Database, id: string, { header, items }: Snapshot, frozenAt: string): D1PreparedStatement[] {
  return [
    db.prepare('INSERT INTO snapshots (id, header, frozen_at) VALUES (?1, ?2, ?3)').bind(id, JSON.stringify(header), frozenAt),
    db
      .prepare(
        `INSERT INTO snapshot_items (snapshot, position, article, revision, key, sha256, change)
         SELECT ?1, key, value ->> 'article', value ->> 'revision', value ->> 'key', value ->> 'sha256', value ->> 'change' FROM json_each(?2)`,
      )
      .bind(id, JSON.stringify(items)),
  ]
}

/** The statements that read a snapshot, by a subquery for its id with one set of parameters: header, items, later corrections. */
export function selectSnapshot(db: D1Database, snapshotId: string, ...parameters: readonly (string | number)[]): D1PreparedStatement[] {
  return [
    db.prepare(`SELECT header, frozen_at, card FROM snapshots WHERE id = ${snapshotId}`),
    db.prepare(
      `SELECT i.article, i.revision, i.key, i.sha256, i.change, i.painted, (
         EXISTS (SELECT 1 FROM revisions r WHERE r.article = i.article AND r.key = i.key)
         AND (s.header ->> 'visibility' = 'private' OR EXISTS (SELECT 1 FROM articles a WHERE a.id = i.article AND a.visibility = 'public'))) AS present
       FROM snapshots s CROSS JOIN snapshot_items i ON i.snapshot = s.id WHERE s.id = ${snapshotId} ORDER BY i.position`,
    ),
    db.prepare(
      `SELECT r.article, r.at, r.correction AS note
       FROM snapshot_items i CROSS JOIN revisions r ON r.article = i.article AND r.revision > i.revision
       WHERE i.snapshot = ${snapshotId} AND r.correction IS NOT NULL
         AND EXISTS (SELECT 1 FROM revisions frozen WHERE frozen.article = i.article AND frozen.key = i.key)
       ORDER BY r.at, r.revision`,
    ),
  ].map((statement) => statement.bind(...parameters))
}

interface HeaderRow {
  readonly header: string
  readonly frozen_at: string
  readonly card: string | null
}

interface ItemRow {
  readonly article: string
  readonly revision: number
  readonly key: string
  readonly sha256: string
  readonly change: Change | null
  readonly painted: number
  readonly present: number
}

/** Every row that `selectSnapshot` can give. */
export type SnapshotRow = HeaderRow & ItemRow & LaterCorrection

/** What `selectSnapshot` found; null where there is no such snapshot. */
export function toSnapshot([headers, items, corrections]: readonly D1Result<SnapshotRow>[]): FoundSnapshot | null {
  const row = headers?.results[0]
  if (!row) return null
  return {
    header: JSON.parse(row.header),
    frozenAt: row.frozen_at,
    items: items?.results.map(({ painted: _painted, ...item }) => ({ ...item, present: item.present === 1 })) ?? [],
    corrections: corrections?.results ?? [],
    card: items?.results.some(({ painted, present }) => painted === 1 && present === 0) ? null : row.card,
  }
}
