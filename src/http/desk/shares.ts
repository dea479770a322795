import { Hono, type Context } from 'hono'
import { toInstant } from '../../core/field.ts'
import { refuse } from '../../core/refusal.ts'
import { ShareRequest } from '../../core/share.ts'
import { renderShares, type SharesPage, type TypedShare } from '../../render/desk/shares.ts'
import { listBriefings } from '../../store/briefings.ts'
import { listShares } from '../../store/shares.ts'
import { storeOf } from '../../store/store.ts'
import { makeLink, revokeLink } from '../share-link.ts'
import { onTo, page, sorryFor } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/shares`: links that expire and can be revoked. */
export const shares = new Hono<DeskDoor>()

shares.get('/', (c) => show(c, { typed: { of: c.req.query('of') ?? '', life: 'P30D', label: '', isPrivate: false } }))

shares.post('/', needs('write'), async (c) => {
  const form = await formOf(c)
  const typed: TypedShare = { of: form.text('of'), life: form.text('life'), label: form.text('label'), isPrivate: form.has('private') }
  const request = ShareRequest.safeParse({
    of: pathIn(typed.of, c.env.PUBLIC_URL),
    expiresIn: typed.life,
    label: typed.label.trim() === '' ? null : typed.label,
    ...(typed.isPrivate ? { private: true } : {}),
  })
  if (!request.success) return show(c, { typed, flaws: refuse(request.error).flaws }, 422)
  const made = await makeLink(c, request.data)
  if (made.ok) return show(c, { made: { ...made.value, of: request.data.of } }, 201)
  return made.error.status === 422 ? show(c, { typed, flaws: made.error.flaws }, 422) : sorryFor(made.error)
})

shares.post('/:id/revoke', needs('write'), async (c) =>
  (await revokeLink(c, c.req.param('id'))) ? onTo(c, '/desk/shares', 'share-revoked') : c.notFound(),
)

/** The path of what to share, of an address that was pasted whole or in part. */
function pathIn(typed: string, publicUrl: string): string {
  const text = typed.trim()
  const url = URL.parse(text, publicUrl)
  return url && url.origin === new URL(publicUrl).origin ? url.pathname.replace(/(?<=.)\/+$/, '') : text
}

async function show(c: Context<DeskDoor>, more: Partial<SharesPage>, status = 200): Promise<Response> {
  const store = storeOf(c.env)
  const [listed, briefings] = await Promise.all([listShares(store), listBriefings(store)])
  const shown: SharesPage = {
    shares: listed,
    briefings: briefings.map(({ slug, title }) => ({ path: `/briefings/${slug}`, title })),
    typed: null,
    flaws: [],
    made: null,
    now: toInstant(new Date()),
    ...more,
  }
  return page(c, { area: 'shares', heading: 'Shares' }, (frame) => renderShares(frame, shown), status)
}
