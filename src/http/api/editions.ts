import { Hono } from 'hono'
import { z } from 'zod'
import { Line } from '../../core/field.ts'
import { freezeEdition } from '../../newsroom/freeze.ts'
import { listEditions, withdrawEdition } from '../../store/editions.ts'
import { storeOf } from '../../store/store.ts'
import { pagePath } from '../../urls.ts'
import { actNow, type Door } from '../door.ts'
import { orderCard } from '../order-card.ts'
import { notFound, refused } from '../problem.ts'
import { purge } from '../purge.ts'
import { readParameters } from './parameters.ts'

/** `/api/briefings/{slug}/editions`: freeze, list, withdraw. */
export const editions = new Hono<Door>()

export const EditionListParameters = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(20),
  offset: z.coerce.number().pipe(z.int().min(0).max(1_000_000)).default(0),
})

editions.get('/:slug/editions', async (c) => {
  const query = readParameters(c.req.query(), EditionListParameters)
  if (!query.ok) return refused(query.error)
  const listed = await listEditions(storeOf(c.env), c.req.param('slug'), 'editor', query.value.limit, query.value.offset)
  return listed ? c.json({ editions: listed.editions, total: listed.total }) : notFound()
})

editions.post('/:slug/editions', async (c) => {
  const slug = c.req.param('slug')
  const frozen = await freezeEdition(storeOf(c.env), slug, actNow())
  if (!frozen.ok) return refused(frozen.error)
  const { number, digest, snapshot } = frozen.value
  orderCard(c, snapshot)
  const url = c.env.PUBLIC_URL + pagePath({ kind: 'edition', slug, number, format: 'html' })
  purge(c, ['home', `editions:${slug}`, ...(number > 1 ? [`edition:${slug}:${number - 1}`] : []), `briefing:${slug}`])
  return c.json({ number, url, digest }, 201, { Location: url })
})

export const WithdrawalParameters = z.strictObject({ reason: Line(500).describe('why; readers see it') })

editions.delete('/:slug/editions/:number{[1-9][0-9]{0,8}}', async (c) => {
  const query = readParameters(c.req.query(), WithdrawalParameters)
  if (!query.ok) return refused(query.error)
  const { slug, number } = c.req.param()
  if (!(await withdrawEdition(storeOf(c.env), slug, Number(number), query.value.reason, actNow().now))) return notFound()
  purge(c, ['home', `editions:${slug}`, `edition:${slug}:${number}`])
  return c.body(null, 204)
})
