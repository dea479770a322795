import type { DeliveryState } from '../core/delivery.ts'
import { carryStatement } from './carried.ts'
import type { LaterCorrection } from './snapshots.ts'
import type { Store } from './store.ts'

/** Mailings: an edition, or a correction of one, owed to a list. Each is written in one batch with all that it owes. */

export type MailingKind = 'edition' | 'correction'
export type MailingState = 'sending' | 'paused' | 'done' | 'cancelled'

export interface Mailing {
  readonly id: string
  readonly briefing: string
  readonly edition: number
  readonly kind: MailingKind
  readonly corrections: readonly LaterCorrection[]
  readonly state: MailingState
  /** How often it was paused. A consumer that began before a pause stops. */
  readonly round: number
  readonly createdAt: string
  /** The recipe of its briefing today, as JSON; null once it was removed. */
  readonly recipe: string | null
}

/** The statements that mail an edition to whoever subscribes, for a batch in which its snapshot is written. Nothing where it is withdrawn or was mailed before. */
export function mailEditionStatements(
  db: D1Database,
  id: string,
  snapshot: string,
  now: string,
  actor: string | null,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO mailings (id, briefing, edition, kind, covers, corrections, state, round, created_at, actor)
         SELECT ?1, briefing, number, 'edition', '', '[]', 'sending', 0, ?3, ?4 FROM editions WHERE snapshot = ?2 AND withdrawn_at IS NULL
         ON CONFLICT DO NOTHING`,
      )
      .bind(id, snapshot, now, actor),
    db
      .prepare(
        `INSERT INTO deliveries (mailing, subscriber, state, due_at, at)
         SELECT m.id, s.id, 'queued', ?2, ?2 FROM mailings m CROSS JOIN subscribers s ON s.briefing = m.briefing AND s.state = 'active' WHERE m.id = ?1`,
      )
      .bind(id, now),
  ]
}

/**
 * Mails an edition that was frozen without being mailed. One that waits for approval is approved by it: everybody may see it from then
 * on. False when another act was faster, so that of two at once one opens the mailing.
 */
export async function openEditionMailing(
  { db }: Store,
  snapshot: string,
  id: string,
  { now, actor }: { readonly now: string; readonly actor: string | null },
): Promise<boolean> {
  const results = await db.batch<{ opened: number }>([
    ...mailEditionStatements(db, id, snapshot, now, actor),
    db.prepare('UPDATE editions SET waiting = 0 WHERE snapshot = ?1 AND EXISTS (SELECT 1 FROM mailings WHERE id = ?2)').bind(snapshot, id),
    // One that did not wait has been carried since it was frozen; noting it again changes nothing.
    carryStatement(db, snapshot),
    db.prepare('SELECT count(*) AS opened FROM mailings WHERE id = ?1').bind(id),
  ])
  return results.at(-1)?.results[0]?.opened === 1
}

/**
 * Owes a correction to everyone who was sent the edition and still subscribes. `covers` names what it tells, and `seen` is how many corrections
 * were mailed before. Null when another was mailed meanwhile, or messages of the edition are still on their way, which would be sent the old
 * text and no correction.
 */
export async function openCorrectionMailing(
  { db }: Store,
  correction: Pick<Mailing, 'id' | 'briefing' | 'edition' | 'corrections'> & {
    readonly covers: string
    readonly seen: number
    readonly actor: string | null
  },
  now: string,
): Promise<number | null> {
  const { id, briefing, edition, corrections, covers, seen, actor } = correction
  const results = await db.batch<{ opened: number; owed: number }>([
    db
      .prepare(
        `INSERT INTO mailings (id, briefing, edition, kind, covers, corrections, state, round, created_at, actor)
         SELECT ?1, ?2, ?3, 'correction', ?4, ?5, 'sending', 0, ?6, ?8
         WHERE NOT ${STILL_SENDING('?2', '?3')} AND NOT ${WITHDRAWN('?2', '?3')}
           AND ?7 = (SELECT count(*) FROM mailings WHERE briefing = ?2 AND edition = ?3 AND kind = 'correction')
         ON CONFLICT DO NOTHING`,
      )
      .bind(id, briefing, edition, covers, JSON.stringify(corrections), now, seen, actor),
    db
      .prepare(
        `INSERT INTO deliveries (mailing, subscriber, state, due_at, at)
         SELECT c.id, d.subscriber, 'queued', ?2, ?2
         FROM mailings c CROSS JOIN mailings m ON m.briefing = c.briefing AND m.edition = c.edition AND m.kind = 'edition'
           CROSS JOIN deliveries d ON d.mailing = m.id AND d.state = 'sent' CROSS JOIN subscribers s ON s.id = d.subscriber AND s.state = 'active'
         WHERE c.id = ?1`,
      )
      .bind(id, now),
    db
      .prepare('SELECT count(*) AS opened, (SELECT count(*) FROM deliveries WHERE mailing = ?1) AS owed FROM mailings WHERE id = ?1')
      .bind(id),
  ])
  const row = results.at(-1)?.results[0]
  return row?.opened === 1 ? row.owed : null
}

/** Whether messages of an edition are on their way: some have left without an answer yet, or more leave as we look. */
const STILL_SENDING = (briefing: string, edition: string) => `EXISTS (
  SELECT 1 FROM mailings e CROSS JOIN deliveries d ON d.mailing = e.id
  WHERE e.briefing = ${briefing} AND e.edition = ${edition} AND e.kind = 'edition'
    AND d.state IN ('sending', 'queued') AND (d.state = 'sending' OR e.state = 'sending'))`

const WITHDRAWN = (briefing: string, edition: string) =>
  `EXISTS (SELECT 1 FROM editions w WHERE w.briefing = ${briefing} AND w.number = ${edition} AND w.withdrawn_at IS NOT NULL)`

/** What has been told of an edition so far, and whether its own mailing is still going on. */
export interface Told {
  readonly mailed: boolean
  readonly sending: boolean
  /** How many corrections were mailed. */
  readonly times: number
  readonly corrections: readonly LaterCorrection[]
}

export async function findTold({ db }: Store, briefing: string, edition: number): Promise<Told> {
  const { results } = await db
    .prepare(`SELECT kind, corrections, ${STILL_SENDING('?1', '?2')} AS sending FROM mailings WHERE briefing = ?1 AND edition = ?2`)
    .bind(briefing, edition)
    .all<{ kind: MailingKind; corrections: string; sending: number }>()
  return {
    mailed: results.some(({ kind }) => kind === 'edition'),
    sending: results[0]?.sending === 1,
    times: results.filter(({ kind }) => kind === 'correction').length,
    corrections: results.flatMap(({ corrections }) => JSON.parse(corrections)),
  }
}

interface MailingRow extends Omit<Mailing, 'corrections' | 'createdAt'> {
  readonly corrections: string
  readonly created_at: string
}

/** A mailing; null when there is none by that id. */
export async function findMailing({ db }: Store, id: string): Promise<Mailing | null> {
  const row = await db
    .prepare(
      `SELECT id, briefing, edition, kind, corrections, state, round, created_at, (SELECT recipe FROM briefings WHERE slug = mailings.briefing) AS recipe
       FROM mailings WHERE id = ?1`,
    )
    .bind(id)
    .first<MailingRow>()
  if (!row) return null
  const { created_at: createdAt, corrections, ...rest } = row
  return { ...rest, corrections: JSON.parse(corrections), createdAt }
}

/** Stops an edition's mailings where they are. Gives the ids of those that went on until now. */
export function pauseMailings(store: Store, briefing: string, edition: number): Promise<string[]> {
  return turn(store, briefing, edition, `state = 'paused', round = round + 1`, 'sending')
}

/** Lets an edition's paused mailings go on. Gives their ids. */
export function resumeMailings(store: Store, briefing: string, edition: number): Promise<string[]> {
  return turn(store, briefing, edition, `state = 'sending'`, 'paused')
}

async function turn({ db }: Store, briefing: string, edition: number, change: string, from: MailingState): Promise<string[]> {
  const { results } = await db
    .prepare(`UPDATE mailings SET ${change} WHERE briefing = ?1 AND edition = ?2 AND state = '${from}' RETURNING id`)
    .bind(briefing, edition)
    .all<{ id: string }>()
  return results.map((row) => row.id)
}

/** Ends one mailing for good. */
export async function cancelMailing({ db }: Store, id: string, detail: string, now: string): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE deliveries SET state = 'cancelled', at = ?2, detail = ?3, lease = NULL, leased_until = NULL WHERE mailing = ?1 AND state = 'queued'`,
      )
      .bind(id, now, detail),
    db.prepare(`UPDATE mailings SET state = 'cancelled', round = round + 1 WHERE id = ?1`).bind(id),
  ])
}

