import { Hono } from 'hono'
import { RecipeReplacement } from '../../core/briefing.ts'
import { unprocessable } from '../../core/refusal.ts'
import { Slug } from '../../core/slug.ts'
import { findKeptRecipe, listBriefings } from '../../store/briefings.ts'
import { dueTimes, versionOf, type Unsaved } from '../../newsroom/save-briefing.ts'
import { listRuns } from '../../store/schedules.ts'
import { tooNarrow } from '../auth.ts'
import { readJsonBody } from '../body.ts'
import type { Door } from '../door.ts'
import { namesExactly } from '../format.ts'
import { notFound, problem, refused } from '../problem.ts'
import { removeRecipe, saveRecipe } from '../recipe-acts.ts'
import { storeOf } from '../../store/store.ts'

/** `/api/briefings`: recipes. */
export const briefings = new Hono<Door>()

briefings.get('/', async (c) => c.json({ briefings: await listBriefings(storeOf(c.env)) }))

briefings.get('/:slug', async (c) => {
  const store = storeOf(c.env)
  const slug = c.req.param('slug')
  const [kept, runs] = await Promise.all([findKeptRecipe(store, slug), listRuns(store, slug)])
  if (!kept) return notFound()
  const answer = { ...kept.briefing, nextDueAt: dueTimes(kept.briefing, new Date(), 3), runs }
  return c.json(answer, 200, { ETag: `"${await versionOf(kept)}"` })
})

briefings.put('/:slug', async (c) => {
  const slug = Slug.safeParse(c.req.param('slug'))
  if (!slug.success)
    return refused(unprocessable([{ pointer: '', detail: `the name in the address ${slug.error.issues[0]?.message ?? 'is not a slug'}` }]))
  const recipe = await readJsonBody(c.req.raw, RecipeReplacement)
  if (!recipe.ok) return refused(recipe.error)
  if (recipe.value.slug !== undefined && recipe.value.slug !== slug.data) {
    return refused(unprocessable([{ pointer: '/slug', detail: `is not the one in the address, "${slug.data}"` }]))
  }
  const { nextDueAt: _due, runs: _runs, ...wanted } = recipe.value
  const briefing = { ...wanted, slug: slug.data }
  const ifMatch = c.req.header('If-Match')
  const seen = ifMatch === undefined ? null : (version: string | null) => version !== null && namesExactly(ifMatch, `"${version}"`)
  const saved = await saveRecipe(c, briefing, seen)
  if (!saved.ok) return unsaved(saved.error)
  return c.json(briefing, saved.value === 'created' ? 201 : 200)
})

function unsaved(why: Unsaved): Response {
  switch (why.reason) {
    case 'flawed':
      return refused(unprocessable(why.flaws))
    case 'needs send':
      return tooNarrow('send')
    case 'stale':
      return problem(412, 'The recipe has changed since it was read. Read it again and make the change there.')
  }
}

briefings.delete('/:slug', async (c) => ((await removeRecipe(c, c.req.param('slug'))) ? c.body(null, 204) : notFound()))
