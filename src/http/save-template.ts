import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { LARGEST_TEMPLATE, type TemplateFormat } from '../core/template.ts'
import type { TemplateFlaw } from '../render/check/check.ts'
import { keepTemplate, type KeptTemplate, type Seen, type TemplateAddress } from '../newsroom/templates.ts'
import type { Act } from '../newsroom/revision.ts'
import type { Store } from '../store/store.ts'

export interface SavedTemplate extends KeptTemplate {
  /** Sentences on what the template leaves out. */
  readonly warnings: readonly string[]
}

/** Why a text cannot be a template, with the place of each fault. */
export interface Faulty extends Refusal {
  readonly flaws: readonly TemplateFlaw[]
}

/** Checks a template and makes it the current one. `seen` is null where the writer does not say which text they have seen. */
export async function saveTemplate(
  store: Store,
  address: TemplateAddress,
  text: string,
  seen: Seen | null,
  act: Act,
): Promise<Result<SavedTemplate, Refusal | Faulty>> {
  const checked = await checkText(address.format, text, '/text')
  if (!checked.ok) return checked
  const kept = await keepTemplate(store, address, text, seen, act)
  return kept.ok ? ok({ ...kept.value, warnings: checked.value }) : kept
}

/** Checks a template that is not stored, or not yet. Gives the sentences on what it leaves out. */
export async function checkText(format: TemplateFormat, text: string, pointer: string): Promise<Result<readonly string[], Faulty>> {
  const { checkTemplate, isTooLarge } = await import('../render/check/check.ts')
  if (isTooLarge(text)) return fail({ status: 413, detail: `A template is at most ${LARGEST_TEMPLATE} bytes.`, flaws: [] })
  const checked = checkTemplate(format, text, pointer)
  if (checked.ok) return checked
  const count = checked.error.length === 1 ? 'One thing is' : `${checked.error.length} things are`
  return fail({ status: 422, detail: `${count} wrong with the template; "errors" says what and where.`, flaws: checked.error })
}
