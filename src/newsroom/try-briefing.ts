import type { ArrangedSection } from '../core/arrangement.ts'
import type { Briefing } from '../core/briefing.ts'
import { composeBriefing } from '../core/compose.ts'
import { arrange } from '../core/arrangement.ts'
import { toInstant } from '../core/field.ts'
import { ok, type Result } from '../core/result.ts'
import type { TemplateFormat } from '../core/template.ts'
import type { FoundBriefing } from '../store/briefings.ts'
import type { Store } from '../store/store.ts'
import { findTrial } from '../store/trial.ts'
import { gatherFound, type Composed, type Unread } from './read.ts'

/** What a recipe that is not stored would choose as of `now`, and in what order; its texts are not read. */
export async function chooseFor(
  store: Store,
  briefing: Briefing,
  now: Date,
): Promise<{ readonly found: FoundBriefing; readonly sections: readonly ArrangedSection[] }> {
  const found = await findTrial(store, briefing, toInstant(now))
  return { found, sections: arrange(briefing, found) }
}

/** A recipe that is not stored, put together as of `now`. */
export async function tryBriefing(
  store: Store,
  briefing: Briefing,
  now: Date,
  formats: readonly TemplateFormat[],
): Promise<Result<Composed, Unread>> {
  const gathered = await gatherFound(store, await findTrial(store, briefing, toInstant(now)), formats)
  if (!gathered.ok) return gathered
  const { found, sections, records, templates } = gathered.value
  return ok({ composition: composeBriefing(found, sections, records, now), templates })
}
