import { Hono } from 'hono'
import { TokenRequest } from '../../core/access-token.ts'
import { refuse } from '../../core/refusal.ts'
import { giveToken } from '../../newsroom/give-token.ts'
import { renderTokens, type TokensPage } from '../../render/desk/tokens.ts'
import { storeOf } from '../../store/store.ts'
import { listTokens, revokeToken } from '../../store/tokens.ts'
import { actOf } from '../door.ts'
import { onTo, page } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'
import type { Context } from 'hono'

/** `/desk/tokens`: who else may come in. */
export const tokens = new Hono<DeskDoor>()

tokens.use(needs('owner'))

tokens.get('/', (c) => show(c, {}))

tokens.post('/', async (c) => {
  const form = await formOf(c)
  const typed = { name: form.text('name'), scopes: form.all('scopes') }
  const request = TokenRequest.safeParse(typed)
  if (!request.success) return show(c, { typed, flaws: refuse(request.error).flaws }, 422)
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const given = await giveToken(storeOf(c.env), request.data, { ...actOf(c), random })
  if (!given.ok) return show(c, { typed, flaws: given.error.flaws }, 422)
  return show(c, { given: { name: request.data.name, token: given.value.token } }, 201)
})

tokens.post('/:id/revoke', async (c) =>
  (await revokeToken(storeOf(c.env), c.req.param('id'), actOf(c).now)) ? onTo(c, '/desk/tokens', 'revoked') : c.notFound(),
)

async function show(c: Context<DeskDoor>, more: Partial<TokensPage>, status = 200): Promise<Response> {
  const shown: TokensPage = { tokens: await listTokens(storeOf(c.env)), typed: null, flaws: [], given: null, ...more }
  return page(c, { area: 'tokens', heading: 'Tokens' }, (frame) => renderTokens(frame, shown), status)
}
