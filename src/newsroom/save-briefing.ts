import type { Briefing } from '../core/briefing.ts'
import { toInstant } from '../core/field.ts'
import { nextDue } from '../core/schedule.ts'
import { saveBriefing } from '../store/briefings.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** Stores a recipe, and when it is due next. True when it is new. */
export function keepBriefing(store: Store, briefing: Briefing, act: Act): Promise<boolean> {
  const [next] = dueTimes(briefing, new Date(act.now), 1)
  return saveBriefing(store, briefing, next ?? null, act.now)
}

/** The next due times of a briefing after a moment (RFC 3339, UTC); none without a schedule. */
export function dueTimes({ schedule, timezone }: Briefing, after: Date, count: number): string[] {
  return schedule ? nextDue(schedule, timezone, after, count).map(toInstant) : []
}
