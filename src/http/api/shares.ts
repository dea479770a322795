import { Hono } from 'hono'
import { ShareRequest } from '../../core/share.ts'
import { listShares } from '../../store/shares.ts'
import { storeOf } from '../../store/store.ts'
import { readJsonBody } from '../body.ts'
import type { Door } from '../door.ts'
import { notFound, refused } from '../problem.ts'
import { makeLink, revokeLink } from '../share-link.ts'

/** `/api/shares`: links that expire and can be revoked. */
export const shares = new Hono<Door>()

shares.post('/', async (c) => {
  const request = await readJsonBody(c.req.raw, ShareRequest)
  if (!request.ok) return refused(request.error)
  const made = await makeLink(c, request.value)
  return made.ok ? c.json(made.value, 201) : refused(made.error)
})

shares.get('/', async (c) => c.json({ shares: await listShares(storeOf(c.env)) }))

shares.delete('/:id', async (c) => ((await revokeLink(c, c.req.param('id'))) ? c.body(null, 204) : notFound()))
