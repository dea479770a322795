import { Hono, type Context } from 'hono'
import { differencesOf } from '../../core/recipe-form-difference.ts'
import { briefingOf } from '../../core/recipe-form-flaws.ts'
import { toRecipeForm } from '../../core/recipe-form.ts'
import type { Flaw } from '../../core/result.ts'
import { dueTimes, versionOf, type Unsaved } from '../../newsroom/save-briefing.ts'
import { renderBriefings } from '../../render/desk/briefings.ts'
import { renderBriefingRemoval } from '../../render/desk/briefing-removal.ts'
import { findKeptRecipe, findRecipe } from '../../store/briefings.ts'
import { countKept, listDeskBriefings } from '../../store/desk-briefings.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { removeRecipe, saveRecipe } from '../recipe-acts.ts'
import { onTo, page } from './answer.ts'
import { EMPTY_RECIPE, readEditorsForm } from './briefing-form.ts'
import { lookAtForm, showBriefing, type Shown } from './briefing-page.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/briefings`: recipes. */
export const briefings = new Hono<DeskDoor>()

briefings.get('/', async (c) => {
  const now = new Date()
  const listed = (await listDeskBriefings(storeOf(c.env))).map((one) => ({ ...one, next: dueTimes(one.briefing, now, 1)[0] ?? null }))
  return page(c, { area: 'briefings', heading: 'Briefings' }, (frame) => renderBriefings(frame, listed))
})

briefings.get('/new', needs('write'), (c) => showBriefing(c, { form: EMPTY_RECIPE, slug: null, version: '' }))

briefings.post('/new', needs('write'), async (c) => {
  const typed = await formOf(c)
  const form = await readEditorsForm(c, typed, null)
  const at: Shown = { form, slug: null, version: '' }
  return (await lookAtForm(c, at, typed)) ?? save(c, at)
})

briefings.get('/:slug', async (c) => {
  const kept = await findKeptRecipe(storeOf(c.env), c.req.param('slug'))
  if (!kept) return c.notFound()
  const { slug } = kept.briefing
  return showBriefing(c, { form: toRecipeForm(kept.briefing), slug, version: await versionOf(kept), previewOf: `briefing=${slug}` })
})

briefings.post('/:slug', needs('write'), async (c) => {
  const slug = c.req.param('slug')
  const typed = await formOf(c)
  const form = await readEditorsForm(c, typed, slug)
  const at: Shown = { form, slug, version: typed.text('version') }
  return (await lookAtForm(c, at, typed)) ?? save(c, at)
})

async function save(c: Context<DeskDoor>, at: Shown): Promise<Response> {
  const briefing = briefingOf(at.form)
  if (!briefing.ok) return again(c, at, briefing.error)
  if (at.slug === null && briefing.value.slug === 'new')
    return again(c, at, [{ pointer: '/slug', detail: 'is taken by this page: choose another' }])
  const saved = await saveRecipe(c, briefing.value, (version) => (version ?? '') === at.version)
  return saved.ok ? onTo(c, `/desk/briefings/${briefing.value.slug}`, 'saved') : unsaved(c, at, saved.error)
}

function again(c: Context<DeskDoor>, at: Shown, flaws: readonly Flaw[]): Promise<Response> {
  return showBriefing(c, { ...at, problem: { detail: 'Nothing was saved.', flaws } }, 422)
}

async function unsaved(c: Context<DeskDoor>, at: Shown, why: Unsaved): Promise<Response> {
  switch (why.reason) {
    case 'flawed':
      return again(c, at, why.flaws)
    case 'needs send':
      return again(c, at, [{ pointer: '/schedule', detail: 'Only those who may send set when a briefing is mailed.' }])
    case 'stale':
      if (at.slug === null) return again(c, at, [{ pointer: '/slug', detail: 'is the name of another briefing: choose another' }])
      return stale(c, at, why.kept)
  }
}

async function stale(c: Context<DeskDoor>, at: Shown, kept: Extract<Unsaved, { reason: 'stale' }>['kept']): Promise<Response> {
  if (!kept) return showBriefing(c, { ...at, version: '', problem: { detail: GONE, flaws: [] } }, 409)
  const differences = differencesOf(toRecipeForm(kept.briefing), at.form)
  return showBriefing(c, { ...at, version: await versionOf(kept), problem: { detail: OVERTAKEN, flaws: [] }, differences }, 409)
}

const GONE = 'Somebody removed this briefing meanwhile. Nothing was saved. Save once more to make it anew.'
const OVERTAKEN = 'Somebody saved this briefing after you opened it. Nothing of yours was saved yet, and nothing is lost.'

briefings.get('/:slug/remove', needs('write'), async (c) => {
  const slug = c.req.param('slug')
  const store = storeOf(c.env)
  const [briefing, kept] = await Promise.all([findRecipe(store, slug), countKept(store, slug, actOf(c).now)])
  if (!briefing) return c.notFound()
  const above = [
    { text: 'Briefings', address: '/desk/briefings' },
    { text: briefing.title, address: `/desk/briefings/${slug}` },
  ]
  return page(c, { area: 'briefings', heading: 'Remove this briefing', above }, (frame) => renderBriefingRemoval(frame, briefing, kept))
})

briefings.post('/:slug/remove', needs('write'), async (c) =>
  (await removeRecipe(c, c.req.param('slug'))) ? onTo(c, '/desk/briefings', 'removed') : c.notFound(),
)
