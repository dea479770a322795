import { Hono, type Context } from 'hono'
import * as z from 'zod'
import { may } from '../../core/scope.ts'
import { Line } from '../../core/field.ts'
import { listEditions } from '../../store/editions.ts'
import { storeOf } from '../../store/store.ts'
import { pagePath } from '../../urls.ts'
import { tooNarrow } from '../auth.ts'
import { readOptionalJsonBody } from '../body.ts'
import type { Door } from '../door.ts'
import { freeze, withdraw } from '../edition-acts.ts'
import { notFound, refused } from '../problem.ts'
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

export const FreezeRequest = z.strictObject({ send: z.boolean().default(false).describe('true: mail it to whoever subscribes') })

editions.post('/:slug/editions', async (c) => {
  const request = await readOptionalJsonBody(c.req.raw, FreezeRequest)
  if (!request.ok) return refused(request.error)
  if (request.value.send && !may(c.get('identity'), 'send')) return tooNarrow('send')
  const slug = c.req.param('slug')
  const frozen = await freeze(c, slug, request.value.send)
  if (!frozen.ok) return refused(frozen.error)
  const { number, digest, mailing } = frozen.value
  const url = addressOf(c, slug, number)
  return c.json({ number, url, digest, ...(mailing === null ? {} : { mailing }) }, 201, { Location: url })
})

function addressOf(c: Context<Door>, slug: string, number: number): string {
  return c.env.PUBLIC_URL + pagePath({ kind: 'edition', slug, number, format: 'html' })
}

export const WithdrawalParameters = z.strictObject({ reason: Line(500).describe('why; readers see it') })

editions.delete('/:slug/editions/:number{[1-9][0-9]{0,8}}', async (c) => {
  const query = readParameters(c.req.query(), WithdrawalParameters)
  if (!query.ok) return refused(query.error)
  const { slug, number } = c.req.param()
  const withdrawn = await withdraw(c, { slug, number: Number(number) }, query.value.reason)
  if (!withdrawn.ok) return notFound()
  return c.body(null, 204)
})
