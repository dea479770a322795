import type { Briefing } from '../core/briefing.ts'
import type { Store } from './store.ts'

/** A briefing as editors see it in their list. */
export interface DeskBriefing {
  readonly briefing: Briefing
  /** The newest edition, withdrawn or waiting as it may be. */
  readonly edition: { readonly number: number; readonly frozenAt: string; readonly waiting: boolean; readonly withdrawn: boolean } | null
  /** Readers who get it by mail. */
  readonly subscribers: number
}

interface Row {
  readonly recipe: string
  readonly number: number | null
  readonly frozen_at: string | null
  readonly waiting: number | null
  readonly withdrawn_at: string | null
  readonly subscribers: number
}

/** Every briefing with its newest edition and how many subscribe, by title, in one query. */
export async function listDeskBriefings({ db }: Store): Promise<DeskBriefing[]> {
  const { results } = await db
    .prepare(
      `SELECT b.recipe, e.number, e.frozen_at, e.waiting, e.withdrawn_at,
         (SELECT count(*) FROM subscribers s WHERE s.briefing = b.slug AND s.state = 'active' AND s.channel = 'mail') AS subscribers
       FROM briefings b LEFT JOIN editions e ON e.briefing = b.slug AND e.number = (SELECT max(number) FROM editions WHERE briefing = b.slug)
       ORDER BY b.recipe ->> '$.title', b.slug`,
    )
    .all<Row>()
  return results.map(({ recipe, number, frozen_at: frozenAt, waiting, withdrawn_at: withdrawnAt, subscribers }) => ({
    briefing: JSON.parse(recipe),
    edition: number === null || frozenAt === null ? null : { number, frozenAt, waiting: waiting === 1, withdrawn: withdrawnAt !== null },
    subscribers,
  }))
}

/** What stays when a briefing is removed. */
export interface Kept {
  readonly editions: number
  readonly subscribers: number
  readonly shares: number
  /** Mailings that still go on. */
  readonly sending: number
}

/** All of it, in one query. `now`: RFC 3339, UTC. */
export async function countKept({ db }: Store, slug: string, now: string): Promise<Kept> {
  const counts = await db
    .prepare(
      `SELECT (SELECT count(*) FROM editions WHERE briefing = ?1) AS editions,
         (SELECT count(*) FROM subscribers WHERE briefing = ?1 AND state = 'active' AND channel = 'mail') AS subscribers,
         (SELECT count(*) FROM shares WHERE (of = '/briefings/' || ?1 OR of LIKE '/briefings/' || ?1 || '/%') AND revoked_at IS NULL AND expires_at > ?2) AS shares,
         (SELECT count(*) FROM mailings WHERE briefing = ?1 AND state = 'sending') AS sending`,
    )
    .bind(slug, now)
    .first<Kept>()
  return counts ?? { editions: 0, subscribers: 0, shares: 0, sending: 0 }
}
