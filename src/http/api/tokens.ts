import { Hono } from 'hono'
import { TokenRequest } from '../../core/access-token.ts'
import { giveToken } from '../../newsroom/give-token.ts'
import { storeOf } from '../../store/store.ts'
import { listTokens, revokeToken } from '../../store/tokens.ts'
import { readJsonBody } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, refused } from '../problem.ts'

/** `/api/tokens`: named tokens, which the owner gives and revokes. */
export const tokens = new Hono<Door>()

tokens.post('/', async (c) => {
  const request = await readJsonBody(c.req.raw, TokenRequest)
  if (!request.ok) return refused(request.error)
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const given = await giveToken(storeOf(c.env), request.value, { ...actOf(c), random })
  return given.ok ? c.json({ ...given.value, ...request.value }, 201) : refused(given.error)
})

tokens.get('/', async (c) => c.json({ tokens: await listTokens(storeOf(c.env)) }))

tokens.delete('/:id', async (c) => ((await revokeToken(storeOf(c.env), c.req.param('id'), actOf(c).now)) ? c.body(null, 204) : notFound()))
