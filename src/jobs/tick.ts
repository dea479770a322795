import { toInstant } from '../core/field.ts'
import type { Job } from '../core/job.ts'
import { textsKeptSince } from '../core/retention.ts'
import { logFailure } from '../log.ts'
import { sweepDeliveries } from '../store/deliveries.ts'
import { addUnknownNotices } from '../store/notices.ts'
import { listOwing } from '../store/owing.ts'
import { hasTextsBefore } from '../store/retention.ts'
import { noteTick } from '../store/standing.ts'
import type { Store } from '../store/store.ts'

/**
 * What the clock finds to do at `now`: briefings and sources that are due, messages that were left behind, mails that readers asked for, what the operator
 * is to be told, and texts that are kept no longer where the setting `BODY_RETENTION` ends that. It changes nothing that a second tick at the same moment would not; the jobs it gives do the work.
 */
export async function tick(store: Store, now: Date, bodyRetention?: string): Promise<Job[]> {
  const at = toInstant(now)
  const { due, unknown } = await sweepDeliveries(store, at)
  if (unknown.length > 0) await addUnknownNotices(store, unknown, at)
  const { briefings, sources, confirmations, links, notices } = await listOwing(store, at)
  const keptSince = textsKeptSince(bodyRetention, now)
  if (!keptSince.ok) logFailure('setting-malformed', { detail: keptSince.error })
  const before = keptSince.ok && keptSince.value !== null && (await hasTextsBefore(store, keptSince.value)) ? keptSince.value : null
  await noteTick(store, at)
  return [
    ...briefings.map((briefing): Job => ({ kind: 'publish', briefing })),
    ...due.map((mailing): Job => ({ kind: 'deliver', mailing })),
    ...sources.map((source): Job => ({ kind: 'poll', source })),
    ...confirmations.map((subscriber): Job => ({ kind: 'confirm', subscriber })),
    ...links.map((subscriber): Job => ({ kind: 'manage', subscriber })),
    ...(notices ? [{ kind: 'notify' } satisfies Job] : []),
    ...(before === null ? [] : [{ kind: 'drop-texts', before } satisfies Job]),
  ]
}
