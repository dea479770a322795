import type { Subscriber, SubscriberState } from '../core/subscriber.ts'
import type { Store } from './store.ts'

/** The lists of those who subscribe by mail, as editors see them. Webhooks, which stand in the same table, are another file's. */

const COLUMNS = `id, email, name, state, created_at AS createdAt, consented_at AS consentedAt, consent_source AS consentSource, ended_at AS endedAt`

/** A page of a briefing's list, in the order of the ids, after one of them. */
export async function listSubscribers(
  { db }: Store,
  briefing: string,
  state: SubscriberState | null,
  after: string | null,
  limit: number,
): Promise<Subscriber[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM subscribers
       WHERE briefing = ?1 AND channel = 'mail' AND ${state === null ? '?2 IS NULL' : 'state = ?2'} AND id > ?3 ORDER BY id LIMIT ?4`,
    )
    .bind(briefing, state, after ?? '', limit)
    .all<Subscriber>()
  return results
}

/**
 * Removes one subscriber, and what was noted about their mail; their token waits in case they come back. False when there is none by that id on
 * that channel.
 */
export async function deleteSubscriber({ db }: Store, id: string, now: string, channel: 'mail' | 'webhook' = 'mail'): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `UPDATE deliveries SET detail = NULL, at = CASE WHEN state = 'queued' THEN ?2 ELSE at END,
           lease = CASE WHEN state = 'queued' THEN NULL ELSE lease END, leased_until = CASE WHEN state = 'queued' THEN NULL ELSE leased_until END,
           state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
         WHERE subscriber IN (SELECT id FROM subscribers WHERE id = ?1 AND channel = ?3)`,
      )
      .bind(id, now, channel),
    db
      .prepare(
        `INSERT INTO retired_tokens (hash, briefing, token) SELECT hash, briefing, token FROM subscribers WHERE id = ?1 AND hash IS NOT NULL AND channel = 'mail'
         ON CONFLICT (hash, briefing) DO UPDATE SET token = excluded.token`,
      )
      .bind(id),
    db.prepare('DELETE FROM subscribers WHERE id = ?1 AND channel = ?2').bind(id, channel),
  ])
  // What belongs to a webhook goes with it, and counts as well.
  return (results[2]?.meta.changes ?? 0) > 0
}

/** One person of an import, made ready for the store. */
export interface ImportRow {
  readonly id: string
  /** The hash of the address. */
  readonly hash: string
  readonly email: string
  /** As `addressKey` gives it. */
  readonly address: string
  readonly name: string | null
  /** For the unsubscribe link. */
  readonly token: string
  /** For the confirmation, where the consent is not known. */
  readonly nonce: string | null
  readonly consentedAt: string | null
  readonly consentSource: string | null
}

export type ImportOutcome = 'added' | 'activated' | 'known' | 'unsubscribed' | 'suppressed' | 'pending'

export interface Imported {
  readonly counts: ReadonlyMap<ImportOutcome, number>
  /** Those who are owed a confirmation now. */
  readonly asked: readonly string[]
}

/** In a batch of any size no bound value comes near the 2 MB that D1 takes. */
const LARGEST_CHUNK = 1_000_000

/**
 * Takes people in, all or none of them, in one batch; no two rows may have one address. Who left the list or is suppressed stays so. With
 * `dryRun` it only counts. `since`: who was asked to confirm after that is not asked again.
 */
export async function importSubscribers(
  { db }: Store,
  briefing: string,
  rows: readonly ImportRow[],
  { now, since, dryRun }: { readonly now: string; readonly since: string; readonly dryRun: boolean },
): Promise<Imported> {
  const chunks = chunked(rows)
  if (chunks.length === 0) return { counts: new Map(), asked: [] }
  const count = db.prepare(COUNT)
  const insert = db.prepare(INSERT)
  const asked = db.prepare(ASKED)
  const results = await db.batch<{ outcome: ImportOutcome; n: number; id: string }>(
    chunks.flatMap((chunk) => [
      count.bind(briefing, chunk),
      ...(dryRun ? [] : [insert.bind(briefing, chunk, now, since), asked.bind(briefing, chunk, now)]),
    ]),
  )
  const counts = new Map<ImportOutcome, number>()
  const all = results.flatMap((result) => result.results)
  for (const { outcome, n } of all) if (n > 0) counts.set(outcome, (counts.get(outcome) ?? 0) + n)
  return { counts, asked: all.flatMap(({ id }) => id ?? []) }
}

function chunked(rows: readonly ImportRow[]): string[] {
  const encoder = new TextEncoder()
  const chunks: string[] = []
  let chunk: string[] = []
  let size = 0
  for (const row of rows) {
    const json = JSON.stringify(row)
    const length = encoder.encode(json).length + 1
    if (size + length > LARGEST_CHUNK && chunk.length > 0) {
      chunks.push(`[${chunk.join(',')}]`)
      chunk = []
      size = 0
    }
    chunk.push(json)
    size += length
  }
  return chunk.length > 0 ? [...chunks, `[${chunk.join(',')}]`] : chunks
}

// What becomes of each, before anything is changed.
const COUNT = `SELECT CASE
    WHEN s.state = 'unsubscribed' THEN 'unsubscribed'
    WHEN s.state = 'suppressed' OR EXISTS (SELECT 1 FROM suppressions x WHERE x.id = r.value ->> 'hash') THEN 'suppressed'
    WHEN s.state = 'active' THEN 'known'
    WHEN r.value ->> 'consentedAt' IS NULL THEN 'pending'
    WHEN s.state = 'pending' THEN 'activated'
    ELSE 'added' END AS outcome, count(*) AS n
  FROM json_each(?2) r LEFT JOIN subscribers s ON s.briefing = ?1 AND s.address = r.value ->> 'address'
  GROUP BY 1`

const INSERT = `INSERT INTO subscribers (id, briefing, email, address, hash, name, state, token, nonce, asked_at, asks, confirmation_due_at,
    consented_at, consent_source, created_at)
  SELECT value ->> 'id', ?1, value ->> 'email', value ->> 'address', value ->> 'hash', value ->> 'name',
    iif(value ->> 'consentedAt' IS NULL, 'pending', 'active'),
    coalesce((SELECT t.token FROM retired_tokens t WHERE t.hash = value ->> 'hash' AND t.briefing = ?1), value ->> 'token'), value ->> 'nonce',
    iif(value ->> 'nonce' IS NULL, NULL, ?3), value ->> 'nonce' IS NOT NULL, iif(value ->> 'nonce' IS NULL, NULL, ?3),
    value ->> 'consentedAt', value ->> 'consentSource', ?3
  FROM json_each(?2) WHERE NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.id = value ->> 'hash')
  ON CONFLICT (briefing, address) DO UPDATE SET name = coalesce(excluded.name, name), state = excluded.state, nonce = excluded.nonce,
    asked_at = coalesce(excluded.asked_at, asked_at), asks = asks + excluded.asks, confirmation_due_at = excluded.confirmation_due_at,
    consented_at = excluded.consented_at, consent_source = excluded.consent_source
  WHERE subscribers.state = 'pending' AND (excluded.state = 'active' OR subscribers.asked_at IS NULL OR subscribers.asked_at <= ?4)`

const ASKED = `SELECT s.id FROM json_each(?2) r CROSS JOIN subscribers s ON s.briefing = ?1 AND s.address = r.value ->> 'address'
  WHERE r.value ->> 'nonce' IS NOT NULL AND s.nonce = r.value ->> 'nonce' AND s.asked_at = ?3`

/** How many of a briefing's list are in each state. */
export async function countSubscribers({ db }: Store, briefing: string): Promise<ReadonlyMap<SubscriberState, number>> {
  const { results } = await db
    .prepare(`SELECT state, count(*) AS count FROM subscribers WHERE briefing = ?1 AND channel = 'mail' GROUP BY state`)
    .bind(briefing)
    .all<{ state: SubscriberState; count: number }>()
  return new Map(results.map(({ state, count }) => [state, count]))
}

/** The subscribers of a list whose address begins with this, in its lower case; at most `limit`. */
export async function findSubscribers({ db }: Store, briefing: string, beginning: string, limit: number): Promise<Subscriber[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM subscribers WHERE briefing = ?1 AND channel = 'mail' AND address >= ?2 AND address < ?3 ORDER BY address LIMIT ?4`,
    )
    .bind(briefing, beginning, `${beginning}\u{10ffff}`, limit)
    .all<Subscriber>()
  return results
}