/** The statements that end an edition's mailings for good, for the batch that withdraws it. */
export function cancelStatements(db: D1Database, briefing: string, edition: number, now: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE deliveries SET state = 'cancelled', at = ?3, detail = 'the edition was withdrawn', lease = NULL, leased_until = NULL
         WHERE state = 'queued' AND mailing IN (SELECT id FROM mailings WHERE briefing = ?1 AND edition = ?2)`,
      )
      .bind(briefing, edition, now),
    db
      .prepare(
        `UPDATE mailings SET state = 'cancelled', round = round + 1 WHERE briefing = ?1 AND edition = ?2 AND state IN ('sending', 'paused')`,
      )
      .bind(briefing, edition),
  ]
}

/**
 * Puts messages that are `unknown` or `failed` back in the queue, because an operator says so; all of that state, or those of certain
 * subscribers. Gives, for each mailing that goes on by it, how many.
 */
export async function requeueDeliveries(
  { db }: Store,
  briefing: string,
  edition: number,
  state: Extract<DeliveryState, 'unknown' | 'failed'>,
  subscribers: readonly string[] | null,
  now: string,
): Promise<ReadonlyMap<string, number>> {
  const [requeued] = await db.batch<{ mailing: string }>([
    db
      .prepare(
        `UPDATE deliveries SET state = 'queued', attempts = 0, due_at = ?4, at = ?4, lease = NULL, leased_until = NULL
         WHERE mailing IN (SELECT id FROM mailings WHERE briefing = ?1 AND edition = ?2 AND state <> 'cancelled') AND state = ?3
           AND (?5 IS NULL OR subscriber IN (SELECT value FROM json_each(?5)))
           AND EXISTS (SELECT 1 FROM subscribers s WHERE s.id = deliveries.subscriber AND s.state = 'active')
           AND NOT ${WITHDRAWN('?1', '?2')}
         RETURNING mailing`,
      )
      .bind(briefing, edition, state, now, subscribers && JSON.stringify(subscribers)),
    db
      .prepare(
        `UPDATE mailings SET state = 'sending' WHERE briefing = ?1 AND edition = ?2 AND state = 'done'
           AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = mailings.id AND d.state = 'queued')`,
      )
      .bind(briefing, edition),
    // Should they grow to the same number again, that is news.
    db.prepare(`DELETE FROM notices WHERE kind = 'unknown' AND briefing = ?1 AND edition = ?2`).bind(briefing, edition),
  ])
  const counts = new Map<string, number>()
  for (const { mailing } of requeued?.results ?? []) counts.set(mailing, (counts.get(mailing) ?? 0) + 1)
  return counts
}
