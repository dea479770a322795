import type { Store } from './store.ts'

/** Where an article appears: who holds which revision of it. */

export interface Appearances {
  readonly editions: readonly { readonly briefing: string; readonly number: number; readonly revision: number }[]
  readonly shares: readonly {
    readonly id: string
    readonly label: string | null
    readonly revision: number
    readonly expiresAt: string
    readonly revokedAt: string | null
  }[]
}

/** Every edition and every share that carries an article; the newest 1,000 of each. */
export async function listAppearances({ db }: Store, article: string): Promise<Appearances> {
  const [editions, shares] = await Promise.all([
    db
      .prepare(
        `SELECT e.briefing, e.number, i.revision FROM snapshot_items i CROSS JOIN editions e ON e.snapshot = i.snapshot
         WHERE i.article = ?1 ORDER BY e.frozen_at DESC, e.number DESC LIMIT 1000`,
      )
      .bind(article)
      .all<Appearances['editions'][number]>(),
    db
      .prepare(
        `SELECT s.id, s.label, i.revision, s.expires_at AS expiresAt, s.revoked_at AS revokedAt
         FROM snapshot_items i CROSS JOIN shares s ON s.snapshot = i.snapshot WHERE i.article = ?1 ORDER BY s.created_at DESC LIMIT 1000`,
      )
      .bind(article)
      .all<Appearances['shares'][number]>(),
  ])
  return { editions: editions.results, shares: shares.results }
}
