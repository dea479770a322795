import { Hono } from 'hono'
import { Recipe } from '../../core/briefing.ts'
import { unprocessable } from '../../core/refusal.ts'
import { Slug } from '../../core/slug.ts'
import { deleteBriefing, findRecipe, listBriefings, saveBriefing } from '../../store/briefings.ts'
import { readJsonBody } from '../body.ts'
import { actNow, type Door } from '../door.ts'
import { notFound, refused } from '../problem.ts'
import { purge } from '../purge.ts'
import { storeOf } from '../../store/store.ts'

/** `/api/briefings`: recipes. */
export const briefings = new Hono<Door>()

briefings.get('/', async (c) => c.json({ briefings: await listBriefings(storeOf(c.env)) }))

briefings.get('/:slug', async (c) => {
  const recipe = await findRecipe(storeOf(c.env), c.req.param('slug'))
  return recipe ? c.json(recipe) : notFound()
})

briefings.put('/:slug', async (c) => {
  const slug = Slug.safeParse(c.req.param('slug'))
  if (!slug.success)
    return refused(unprocessable([{ pointer: '', detail: `the name in the address ${slug.error.issues[0]?.message ?? 'is not a slug'}` }]))
  const recipe = await readJsonBody(c.req.raw, Recipe)
  if (!recipe.ok) return refused(recipe.error)
  if (recipe.value.slug !== undefined && recipe.value.slug !== slug.data) {
    return refused(unprocessable([{ pointer: '/slug', detail: `is not the one in the address, "${slug.data}"` }]))
  }
  if (recipe.value.template !== null) {
    return refused(
      unprocessable([{ pointer: '/template', detail: 'there is no template set by this name; leave it out for the built-in one' }]),
    )
  }
  const briefing = { ...recipe.value, slug: slug.data }
  const isNew = await saveBriefing(storeOf(c.env), briefing, actNow().now)
  purge(c, ['home', `briefing:${slug.data}`])
  return c.json(briefing, isNew ? 201 : 200)
})

briefings.delete('/:slug', async (c) => {
  const slug = c.req.param('slug')
  if (!(await deleteBriefing(storeOf(c.env), slug))) return notFound()
  purge(c, ['home', `briefing:${slug}`])
  return c.body(null, 204)
})
