import { Hono } from 'hono'
import { unprocessable } from '../../core/refusal.ts'
import { ShareRequest } from '../../core/share.ts'
import { makeShare } from '../../newsroom/share.ts'
import { listShares, revokeShare } from '../../store/shares.ts'
import { storeOf } from '../../store/store.ts'
import { isNegotiable, pagePath, parsePage } from '../../urls.ts'
import { readJsonBody } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { orderCard } from '../order-card.ts'
import { notFound, refused } from '../problem.ts'
import { purge } from '../purge.ts'

/** `/api/shares`: links that expire and can be revoked. */
export const shares = new Hono<Door>()

shares.post('/', async (c) => {
  const request = await readJsonBody(c.req.raw, ShareRequest)
  if (!request.ok) return refused(request.error)
  const target = parsePage(request.value.of)
  if (!target || !isNegotiable(target) || target.kind === 'share' || target.format !== 'html') {
    return refused(
      unprocessable([
        { pointer: '/of', detail: 'must be a path such as "/briefings/energy", "/briefings/energy/editions/3" or "/articles/some-id"' },
      ]),
    )
  }
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const made = await makeShare(storeOf(c.env), target, request.value, { ...actOf(c), random })
  if (!made.ok) return refused(made.error)
  const { id, key, expiresAt, snapshot } = made.value
  orderCard(c, snapshot)
  return c.json({ id, url: c.env.PUBLIC_URL + pagePath({ kind: 'share', key, format: 'html' }), expiresAt }, 201)
})

shares.get('/', async (c) => c.json({ shares: await listShares(storeOf(c.env)) }))

shares.delete('/:id', async (c) => {
  const id = c.req.param('id')
  if (!(await revokeShare(storeOf(c.env), id, actOf(c).now))) return notFound()
  purge(c, [`share:${id}`])
  return c.body(null, 204)
})
