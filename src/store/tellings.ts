import type { LaterCorrection } from './snapshots.ts'
import type { Store } from './store.ts'

/** A correction mailing: what it told, and to how many. */
export interface Telling {
  readonly id: string
  readonly createdAt: string
  readonly actor: string | null
  readonly state: string
  readonly corrections: readonly LaterCorrection[]
  readonly readers: number
}

/** What an edition's readers were told since, oldest first, and how many would be told now: who was sent it and still subscribes. */
export async function listTellings(
  { db }: Store,
  briefing: string,
  edition: number,
): Promise<{ readonly tellings: readonly Telling[]; readonly readers: number }> {
  const [tellings, readers] = await db.batch<Omit<Telling, 'corrections'> & { corrections: string }>([
    db
      .prepare(
        `SELECT id, created_at AS createdAt, actor, state, corrections,
           (SELECT count(*) FROM deliveries d WHERE d.mailing = mailings.id) AS readers
         FROM mailings WHERE briefing = ?1 AND edition = ?2 AND kind = 'correction' ORDER BY created_at, id LIMIT 100`,
      )
      .bind(briefing, edition),
    db
      .prepare(
        `SELECT count(*) AS readers FROM mailings m CROSS JOIN deliveries d ON d.mailing = m.id AND d.state = 'sent'
           CROSS JOIN subscribers s ON s.id = d.subscriber AND s.state = 'active'
         WHERE m.briefing = ?1 AND m.edition = ?2 AND m.kind = 'edition'`,
      )
      .bind(briefing, edition),
  ])
  return {
    tellings: tellings?.results.map((row) => ({ ...row, corrections: JSON.parse(row.corrections) })) ?? [],
    readers: readers?.results[0]?.readers ?? 0,
  }
}
