import type { Briefing } from '../core/briefing.ts'
import type { Result } from '../core/result.ts'
import { may } from '../core/scope.ts'
import { keepBriefing, type Saver, type Unsaved } from '../newsroom/save-briefing.ts'
import { deleteBriefing } from '../store/briefings.ts'
import { storeOf } from '../store/store.ts'
import { actOf, type Asked } from './door.ts'
import { purge } from './purge.ts'

/** What the API and the desk do with recipes: the act itself, and what follows from it at the edge. */

/** Stores a recipe. `seen` tells by its version whether what stands there is what its writer has seen. */
export async function saveRecipe(c: Asked, briefing: Briefing, seen: Saver['seen']): Promise<Result<'created' | 'replaced', Unsaved>> {
  const saved = await keepBriefing(storeOf(c.env), briefing, { maySend: may(c.get('identity'), 'send'), seen }, actOf(c))
  if (saved.ok) purge(c, ['home', `briefing:${briefing.slug}`])
  return saved
}

/** Removes a recipe. False when there is none by that name. */
export async function removeRecipe(c: Asked, slug: string): Promise<boolean> {
  if (!(await deleteBriefing(storeOf(c.env), slug))) return false
  purge(c, ['home', `briefing:${slug}`])
  return true
}
