import type { DeliveryId } from '../core/delivery-id.ts'
import type { Store } from './store.ts'
import { suppressStatements, type Suppression } from './suppressions.ts'

/** What comes of a bounce in the ledger. */

/** The reader of a delivery that a bounce names. */
export interface BouncedReader {
  /** As stored; null once the person was erased or removed. */
  readonly email: string | null
}

/** Whom a delivery was for; null when there is no such delivery by mail. */
export function findBounced({ db }: Store, { mailing, subscriber }: DeliveryId): Promise<BouncedReader | null> {
  return db
    .prepare(
      `SELECT s.email FROM deliveries d LEFT JOIN subscribers s ON s.id = d.subscriber
       WHERE d.mailing = ?1 AND d.subscriber = ?2 AND s.channel IS NOT 'webhook'`,
    )
    .bind(mailing, subscriber)
    .first<BouncedReader>()
}

/** Records a bounce, of what has left, and suppresses the address that is given, in one batch. Of a person who was erased no words are kept: servers repeat the address in them. */
export async function recordBounce(
  { db }: Store,
  { mailing, subscriber }: DeliveryId,
  detail: string,
  suppress: Suppression | null,
  now: string,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE deliveries SET state = 'bounced', at = ?4, lease = NULL, leased_until = NULL,
           detail = iif(EXISTS (SELECT 1 FROM subscribers s WHERE s.id = deliveries.subscriber), ?3, NULL)
         WHERE mailing = ?1 AND subscriber = ?2 AND state IN ('sent', 'unknown', 'sending')`,
      )
      .bind(mailing, subscriber, detail, now),
    ...(suppress ? suppressStatements(db, [suppress], now) : []),
  ])
}
