import { Hono } from 'hono'
import { renderAppearances } from '../../render/desk/article-appearances.ts'
import { renderErase } from '../../render/desk/article-erase.ts'
import { listAppearances } from '../../store/appearances.ts'
import { eraseArticle } from '../../store/articles.ts'
import { findArticle } from '../../store/catalogue.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { purge, tagsOfArticles } from '../purge.ts'
import { onTo, page, sorry } from './answer.ts'
import { ABOVE } from './articles-page.ts'
import type { DeskDoor } from './door.ts'
import { needs } from './guard.ts'

/** `/desk/articles/{id}/appearances` and `…/erase`: who holds an article, and the end of it. */
export const articleErasure = new Hono<DeskDoor>()

articleErasure.get('/:id/appearances', async (c) => {
  const store = storeOf(c.env)
  const id = c.req.param('id')
  const [entry, appearances] = await Promise.all([findArticle(store, id), listAppearances(store, id)])
  if (!entry && appearances.editions.length + appearances.shares.length === 0) return unknown()
  const place = { area: 'articles', heading: entry?.headline ?? `${id}, erased`, above: ABOVE } as const
  return page(c, place, (frame) => renderAppearances(frame, { id, stored: entry !== null, ...appearances, now: actOf(c).now }))
})

articleErasure.get('/:id/erase', needs('write'), async (c) => {
  const store = storeOf(c.env)
  const id = c.req.param('id')
  const [entry, appearances] = await Promise.all([findArticle(store, id), listAppearances(store, id)])
  if (!entry) return unknown()
  const place = { area: 'articles', heading: entry.headline, above: ABOVE } as const
  return page(c, place, (frame) => renderErase(frame, { id, revision: entry.revision, ...appearances }))
})

articleErasure.post('/:id/erase', needs('write'), async (c) => {
  const id = c.req.param('id')
  const erased = await eraseArticle(storeOf(c.env), id)
  if (!erased) return unknown()
  purge(c, tagsOfArticles([id], erased.briefings))
  return onTo(c, '/desk/articles', 'article-erased')
})

function unknown(): Promise<Response> {
  return sorry(404, 'There is no such article', 'It was never here, or somebody has erased it. The list of articles has all that are.')
}
