import { Hono } from 'hono'
import { canonicalJson } from '../../core/digest.ts'
import { may } from '../../core/scope.ts'
import { RecipeReplacement } from '../../core/briefing.ts'
import { unprocessable } from '../../core/refusal.ts'
import { Slug } from '../../core/slug.ts'
import { deleteBriefing, findRecipe, listBriefings } from '../../store/briefings.ts'
import { dueTimes, keepBriefing } from '../../newsroom/save-briefing.ts'
import { listRuns } from '../../store/schedules.ts'
import { tooNarrow } from '../auth.ts'
import { readJsonBody } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, refused } from '../problem.ts'
import { purge } from '../purge.ts'
import { storeOf } from '../../store/store.ts'

/** `/api/briefings`: recipes. */
export const briefings = new Hono<Door>()

briefings.get('/', async (c) => c.json({ briefings: await listBriefings(storeOf(c.env)) }))

briefings.get('/:slug', async (c) => {
  const store = storeOf(c.env)
  const slug = c.req.param('slug')
  const [recipe, runs] = await Promise.all([findRecipe(store, slug), listRuns(store, slug)])
  return recipe ? c.json({ ...recipe, nextDueAt: dueTimes(recipe, new Date(), 3), runs }) : notFound()
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
  if (recipe.value.template !== null) {
    return refused(
      unprocessable([{ pointer: '/template', detail: 'there is no template set by this name; leave it out for the built-in one' }]),
    )
  }
  const { nextDueAt: _due, runs: _runs, ...wanted } = recipe.value
  const briefing = { ...wanted, slug: slug.data }
  const store = storeOf(c.env)
  // What mails by itself is for those who may send.
  if (briefing.schedule !== null && !may(c.get('identity'), 'send')) {
    const stored = await findRecipe(store, slug.data)
    if (canonicalJson(stored?.schedule ?? null) !== canonicalJson(briefing.schedule)) return tooNarrow('send')
  }
  const isNew = await keepBriefing(store, briefing, actOf(c))
  purge(c, ['home', `briefing:${slug.data}`])
  return c.json(briefing, isNew ? 201 : 200)
})

briefings.delete('/:slug', async (c) => {
  const slug = c.req.param('slug')
  if (!(await deleteBriefing(storeOf(c.env), slug))) return notFound()
  purge(c, ['home', `briefing:${slug}`])
  return c.body(null, 204)
})
