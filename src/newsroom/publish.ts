import { shownIn } from '../core/arrangement.ts'
import { Briefing, type Schedule } from '../core/briefing.ts'
import { toInstant } from '../core/field.ts'
import { dueAt, nextDue } from '../core/schedule.ts'
import { failRun, findDue, postpone, skipRun, type DueTime } from '../store/schedules.ts'
import type { Store } from '../store/store.ts'
import { storeEdition, type Frozen } from './freeze.ts'
import { gatherBriefing } from './read.ts'
import type { Act } from './revision.ts'

/** What became of a briefing that may be due. */
export type Published =
  | { readonly outcome: 'frozen'; readonly edition: Frozen; readonly waiting: boolean }
  | { readonly outcome: 'skipped' | 'failed' | 'done before' | 'not due' }

/**
 * Makes the edition of a briefing's latest due time, unless it has been made. Of two at once, one makes it. What cannot be read stays due:
 * the next tick of the clock tries again until the time after it has come.
 */
export async function publishDue(store: Store, slug: string, act: Act): Promise<Published> {
  const found = await findDue(store, slug)
  if (!found) return { outcome: 'not due' }
  const briefing = Briefing.safeParse(JSON.parse(found.recipe))
  // It was checked when it was stored. Should it not hold any more, it is the operator's to look at, once.
  if (!briefing.success) {
    await failRun(
      store,
      slug,
      { dueAt: act.now.slice(0, 10), nextDueAt: null },
      'its recipe cannot be read any more; PUT it again',
      act.now,
    )
    await postpone(store, slug, found.lastDueAt, null)
    return { outcome: 'failed' }
  }
  const { schedule, timezone } = briefing.data
  if (!schedule) return { outcome: 'not due' }
  const now = new Date(act.now)
  const due = dueAt(schedule, timezone, new Date(found.lastDueAt), now)
  const [next] = nextDue(schedule, timezone, now, 1)
  const nextDueAt = next ? toInstant(next) : null
  if (!due) {
    await postpone(store, slug, found.lastDueAt, nextDueAt)
    return { outcome: 'not due' }
  }
  return makeDue(store, briefing.data, schedule, { dueAt: toInstant(due), nextDueAt }, act)
}

async function makeDue(store: Store, { slug }: Briefing, schedule: Schedule, due: DueTime, act: Act): Promise<Published> {
  try {
    const gathered = await gatherBriefing(store, slug, new Date(act.now))
    if (!gathered.ok) throw new Error('a text of the briefing cannot be read in KV')
    const reason = reasonToSkip(schedule, shownIn(gathered.value.sections).length)
    if (reason !== null) {
      await skipRun(store, slug, due, reason, act.now)
      return { outcome: 'skipped' }
    }
    const waiting = schedule.approval
    const edition = await storeEdition(
      store,
      slug,
      gathered.value,
      { due, waiting, mailing: waiting ? null : act.newId(), actor: act.actor },
      act,
    )
    return edition ? { outcome: 'frozen', edition, waiting } : { outcome: 'done before' }
  } catch (error) {
    await failRun(store, slug, due, error instanceof Error ? error.message : String(error), act.now)
    return { outcome: 'failed' }
  }
}

/** Why an edition of so many articles is not made; null when it is. An empty one is a matter of `skipIfEmpty`, unless more than one is asked for. */
function reasonToSkip({ skipIfEmpty, minimumArticles }: Schedule, articles: number): string | null {
  if (articles === 0 && skipIfEmpty) return 'the briefing was empty'
  if (articles < minimumArticles && (articles > 0 || minimumArticles > 1))
    return `the briefing had ${articles} of the at least ${minimumArticles} articles that its schedule asks for`
  return null
}
