import { Hono, type Context } from 'hono'
import { addLogo, dropLogo } from '../../newsroom/logos.ts'
import { renderLogos } from '../../render/desk/logos.ts'
import { listLogos } from '../../store/logos.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { purge } from '../purge.ts'
import { onTo, page } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/logos`: pictures for the tops of briefings and their mails. */
export const logos = new Hono<DeskDoor>()

logos.get('/', (c) => show(c))

logos.post('/', needs('write'), async (c) => {
  const file = (await formOf(c)).file('picture')
  if (!file) return show(c, { wrong: 'choose a picture' }, 422)
  const added = await addLogo(storeOf(c.env), new Uint8Array(await file.arrayBuffer()), actOf(c))
  if (added.ok) return onTo(c, '/desk/logos', 'logo-added')
  const { status, detail, flaws } = added.error
  return show(c, { wrong: flaws[0]?.detail ?? detail }, status)
})

logos.post('/:id/remove', needs('write'), async (c) => {
  const id = c.req.param('id')
  const dropped = await dropLogo(storeOf(c.env), id)
  if (!dropped.ok) return dropped.error.status === 404 ? c.notFound() : show(c, { refusal: dropped.error.detail }, dropped.error.status)
  purge(c, [`logo:${id}`])
  return onTo(c, '/desk/logos', 'removed')
})

async function show(
  c: Context<DeskDoor>,
  { wrong = null, refusal = null }: { readonly wrong?: string | null; readonly refusal?: string | null } = {},
  status = 200,
): Promise<Response> {
  const listed = await listLogos(storeOf(c.env))
  const place = { area: 'briefings', heading: 'Logos', above: [{ text: 'Briefings', address: '/desk/briefings' }] } as const
  return page(c, place, (frame) => renderLogos(frame, { logos: listed, wrong, refusal }), status)
}
