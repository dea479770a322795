import { toInstant } from '../core/field.ts'
import type { Job } from '../core/job.ts'
import { sweepDeliveries } from '../store/deliveries.ts'
import { addUnknownNotices } from '../store/notices.ts'
import { listOwing } from '../store/owing.ts'
import type { Store } from '../store/store.ts'

/**
 * What the clock finds to do at `now`: briefings that are due, messages that were left behind, mails that readers asked for, and what the operator
 * is to be told. It changes nothing that a second tick at the same moment would not; the jobs it gives do the work.
 */
export async function tick(store: Store, now: Date): Promise<Job[]> {
  const at = toInstant(now)
  const { due, unknown } = await sweepDeliveries(store, at)
  if (unknown.length > 0) await addUnknownNotices(store, unknown, at)
  const { briefings, confirmations, links, notices } = await listOwing(store, at)
  return [
    ...briefings.map((briefing): Job => ({ kind: 'publish', briefing })),
    ...due.map((mailing): Job => ({ kind: 'deliver', mailing })),
    ...confirmations.map((subscriber): Job => ({ kind: 'confirm', subscriber })),
    ...links.map((subscriber): Job => ({ kind: 'manage', subscriber })),
    ...(notices ? [{ kind: 'notify' } satisfies Job] : []),
  ]
}
