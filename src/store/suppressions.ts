import type { SuppressionEntry, SuppressionReason } from '../core/suppression.ts'
import type { Store } from './store.ts'

/** Addresses that get no mail, and what follows from it for the lists that they are on. */

/** An address to suppress. */
export interface Suppression {
  /** The hash of the address. */
  readonly id: string
  /** As `addressKey` gives it. */
  readonly address: string
  readonly reason: Exclude<SuppressionReason, 'erased'>
  readonly detail: string | null
}

/** The statements that suppress addresses, for a batch with more in it. One that is suppressed already stays as it is, save that a wish weighs more than a bounce. */
export function suppressStatements(db: D1Database, entries: readonly Suppression[], now: string): D1PreparedStatement[] {
  const list = JSON.stringify(entries)
  const addresses = "(SELECT value ->> 'address' FROM json_each(?1))"
  return [
    db
      .prepare(
        `INSERT INTO suppressions (id, address, reason, detail, at)
         SELECT value ->> 'id', value ->> 'address', value ->> 'reason', value ->> 'detail', ?2 FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, at = excluded.at
           WHERE suppressions.reason = 'bounce' AND excluded.reason <> 'bounce'`,
      )
      .bind(list, now),
    db
      .prepare(
        `UPDATE subscribers SET nonce = NULL, confirmation_due_at = NULL, link_due_at = NULL,
           ended_at = CASE WHEN state IN ('pending', 'active') THEN ?2 ELSE ended_at END,
           state = CASE WHEN state IN ('pending', 'active') THEN 'suppressed' ELSE state END
         WHERE address IN ${addresses}`,
      )
      .bind(list, now),
    db
      .prepare(
        `UPDATE deliveries SET state = 'cancelled', detail = 'suppressed', at = ?2, lease = NULL, leased_until = NULL
         WHERE state = 'queued' AND subscriber IN (SELECT id FROM subscribers WHERE address IN ${addresses})`,
      )
      .bind(list, now),
  ]
}

/** A suppression as it stands, and whether it is new. */
export interface Suppressed {
  readonly id: string
  readonly reason: SuppressionReason
  readonly at: string
  readonly isNew: boolean
}

/** Suppresses one address. */
export async function suppressAddress({ db }: Store, entry: Suppression, now: string): Promise<Suppressed> {
  return change(db, entry.id, suppressStatements(db, [entry], now))
}

/** Removes a person from every list and from what was noted about their mail; what stays is the hash of the address. */
export async function eraseAddress({ db }: Store, id: string, address: string, now: string): Promise<Suppressed> {
  return change(db, id, [
    db
      .prepare(
        `UPDATE deliveries SET detail = NULL, at = CASE WHEN state = 'queued' THEN ?2 ELSE at END,
           lease = CASE WHEN state = 'queued' THEN NULL ELSE lease END, leased_until = CASE WHEN state = 'queued' THEN NULL ELSE leased_until END,
           state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
         WHERE subscriber IN (SELECT id FROM subscribers WHERE address = ?1)`,
      )
      .bind(address, now),
    db.prepare('DELETE FROM subscribers WHERE address = ?1').bind(address),
    db.prepare('DELETE FROM retired_tokens WHERE hash = ?1').bind(id),
    db
      .prepare(
        `INSERT INTO suppressions (id, address, reason, detail, at) VALUES (?1, NULL, 'erased', NULL, ?2)
         ON CONFLICT (id) DO UPDATE SET address = NULL, detail = NULL, reason = 'erased', at = CASE WHEN reason = 'erased' THEN at ELSE excluded.at END`,
      )
      .bind(id, now),
  ])
}

async function change(db: D1Database, id: string, statements: readonly D1PreparedStatement[]): Promise<Suppressed> {
  const results = await db.batch<{ id: string; reason: SuppressionReason; at: string }>([
    db.prepare('SELECT id FROM suppressions WHERE id = ?1').bind(id),
    ...statements,
    db.prepare('SELECT id, reason, at FROM suppressions WHERE id = ?1').bind(id),
  ])
  const row = results.at(-1)?.results[0]
  if (!row) throw new Error('a suppression was not stored')
  return { ...row, isNew: results[0]?.results.length === 0 }
}

/**
 * Lifts a suppression. Where it was a bounce, those who had agreed get mail again; everybody else stays away until they sign up anew.
 * False when there is none by that id.
 */
export async function liftSuppression({ db }: Store, id: string): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `UPDATE subscribers SET ended_at = CASE WHEN consented_at IS NOT NULL AND s.reason = 'bounce' THEN NULL ELSE ended_at END,
           state = CASE WHEN consented_at IS NOT NULL AND s.reason = 'bounce' THEN 'active' ELSE 'unsubscribed' END
         FROM suppressions s WHERE s.id = ?1 AND subscribers.address = s.address AND subscribers.state = 'suppressed'`,
      )
      .bind(id),
    db.prepare('DELETE FROM suppressions WHERE id = ?1').bind(id),
  ])
  return results[1]?.meta.changes === 1
}

/** The last suppression of the page before. */
export interface SuppressionPlace {
  readonly at: string
  readonly id: string
}

/** A page of the suppressions, newest first. */
export async function listSuppressions({ db }: Store, after: SuppressionPlace | null, limit: number): Promise<SuppressionEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT id, address, reason, detail, at FROM suppressions
       WHERE at <= ?1 AND (at < ?1 OR id > ?2) ORDER BY at DESC, id LIMIT ?3`,
    )
    .bind(after?.at ?? '9999', after?.id ?? '', limit)
    .all<SuppressionEntry>()
  return results
}
