import type { Briefing } from '../core/briefing.ts'
import type { SubscriberState } from '../core/subscriber.ts'
import type { Store } from './store.ts'

/** Subscriptions as their readers begin, see and end them. */

export interface NewSubscription {
  readonly id: string
  readonly briefing: string
  readonly email: string
  /** As `addressKey` gives it. */
  readonly address: string
  /** The hash of the address. */
  readonly hash: string
  /** For the unsubscribe link. */
  readonly token: string
  /** For the confirmation. */
  readonly nonce: string
}

/** How often an address is asked before it must have kept silent for a while. */
export interface Patience {
  /** Who was last asked about this briefing after that is not asked again. */
  readonly since: string
  /** With so many confirmations that came to nothing, over all briefings, nor is an address that was last asked after `since`. */
  readonly after: readonly { readonly asks: number; readonly since: string }[]
}

/**
 * Notes that somebody asked for a briefing, and that they are owed a confirmation. Gives the subscriber; null where nothing is owed: an active or
 * suppressed one, or one who was asked too often. It is one statement in each case.
 */
export async function beginSubscription({ db }: Store, wish: NewSubscription, now: string, patience: Patience): Promise<string | null> {
  const row = await db
    .prepare(
      `INSERT INTO subscribers (id, briefing, email, address, hash, state, token, nonce, asked_at, asks, confirmation_due_at, created_at)
       SELECT ?1, ?2, ?3, ?4, ?9, 'pending', coalesce((SELECT token FROM retired_tokens WHERE hash = ?9 AND briefing = ?2), ?5), ?6, ?7, 1, ?7, ?7
       WHERE NOT EXISTS (SELECT 1 FROM suppressions WHERE id = ?9)
         AND NOT EXISTS (SELECT 1 FROM (SELECT sum(asks) AS asks, max(asked_at) AS asked_at FROM subscribers WHERE address = ?4) a
           JOIN json_each(?10) p ON a.asks >= p.value ->> 'asks' AND a.asked_at > p.value ->> 'since')
       ON CONFLICT (briefing, address) DO UPDATE SET nonce = excluded.nonce, asked_at = excluded.asked_at, asks = asks + 1,
           confirmation_due_at = excluded.confirmation_due_at
         WHERE subscribers.state IN ('pending', 'unsubscribed') AND (subscribers.asked_at IS NULL OR subscribers.asked_at <= ?8)
       RETURNING id`,
    )
    .bind(
      wish.id,
      wish.briefing,
      wish.email,
      wish.address,
      wish.token,
      wish.nonce,
      now,
      patience.since,
      wish.hash,
      JSON.stringify(patience.after),
    )
    .first<{ id: string }>()
  return row?.id ?? null
}

/** A subscription with the recipe of its briefing; null where that is gone. */
export interface Subscription {
  readonly id: string
  readonly email: string
  readonly state: SubscriberState
  readonly nonce: string | null
  readonly slug: string
  readonly briefing: Briefing | null
}

interface SubscriptionRow {
  readonly id: string
  readonly email: string
  readonly state: SubscriberState
  readonly nonce: string | null
  readonly slug: string
  readonly recipe: string | null
}

const SELECT = `SELECT s.id, s.email, s.state, s.nonce, s.briefing AS slug, b.recipe FROM subscribers s LEFT JOIN briefings b ON b.slug = s.briefing`

/** A subscription by its id; null when there is none. */
export async function findSubscription({ db }: Store, id: string): Promise<Subscription | null> {
  const row = await db.prepare(`${SELECT} WHERE s.id = ?1`).bind(id).first<SubscriptionRow>()
  return row && toSubscription(row)
}

/** A subscription by its unsubscribe token; null when there is none. */
export async function findByToken({ db }: Store, token: string): Promise<Subscription | null> {
  const row = await db.prepare(`${SELECT} WHERE s.token = ?1`).bind(token).first<SubscriptionRow>()
  return row && toSubscription(row)
}

