import type { DeliveryState, Settled } from '../core/delivery.ts'
import type { WebhookShape } from '../core/webhook.ts'
import type { MailingState } from './mailings.ts'
import { suppressStatements, type Suppression } from './suppressions.ts'
import type { Store } from './store.ts'

/**
 * The ledger at work. A consumer claims rows for a while (a lease), marks some as `sending` right before they leave, and records what
 * the other side said. Who finds a row without a lease in force may take it; one that is `sending` is never taken again by itself.
 */

/** A consumer of a mailing: its lease, and the mailing's round when it began. */
export interface Consumer {
  readonly mailing: string
  readonly round: number
  readonly lease: string
}

/** A row that is claimed, with whom it is for. */
export interface Claimed {
  readonly subscriber: string
  /** How often it was tried before. */
  readonly attempts: number
  readonly email: string
  readonly name: string | null
  /** The unsubscribe token. */
  readonly token: string
  /** Where it is posted; null for a reader by mail. */
  readonly webhook: { readonly url: string; readonly shape: WebhookShape; readonly secret: string } | null
}

const OPEN = `EXISTS (SELECT 1 FROM mailings m WHERE m.id = ?1 AND m.state = 'sending' AND m.round = ?2)`
const ACTIVE = `EXISTS (SELECT 1 FROM subscribers s WHERE s.id = deliveries.subscriber AND s.state = 'active')`

/** A claim: how many rows at most, when they must be due, how long they are held, and whether only webhooks are of use. */
export interface Claim {
  readonly limit: number
  readonly now: string
  readonly until: string
  readonly webhooksOnly: boolean
}

interface ClaimedRow extends Pick<Claimed, 'subscriber' | 'attempts' | 'name'> {
  readonly email: string | null
  readonly token: string | null
  readonly webhook: string | null
}

/** Claims rows that are due. */
export async function claimDeliveries(
  { db }: Store,
  { mailing, round, lease }: Consumer,
  { limit, now, until, webhooksOnly }: Claim,
): Promise<Claimed[]> {
  const due = `SELECT subscriber FROM deliveries d WHERE mailing = ?1 AND state = 'queued' AND due_at <= ?3
    AND (leased_until IS NULL OR leased_until <= ?3)
    ${webhooksOnly ? 'AND EXISTS (SELECT 1 FROM webhooks w WHERE w.subscriber = d.subscriber)' : ''} ORDER BY due_at LIMIT ${limit}`
  const results = await db.batch<ClaimedRow>([
    db
      .prepare(
        `UPDATE deliveries SET lease = ?4, leased_until = ?5 WHERE mailing = ?1 AND subscriber IN (${due}) AND ${OPEN}
         RETURNING subscriber, attempts,
           (SELECT email FROM subscribers WHERE id = deliveries.subscriber) AS email,
           (SELECT name FROM subscribers WHERE id = deliveries.subscriber) AS name,
           (SELECT token FROM subscribers WHERE id = deliveries.subscriber) AS token,
           (SELECT json_object('url', url, 'shape', shape, 'secret', secret) FROM webhooks w WHERE w.subscriber = deliveries.subscriber) AS webhook`,
      )
      .bind(mailing, round, now, lease, until),
  ])
  const rows = results[0]?.results ?? []
  return rows.map(({ email, token, webhook, ...row }) => ({
    ...row,
    email: email ?? '',
    token: token ?? '',
    webhook: webhook === null ? null : JSON.parse(webhook),
  }))
}

/** What became of one attempt. */
export interface Recorded extends Settled {
  readonly subscriber: string
}

/**
 * One step of a consumer, in one batch: records what became of the messages sent, suppresses the mailboxes that were refused for good, lets go
 * of rows, and marks the next rows as `sending` where the consumer still holds them, the mailing goes on and the reader still subscribes.
 */
