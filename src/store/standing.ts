import type { MailingStanding, Standing, Stored } from '../core/standing.ts'
import type { Store } from './store.ts'
import { OPEN } from './stories.ts'

/** How everything stands that happens by itself. Every statement looks at what is open or new, whatever else is stored. */

/** Notes that the clock has run to its end. */
export async function noteTick({ db }: Store, now: string): Promise<void> {
  await db
    .prepare('INSERT INTO clock (id, ticked_at) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET ticked_at = excluded.ticked_at')
    .bind(now)
    .run()
}

/** The moments that the statements are given, in this order. */
export interface Moments {
  readonly now: string
  /** What could have been done before that is overdue. */
  readonly late: string
  /** From when on things that went wrong are told. */
  readonly week: string
}

const [now, late, week] = ['?1', '?2', '?3']
const MOST = 20

const LOSSES = `(SELECT count(*) FROM deliveries d WHERE d.mailing = m.id AND d.state = 'failed') AS failed,
  (SELECT count(*) FROM deliveries d WHERE d.mailing = m.id AND d.state = 'unknown') AS unknown`

const PROGRESS = `(SELECT count(*) FROM deliveries d WHERE d.mailing = m.id) AS total,
  (SELECT count(*) FROM deliveries d WHERE d.mailing = m.id AND d.state IN ('queued', 'sending')) AS open, ${LOSSES}`

// A consumer at work holds some of the rows: then the others wait for their turn.
const OVERDUE = `(SELECT min(d.due_at) FROM deliveries d WHERE d.mailing = m.id AND d.state = 'queued' AND d.due_at <= ${late}
  AND m.state = 'sending' AND NOT EXISTS (SELECT 1 FROM deliveries h WHERE h.leased_until > ${now} AND h.mailing = m.id))`

/** The statements, by what they tell. */
export const STANDING = {
  clock: `SELECT ticked_at AS tickedAt FROM clock WHERE id = 1`,
  sending: `SELECT m.briefing, m.edition, m.kind, m.state, ${PROGRESS}, ${OVERDUE} AS overdueSince
    FROM mailings m WHERE m.state = 'sending' ORDER BY m.id LIMIT ${MOST}`,
  paused: `SELECT m.briefing, m.edition, m.kind, m.state, ${PROGRESS}, NULL AS overdueSince
    FROM mailings m WHERE m.state = 'paused' ORDER BY m.id LIMIT ${MOST}`,
  incomplete: `SELECT m.briefing, m.edition, m.kind, m.state, 0 AS total, 0 AS open, ${LOSSES}, NULL AS overdueSince
    FROM mailings m WHERE m.created_at >= ${week} AND m.state = 'done'
      AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id AND d.state IN ('failed', 'unknown'))
    ORDER BY m.created_at DESC LIMIT ${MOST}`,
  briefings: `SELECT b.slug, b.next_due_at AS dueAt,
      (SELECT r.reason FROM runs r WHERE r.briefing = b.slug AND r.due_at >= b.next_due_at AND r.outcome = 'failed' ORDER BY r.due_at DESC LIMIT 1) AS reason
    FROM briefings b WHERE b.next_due_at <= ${late} ORDER BY b.next_due_at LIMIT ${MOST}`,
  failed: `SELECT r.briefing, r.due_at AS dueAt, r.reason FROM runs r
    WHERE r.outcome = 'failed' AND r.at >= ${week} AND EXISTS (SELECT 1 FROM briefings b WHERE b.slug = r.briefing)
      AND NOT EXISTS (SELECT 1 FROM runs l WHERE l.briefing = r.briefing AND l.due_at > r.due_at AND l.outcome <> 'failed')
    ORDER BY r.at DESC LIMIT ${MOST}`,
  waiting: `SELECT briefing, number FROM editions WHERE waiting = 1 AND withdrawn_at IS NULL ORDER BY frozen_at DESC LIMIT ${MOST}`,
  sources: `SELECT id, title, outlet, url, state AS health, failing_since AS failingSince, last_error AS lastError
    FROM sources WHERE state <> 'ok' AND paused = 0 ORDER BY failing_since DESC LIMIT ${MOST}`,
  webhooks: `SELECT briefing, host, label, edition, detail FROM (
      SELECT s.briefing, s.email AS host, s.name AS label, m.edition, d.state, d.detail, max(m.created_at || printf(' %09d', m.edition))
      FROM webhooks w CROSS JOIN subscribers s ON s.id = w.subscriber
        CROSS JOIN mailings m ON m.created_at >= ${week} AND m.briefing = s.briefing
        CROSS JOIN deliveries d ON d.mailing = m.id AND d.subscriber = w.subscriber
      GROUP BY w.subscriber)
    WHERE state IN ('failed', 'unknown', 'bounced') LIMIT ${MOST}`,
  overdue: `SELECT
    (SELECT count(*) FROM sources WHERE paused = 0 AND next_poll_at <= ${late} AND (leased_until IS NULL OR leased_until <= ${now})) AS sources,
    (SELECT count(*) FROM (SELECT 1 FROM subscribers WHERE confirmation_due_at <= ${late} LIMIT 1000)) AS confirmations,
    (SELECT count(*) FROM (SELECT 1 FROM subscribers WHERE link_due_at <= ${late} LIMIT 1000)) AS links,
    (SELECT count(*) FROM (SELECT 1 FROM notices WHERE sent_at IS NULL AND at <= ${late} LIMIT 1000)) AS notices`,
  asked: `SELECT
    (SELECT count(DISTINCT article) FROM held_revisions) AS held,
    (SELECT count(*) FROM (SELECT 1 FROM proposals p CROSS JOIN articles a ON a.number = p.article CROSS JOIN articles o ON o.number = p.other
      WHERE ${OPEN} LIMIT 1000)) AS proposals,
    EXISTS (SELECT 1 FROM briefings b CROSS JOIN subscribers s ON s.briefing = b.slug AND s.state = 'active' AND s.channel = 'mail') AS readers`,
} as const

