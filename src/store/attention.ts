import type { Store } from './store.ts'
import { OPEN } from './stories.ts'

/** What waits for somebody at the desk. */

export interface Attention {
  /** Editions that wait for approval. */
  readonly waiting: readonly { readonly briefing: string; readonly number: number; readonly frozenAt: string }[]
  /** Articles of which a source has sent a new text after an editor touched them. */
  readonly held: readonly { readonly id: string; readonly headline: string; readonly at: string }[]
  /** Due times of the last week of which no edition could be made. */
  readonly failed: readonly { readonly briefing: string; readonly dueAt: string; readonly reason: string | null }[]
  /** Mailings that were paused, or of whose messages some did not leave or may not have. */
  readonly troubled: readonly {
    readonly briefing: string
    readonly edition: number
    readonly state: string
    readonly failed: number
    readonly unknown: number
  }[]
  /** How many pairs of articles an editor is asked about, up to a hundred. */
  readonly proposals: number
}

/** All of it since `since` (RFC 3339, UTC), in one batch; at most twenty of each, newest first. */
export async function findAttention({ db }: Store, since: string): Promise<Attention> {
  const [waiting, held, failed, troubled, proposals] = await db.batch<
    Attention['waiting'][number] &
      Attention['held'][number] &
      Attention['failed'][number] &
      Attention['troubled'][number] & { proposals: number }
  >([
    db.prepare(
      `SELECT briefing, number, frozen_at AS frozenAt FROM editions WHERE waiting = 1 AND withdrawn_at IS NULL ORDER BY frozen_at DESC LIMIT 20`,
    ),
    db.prepare(
      `SELECT a.id, a.headline, max(h.at) AS at FROM held_revisions h CROSS JOIN articles a ON a.id = h.article GROUP BY a.id ORDER BY at DESC LIMIT 20`,
    ),
    db
      .prepare(`SELECT briefing, due_at AS dueAt, reason FROM runs WHERE outcome = 'failed' AND at >= ?1 ORDER BY at DESC LIMIT 20`)
      .bind(since),
    db
      .prepare(
        `SELECT m.briefing, m.edition, m.state,
           (SELECT count(*) FROM deliveries d WHERE d.mailing = m.id AND d.state = 'failed') AS failed,
           (SELECT count(*) FROM deliveries d WHERE d.mailing = m.id AND d.state = 'unknown') AS unknown
         FROM mailings m WHERE m.created_at >= ?1 AND m.state <> 'cancelled'
           AND (m.state = 'paused' OR EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id AND d.state IN ('failed', 'unknown')))
         ORDER BY m.created_at DESC LIMIT 20`,
      )
      .bind(since),
    db.prepare(
      `SELECT count(*) AS proposals FROM (SELECT 1 FROM proposals p CROSS JOIN articles a ON a.number = p.article CROSS JOIN articles o ON o.number = p.other
       WHERE ${OPEN} LIMIT 100)`,
    ),
  ])
  return {
    waiting: waiting?.results ?? [],
    held: held?.results ?? [],
    failed: failed?.results ?? [],
    troubled: troubled?.results ?? [],
    proposals: proposals?.results[0]?.proposals ?? 0,
  }
}
