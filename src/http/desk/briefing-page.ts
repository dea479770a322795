import type { Context } from 'hono'
import type { Briefing } from '../../core/briefing.ts'
import { actOnRecipeForm } from '../../core/recipe-form-act.ts'
import { briefingOf, trialOf } from '../../core/recipe-form-flaws.ts'
import type { RecipeForm } from '../../core/recipe-form.ts'
import { may } from '../../core/scope.ts'
import { dueTimes } from '../../newsroom/save-briefing.ts'
import { chooseFor } from '../../newsroom/try-briefing.ts'
import { renderBriefing, type BriefingPage } from '../../render/desk/briefing.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { listLogos } from '../../store/logos.ts'
import { keepPreview } from '../../store/previews.ts'
import { listRuns } from '../../store/schedules.ts'
import { storeOf } from '../../store/store.ts'
import { listTemplateSets } from '../../store/templates.ts'
import { page } from './answer.ts'
import { EMPTY_RECIPE, PLAIN_RECIPE } from './briefing-form.ts'
import type { DeskDoor } from './door.ts'
import type { Form } from './form.ts'

/** The page of a recipe, whatever state its form is in. */

/** What a page says of one form; the rest is found for it. */
export type Shown = Pick<BriefingPage, 'form' | 'slug' | 'version'> & Partial<Pick<BriefingPage, 'problem' | 'differences' | 'previewOf'>>

/** A recipe's form with all that stands around it. */
export async function showBriefing(c: Context<DeskDoor>, shown: Shown, status = 200): Promise<Response> {
  const { form, slug } = shown
  const store = storeOf(c.env)
  const now = new Date()
  const [chosen, topics, templates, logos, runs] = await Promise.all([
    chooseFor(store, roughly(form), now),
    knownTopics(store),
    listTemplateSets(store),
    listLogos(store),
    slug === null ? [] : listRuns(store, slug),
  ])
  const wanted = briefingOf({ ...form, slug: slug ?? 'new', title: form.title || '-' })
  const view: BriefingPage = {
    problem: null,
    differences: null,
    previewOf: null,
    ...shown,
    chosen,
    topics,
    templates: templates.filter(({ formats }) => formats.length > 0).map(({ name }) => name),
    logos,
    due: wanted.ok ? dueTimes(wanted.value, now, 3) : [],
    runs,
    maySchedule: may(c.get('identity'), 'send'),
  }
  const heading = slug === null ? 'A new briefing' : form.title || slug
  const place = { area: 'briefings', heading, above: [{ text: 'Briefings', address: '/desk/briefings' }] } as const
  return page(c, place, (frame) => renderBriefing(frame, view), status)
}

/** What a button within the form asks for, other than saving it: a look at it, or a change to it. Null where it is to be saved. */
export async function lookAtForm(c: Context<DeskDoor>, shown: Shown, typed: Form): Promise<Response | null> {
  const act = typed.text('act')
  if (act === '' || act === 'save') return null
  if (act !== 'preview') return showBriefing(c, { ...shown, form: actOnRecipeForm(shown.form, act) })
  const trial = trialOf(shown.form)
  if (!trial.ok) return showBriefing(c, { ...shown, problem: { detail: 'This cannot be shown yet.', flaws: trial.error } }, 422)
  const id = crypto.randomUUID()
  await keepPreview(storeOf(c.env), id, trial.value)
  return showBriefing(c, { ...shown, previewOf: `kept=${id}` })
}

/** What of a form can be read, so that its articles are shown though something else in it is wrong. */
function roughly(form: RecipeForm): Briefing {
  const whole = trialOf(form)
  if (whole.ok) return whole.value
  const { pinned, excluded, topics } = form
  const partly = [
    { topics, pinned, excluded },
    { pinned, excluded },
  ].map((part) => trialOf({ ...EMPTY_RECIPE, ...part }))
  return partly.find((part) => part.ok)?.value ?? PLAIN_RECIPE
}