/** Confirms the sign-up that a nonce stands for, and gives the subscription as it is then; null when there is none by that id. */
export async function confirmSubscription({ db }: Store, id: string, nonce: string, now: string): Promise<Subscription | null> {
  const results = await db.batch<SubscriptionRow>([
    db
      .prepare(
        `UPDATE subscribers SET state = 'active', consented_at = ?3, consent_source = 'double opt-in', nonce = NULL, asks = 0,
           confirmation_due_at = NULL, ended_at = NULL
         WHERE id = ?1 AND nonce = ?2 AND state IN ('pending', 'unsubscribed')
           AND EXISTS (SELECT 1 FROM briefings b WHERE b.slug = subscribers.briefing AND b.visibility <> 'private')`,
      )
      .bind(id, nonce, now),
    // Whose address it is has been heard from.
    db
      .prepare(
        `UPDATE subscribers SET asks = 0 WHERE address = (SELECT address FROM subscribers WHERE id = ?1 AND state = 'active') AND asks > 0`,
      )
      .bind(id),
    db.prepare(`${SELECT} WHERE s.id = ?1`).bind(id),
  ])
  const row = results.at(-1)?.results[0]
  return row ? toSubscription(row) : null
}

/** Ends the subscription of an unsubscribe token, and what is still to be sent for it; null when there is none. */
export async function endByToken({ db }: Store, token: string, now: string): Promise<Subscription | null> {
  const results = await db.batch<SubscriptionRow>([
    ...endStatements(db, 'id = (SELECT id FROM subscribers WHERE token = ?2)', now, token),
    db.prepare(`${SELECT} WHERE s.token = ?1`).bind(token),
  ])
  const row = results.at(-1)?.results[0]
  return row ? toSubscription(row) : null
}

/** Every subscription of the person who has this one, in the order of their briefings. */
export async function listOwn({ db }: Store, id: string): Promise<Subscription[]> {
  const { results } = await db.prepare(OWN).bind(id).all<SubscriptionRow>()
  return results.map(toSubscription)
}

const OWN = `${SELECT} WHERE s.address = (SELECT address FROM subscribers WHERE id = ?1) ORDER BY s.briefing`

/** Ends one subscription of the person who has this one, and gives all of theirs as they are then. */
export async function endOwn({ db }: Store, id: string, ended: string, now: string): Promise<Subscription[]> {
  const results = await db.batch<SubscriptionRow>([
    ...endStatements(db, 'id = ?3 AND address = (SELECT address FROM subscribers WHERE id = ?2)', now, id, ended),
    db.prepare(OWN).bind(id),
  ])
  return results.at(-1)?.results.map(toSubscription) ?? []
}

/** Ends subscriptions by a condition on `subscribers` with parameters from ?2 on; also suppressed ones, so that lifting that brings nobody back. */
function endStatements(db: D1Database, condition: string, now: string, ...parameters: readonly string[]): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE subscribers SET nonce = NULL, confirmation_due_at = NULL, ended_at = CASE WHEN state = 'unsubscribed' THEN ended_at ELSE ?1 END,
           state = 'unsubscribed'
         WHERE ${condition}`,
      )
      .bind(now, ...parameters),
    db
      .prepare(
        `UPDATE deliveries SET state = 'cancelled', detail = 'unsubscribed', at = ?1, lease = NULL, leased_until = NULL
         WHERE state = 'queued' AND subscriber IN (SELECT id FROM subscribers WHERE ${condition})`,
      )
      .bind(now, ...parameters),
  ]
}

/**
 * Notes that somebody asked for the link to their own page. Gives the one of their subscriptions whose mail is owed; null where nothing is owed:
 * an address that is on no list or is suppressed, or that asked after `since`.
 */
export async function askLink(
  { db }: Store,
  { address, hash }: { readonly address: string; readonly hash: string },
  now: string,
  since: string,
): Promise<string | null> {
  const row = await db
    .prepare(
      `UPDATE subscribers SET link_asked_at = ?3, link_due_at = ?3
       WHERE id = (SELECT id FROM subscribers WHERE address = ?1 ORDER BY briefing LIMIT 1)
         AND NOT EXISTS (SELECT 1 FROM suppressions WHERE id = ?2)
         AND NOT EXISTS (SELECT 1 FROM subscribers s WHERE s.address = ?1 AND s.link_asked_at > ?4)
       RETURNING id`,
    )
    .bind(address, hash, now, since)
    .first<{ id: string }>()
  return row?.id ?? null
}

function toSubscription({ recipe, ...row }: SubscriptionRow): Subscription {
  return { ...row, briefing: recipe === null ? null : JSON.parse(recipe) }
}
