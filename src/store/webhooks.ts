import type { WebhookEntry, WebhookShape } from '../core/webhook.ts'
import type { Store } from './store.ts'
import { deleteSubscriber } from './subscribers.ts'

/** Webhooks: subscribers on another channel, so that all that holds for deliveries holds for theirs. Nothing here gives an address away but to post to it. */

export interface NewWebhook {
  readonly id: string
  readonly briefing: string
  readonly url: string
  readonly host: string
  readonly shape: WebhookShape
  readonly label: string | null
  readonly secret: string
  /** Every subscriber has an unsubscribe token; nobody is sent this one. */
  readonly token: string
}

const MOST = 20

/** Puts a webhook on a briefing's list. Says why it is not: the list has this address, or too many. */
export async function insertWebhook(
  { db }: Store,
  { id, briefing, url, host, shape, label, secret, token }: NewWebhook,
  { now, actor }: { readonly now: string; readonly actor: string | null },
): Promise<'added' | 'taken' | 'too many'> {
  const [, , found] = await db.batch<{ added: number; count: number }>([
    db
      .prepare(
        `INSERT INTO subscribers (id, briefing, email, address, channel, name, state, token, consented_at, consent_source, created_at)
         SELECT ?1, ?2, ?3, 'webhook:' || ?1, 'webhook', ?4, 'active', ?5, ?6, 'an editor', ?6
         WHERE (SELECT count(*) FROM subscribers WHERE briefing = ?2 AND channel = 'webhook') < ${MOST} AND NOT EXISTS (
           SELECT 1 FROM subscribers s CROSS JOIN webhooks w ON w.subscriber = s.id WHERE s.briefing = ?2 AND s.channel = 'webhook' AND w.url = ?7)`,
      )
      .bind(id, briefing, host, label, token, now, url),
    db
      .prepare('INSERT INTO webhooks (subscriber, url, shape, secret, actor) SELECT id, ?2, ?3, ?4, ?5 FROM subscribers WHERE id = ?1')
      .bind(id, url, shape, secret, actor),
    db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM webhooks WHERE subscriber = ?1) AS added,
           (SELECT count(*) FROM subscribers WHERE briefing = ?2 AND channel = 'webhook') AS count`,
      )
      .bind(id, briefing),
  ])
  const row = found?.results[0]
  if (row?.added === 1) return 'added'
  return (row?.count ?? 0) >= MOST ? 'too many' : 'taken'
}

interface Row extends Omit<WebhookEntry, 'last'> {
  readonly last: string | null
}

/** A briefing's webhooks, the oldest first, each with what became of the newest mailing owed to it. */
export async function listWebhooks({ db }: Store, briefing: string): Promise<WebhookEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT s.id, s.email AS host, w.shape, s.name AS label, s.created_at AS createdAt, w.actor AS createdBy,
         (SELECT json_object('edition', m.edition, 'state', d.state, 'at', d.at, 'detail', d.detail)
          FROM deliveries d CROSS JOIN mailings m ON m.id = d.mailing WHERE d.subscriber = s.id ORDER BY m.created_at DESC LIMIT 1) AS last
       FROM subscribers s CROSS JOIN webhooks w ON w.subscriber = s.id
       WHERE s.briefing = ?1 AND s.channel = 'webhook' ORDER BY s.created_at, s.id`,
    )
    .bind(briefing)
    .all<Row>()
  return results.map(({ last, ...row }) => ({ ...row, last: last === null ? null : JSON.parse(last) }))
}

/** Where a webhook is, to post to it. */
export interface WebhookTarget {
  readonly briefing: string
  readonly url: string
  readonly shape: WebhookShape
  readonly secret: string
}

/** A webhook by its id; null when there is none. */
export function findWebhook({ db }: Store, id: string): Promise<WebhookTarget | null> {
  return db
    .prepare(
      'SELECT s.briefing, w.url, w.shape, w.secret FROM webhooks w CROSS JOIN subscribers s ON s.id = w.subscriber WHERE w.subscriber = ?1',
    )
    .bind(id)
    .first<WebhookTarget>()
}

/** Removes a webhook, and cancels what is still owed to it. False when there is none by that id. */
export function deleteWebhook(store: Store, id: string, now: string): Promise<boolean> {
  return deleteSubscriber(store, id, now, 'webhook')
}

/** Whether a briefing's list has webhooks and nobody who reads by mail. */
export async function hasOnlyWebhooks({ db }: Store, briefing: string): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM subscribers WHERE briefing = ?1 AND state = 'active' AND channel = 'webhook') AND NOT EXISTS
         (SELECT 1 FROM subscribers WHERE briefing = ?1 AND state = 'active' AND channel = 'mail') AS only`,
    )
    .bind(briefing)
    .first<{ only: number }>()
  return row?.only === 1
}
