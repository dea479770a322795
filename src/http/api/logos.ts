import { Hono } from 'hono'
import { LARGEST_LOGO, LOGO_TYPES, logoPath, type LogoEntry } from '../../core/logo.ts'
import { parseMediaType } from '../../core/media-type.ts'
import { addLogo, dropLogo } from '../../newsroom/logos.ts'
import { listLogos } from '../../store/logos.ts'
import { storeOf } from '../../store/store.ts'
import { readBytes } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { problem, refused } from '../problem.ts'
import { purge } from '../purge.ts'

/** `/api/logos`: pictures for the tops of pages and mails. */
export const logos = new Hono<Door>()

logos.get('/', async (c) => {
  const found = await listLogos(storeOf(c.env))
  return c.json({ logos: found.map((logo) => withUrl(logo, c.env.PUBLIC_URL)) })
})

logos.post('/', async (c) => {
  const { mediaType } = parseMediaType(c.req.header('Content-Type') ?? null)
  if (!TYPES.some((type) => type === mediaType))
    return problem(
      415,
      `Send ${TYPES.join(', ')}.${mediaType.includes('svg') ? ' SVG can act, so it is not taken: send it as a PNG.' : ''}`,
    )
  const bytes = await readBytes(c.req.raw, LARGEST_LOGO)
  if (!bytes.ok) return refused(bytes.error)
  const added = await addLogo(storeOf(c.env), bytes.value, actOf(c))
  if (!added.ok) return refused(added.error)
  return c.json(withUrl(added.value.logo, c.env.PUBLIC_URL), added.value.isNew ? 201 : 200)
})

logos.delete('/:id', async (c) => {
  const id = c.req.param('id')
  const dropped = await dropLogo(storeOf(c.env), id)
  if (!dropped.ok) return refused(dropped.error)
  purge(c, [`logo:${id}`])
  return c.body(null, 204)
})

const TYPES = Object.values(LOGO_TYPES)

function withUrl(logo: LogoEntry, publicUrl: string): LogoEntry & { url: string } {
  return { ...logo, url: publicUrl + logoPath(logo.id) }
}