export async function takeTurn(
  { db }: Store,
  consumer: Consumer,
  step: {
    readonly record: readonly Recorded[]
    readonly suppress: readonly Suppression[]
    /** Those that were claimed and will not be sent. */
    readonly release: readonly string[]
    readonly mark: readonly string[]
  },
  at: { readonly now: string; readonly until: string },
): Promise<ReadonlySet<string>> {
  const { record, suppress, release, mark } = step
  const isOwedAgain = release.length > 0 || record.some(({ state }) => state === 'queued')
  const statements = [
    ...(record.length > 0 ? [recordStatement(db, consumer, record, at.now)] : []),
    ...(suppress.length > 0 ? suppressStatements(db, suppress, at.now) : []),
    ...(release.length > 0 ? [releaseStatement(db, consumer, release, at.now)] : []),
    ...(isOwedAgain ? [reopenStatement(db, consumer.mailing)] : []),
    ...(mark.length > 0 ? [markStatement(db, consumer, mark, at)] : []),
  ]
  if (statements.length === 0) return new Set()
  const results = await db.batch<{ subscriber: string }>(statements)
  return new Set(mark.length > 0 ? results.at(-1)?.results.map((row) => row.subscriber) : [])
}

// A mailing is over when nothing is queued or sending; an answer that comes after its row was given up may owe a message again.
function reopenStatement(db: D1Database, mailing: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE mailings SET state = 'sending' WHERE id = ?1 AND state = 'done'
         AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = ?1 AND d.state = 'queued')`,
    )
    .bind(mailing)
}

const CANCELLED = `EXISTS (SELECT 1 FROM mailings m WHERE m.id = deliveries.mailing AND m.state = 'cancelled')`

// Also what was swept to `unknown` while its answer was on the way, unless somebody has taken it up again since. What the other side said often
// quotes the address, so nothing of it is kept of a person who was erased meanwhile.
function recordStatement(db: D1Database, { mailing, lease }: Consumer, record: readonly Recorded[], now: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE deliveries SET state = iif(r.value ->> 'state' = 'queued' AND ${CANCELLED}, 'cancelled', r.value ->> 'state'), due_at = r.value ->> 'dueAt', at = ?4,
         detail = iif(EXISTS (SELECT 1 FROM subscribers s WHERE s.id = deliveries.subscriber), r.value ->> 'detail', NULL), lease = NULL, leased_until = NULL
       FROM json_each(?3) r
       WHERE mailing = ?1 AND subscriber IN (SELECT value ->> 'subscriber' FROM json_each(?3)) AND subscriber = r.value ->> 'subscriber'
         AND lease = ?2 AND state IN ('sending', 'unknown')`,
    )
    .bind(mailing, lease, JSON.stringify(record), now)
}

// Also what is marked and did not leave, because the answer to its mark was lost. Those whose readers have left are cancelled.
function releaseStatement(db: D1Database, { mailing, lease }: Consumer, release: readonly string[], now: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE deliveries SET lease = NULL, leased_until = NULL, attempts = attempts - (state <> 'queued'),
         at = CASE WHEN state = 'queued' AND ${ACTIVE} THEN at ELSE ?4 END, state = CASE WHEN ${ACTIVE} AND NOT ${CANCELLED} THEN 'queued' ELSE 'cancelled' END
       WHERE mailing = ?1 AND subscriber IN (SELECT value FROM json_each(?3)) AND lease = ?2 AND state IN ('queued', 'sending', 'unknown')`,
    )
    .bind(mailing, lease, JSON.stringify(release), now)
}

function markStatement(
  db: D1Database,
  { mailing, round, lease }: Consumer,
  mark: readonly string[],
  { now, until }: { readonly now: string; readonly until: string },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE deliveries SET state = 'sending', attempts = attempts + 1, at = ?5, leased_until = ?6
       WHERE mailing = ?1 AND subscriber IN (SELECT value FROM json_each(?4)) AND lease = ?3 AND state = 'queued' AND ${OPEN} AND ${ACTIVE}
       RETURNING subscriber`,
    )
    .bind(mailing, round, lease, JSON.stringify(mark), now, until)
}

/** Closes a mailing that owes nothing any more. False where it does. */
export async function finishMailing({ db }: Store, mailing: string): Promise<boolean> {
  return (await finishStatement(db, mailing).run()).meta.changes > 0
}