/** The counts read a whole index each: they are for a page that somebody opens, not for one that looks again by itself. */
const STORED = `SELECT ${['articles', 'revisions', 'briefings', 'editions', 'sources'].map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')},
  (SELECT count(*) FROM subscribers WHERE state = 'active') AS subscribers`

type Row = Standing['waiting'][number] &
  Standing['sources'][number] &
  Standing['webhooks'][number] &
  Standing['overdueBriefings'][number] &
  Standing['failedRuns'][number] &
  Standing['overdue'] &
  MailingStanding &
  Omit<Stored, 'bytes'> & { tickedAt: string; held: number; proposals: number; readers: number }

/** How everything stands, in one batch; and how much is stored, where that is `counted`. */
export async function readStanding(
  { db }: Store,
  moments: Moments,
  counted: boolean,
): Promise<{ standing: Standing; stored: Stored | null }> {
  const names = Object.keys(STANDING)
  const results = await db.batch<Row>([
    ...Object.values(STANDING).map((sql) => db.prepare(sql).bind(...momentsOf(sql, moments))),
    ...(counted ? [db.prepare(STORED)] : []),
  ])
  const rows = (name: keyof typeof STANDING) => results[names.indexOf(name)]?.results ?? []
  const [overdue] = rows('overdue')
  const [asked] = rows('asked')
  const standing: Standing = {
    tickedAt: rows('clock')[0]?.tickedAt ?? null,
    mailings: [...rows('sending'), ...rows('paused'), ...rows('incomplete')],
    overdueBriefings: rows('briefings'),
    failedRuns: rows('failed'),
    waiting: rows('waiting'),
    sources: rows('sources'),
    webhooks: rows('webhooks'),
    overdue: overdue ?? { sources: 0, confirmations: 0, links: 0, notices: 0 },
    held: asked?.held ?? 0,
    proposals: asked?.proposals ?? 0,
    readers: asked?.readers === 1,
  }
  const last = counted ? results.at(-1) : undefined
  const [sizes] = last?.results ?? []
  return { standing, stored: sizes ? { ...sizes, bytes: last?.meta.size_after ?? 0 } : null }
}

/** What a statement is to be bound with: as many of the moments as it asks for. */
export function momentsOf(sql: string, { now: at, late: before, week: since }: Moments): string[] {
  const asked = Array.from(sql.matchAll(/\?(\d)/g), ([, place]) => Number(place))
  return [at, before, since].slice(0, Math.max(0, ...asked))
}
