import { brandFlaws } from '../core/brand.ts'
import type { Briefing } from '../core/briefing.ts'
import { canonicalJson, sha256 } from '../core/digest.ts'
import { toInstant } from '../core/field.ts'
import type { Flaw } from '../core/result.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { nextDue } from '../core/schedule.ts'
import { findKeptRecipe, saveBriefing, type KeptRecipe } from '../store/briefings.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'
import { logoFlaw } from './logos.ts'
import { templateFlaw } from './templates.ts'

/** Who saves a recipe, and what they have seen of it. */
export interface Saver {
  /** Whether they may set when it mails by itself. */
  readonly maySend: boolean
  /** Tells by its version whether what stands there is what they have seen (null: nothing); null where they do not say. */
  readonly seen: ((version: string | null) => boolean) | null
}

/** Why a recipe was not saved: something is wrong in it; its schedule is for those who may send; or another stands there than was seen. */
export type Unsaved =
  | { readonly reason: 'flawed'; readonly flaws: readonly Flaw[] }
  | { readonly reason: 'needs send' }
  | { readonly reason: 'stale'; readonly kept: KeptRecipe | null }

/** Stores a recipe, and when it is due next. What mails by itself is for those who may send. */
export async function keepBriefing(
  store: Store,
  briefing: Briefing,
  saver: Saver,
  act: Act,
): Promise<Result<'created' | 'replaced', Unsaved>> {
  const [kept, flaws] = await Promise.all([findKeptRecipe(store, briefing.slug), flawsOf(store, briefing)])
  if (saver.seen && !saver.seen(kept && (await versionOf(kept)))) return fail({ reason: 'stale', kept })
  if (flaws.length > 0) return fail({ reason: 'flawed', flaws })
  if (!saver.maySend && briefing.schedule !== null && !isSame(briefing.schedule, kept?.briefing.schedule))
    return fail({ reason: 'needs send' })
  const [next] = dueTimes(briefing, new Date(act.now), 1)
  const outcome = await saveBriefing(store, briefing, next ?? null, act.now, saver.seen ? (kept?.text ?? null) : undefined)
  return outcome === 'stale' ? fail({ reason: 'stale', kept: await findKeptRecipe(store, briefing.slug) }) : ok(outcome)
}

/** What is wrong in a recipe that its schema does not see. */
async function flawsOf(store: Store, { template, brand }: Briefing): Promise<Flaw[]> {
  const named = await Promise.all([
    template === null ? null : templateFlaw(store, template),
    brand.logo === null ? null : logoFlaw(store, brand.logo),
  ])
  return [...named.filter((flaw) => flaw !== null), ...brandFlaws(brand)]
}

/** Names a stored recipe by all that it says. */
export async function versionOf({ text }: Pick<KeptRecipe, 'text'>): Promise<string> {
  return (await sha256(text)).slice(0, 32)
}

/** The next due times of a briefing after a moment (RFC 3339, UTC); none without a schedule. */
export function dueTimes({ schedule, timezone }: Pick<Briefing, 'schedule' | 'timezone'>, after: Date, count: number): string[] {
  return schedule ? nextDue(schedule, timezone, after, count).map(toInstant) : []
}

function isSame(one: Briefing['schedule'], other: Briefing['schedule'] | undefined): boolean {
  return canonicalJson(one) === canonicalJson(other ?? null)
}