function finishStatement(db: D1Database, mailing: string | null): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE mailings SET state = 'done' WHERE state = 'sending' AND (?1 IS NULL OR id = ?1)
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = mailings.id AND d.state IN ('queued', 'sending'))`,
    )
    .bind(mailing)
}

export interface Sweep {
  /** Mailings with messages that are due. */
  readonly due: readonly string[]
  /** Mailings of which messages have turned `unknown` just now. */
  readonly unknown: readonly string[]
}

/**
 * What was left behind as of `now`, in one batch: a message whose consumer died between its mark and its receipt is `unknown` from now on;
 * mailings that owe nothing are closed; those that owe something now, and have no consumer at work, are named.
 */
export async function sweepDeliveries({ db }: Store, now: string): Promise<Sweep> {
  const [unknown, , due] = await db.batch<{ mailing: string; id: string }>([
    db
      .prepare(
        `UPDATE deliveries SET state = 'unknown', at = ?1, detail = 'the sending was cut off before an answer was recorded'
         WHERE state = 'sending' AND leased_until IS NOT NULL AND leased_until <= ?1 RETURNING mailing`,
      )
      .bind(now),
    finishStatement(db, null),
    db
      .prepare(
        `SELECT m.id FROM mailings m WHERE m.state = 'sending'
           AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id AND d.state = 'queued' AND d.due_at <= ?1 AND (d.leased_until IS NULL OR d.leased_until <= ?1))
           AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.leased_until > ?1 AND d.mailing = m.id)
         LIMIT 200`,
      )
      .bind(now),
  ])
  return { due: due?.results.map((row) => row.id) ?? [], unknown: [...new Set(unknown?.results.map((row) => row.mailing))] }
}

/** One line of the ledger. */
export interface LedgerEntry {
  readonly subscriber: string
  /** Null once the person was erased or removed, and of a webhook. */
  readonly email: string | null
  /** Of a webhook that still is: its label, or else its host. */
  readonly webhook: string | null
  readonly state: DeliveryState
  readonly attempts: number
  readonly at: string
  readonly dueAt: string
  readonly detail: string | null
}

export interface LedgerMailing {
  readonly id: string
  readonly kind: string
  readonly state: MailingState
  readonly createdAt: string
  /** Who opened it. */
  readonly actor: string | null
}

export interface Ledger {
  readonly mailings: readonly LedgerMailing[]
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>
  readonly deliveries: readonly LedgerEntry[]
}

/** An edition's mailings, and a page of what one of them owes: `mailing`, or else the edition's own. Rows after `after`, in the order of subscriber ids. */
export async function readLedger(
  { db }: Store,
  slug: string,
  number: number,
  page: { readonly mailing: string | null; readonly state: DeliveryState | null; readonly after: string; readonly limit: number },
): Promise<Ledger> {
  const id = `coalesce(?3, (SELECT id FROM mailings WHERE briefing = ?1 AND edition = ?2 AND kind = 'edition'))`
  const owned = `(SELECT id FROM mailings WHERE id = ${id} AND briefing = ?1 AND edition = ?2)`
  const [mailings, counts, deliveries] = await db.batch<Ledger['mailings'][number] & LedgerEntry & { state: DeliveryState; count: number }>(
    [
      db
        .prepare(
          'SELECT id, kind, state, created_at AS createdAt, actor FROM mailings WHERE briefing = ?1 AND edition = ?2 ORDER BY created_at, id LIMIT 100',
        )
        .bind(slug, number),
      db
        .prepare(`SELECT state, count(*) AS count FROM deliveries WHERE mailing = ${owned} GROUP BY state`)
        .bind(slug, number, page.mailing),
      db
        .prepare(
          `SELECT d.subscriber, iif(s.channel = 'webhook', NULL, s.email) AS email, iif(s.channel = 'webhook', coalesce(s.name, s.email), NULL) AS webhook, d.state, d.attempts, d.at, d.due_at AS dueAt, d.detail
         FROM deliveries d LEFT JOIN subscribers s ON s.id = d.subscriber
         WHERE d.mailing = ${owned} AND d.subscriber > ?4 AND (?5 IS NULL OR d.state = ?5) ORDER BY d.subscriber LIMIT ?6`,
        )
        .bind(slug, number, page.mailing, page.after, page.state, page.limit),
    ],
  )
  return {
    mailings: mailings?.results ?? [],
    counts: Object.fromEntries(counts?.results.map(({ state, count }) => [state, count]) ?? []),
    deliveries: deliveries?.results ?? [],
  }
}
