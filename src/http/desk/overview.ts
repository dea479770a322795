import { Hono } from 'hono'
import { toInstant } from '../../core/field.ts'
import { dueTimes } from '../../newsroom/save-briefing.ts'
import { renderOverview } from '../../render/desk/overview.ts'
import { findAttention } from '../../store/attention.ts'
import { listBriefings } from '../../store/briefings.ts'
import { listArticles } from '../../store/catalogue.ts'
import { storeOf } from '../../store/store.ts'
import { page } from './answer.ts'
import type { DeskDoor } from './door.ts'

/** `/desk`: what waits for somebody, what goes out next, what came in last. */
export const overview = new Hono<DeskDoor>()

const WEEK = 7 * 86_400_000

overview.get('/', async (c) => {
  const store = storeOf(c.env)
  const now = new Date()
  const [attention, briefings, newest] = await Promise.all([
    findAttention(store, toInstant(new Date(now.getTime() - WEEK))),
    listBriefings(store),
    listArticles(store, { topic: null, words: [], since: null, until: null, limit: 6, after: null }),
  ])
  const shown = {
    attention,
    briefings: briefings.map((briefing) => ({ briefing, next: dueTimes(briefing, now, 1)[0] ?? null })),
    articles: newest.entries,
  }
  return page(c, { area: 'overview', heading: 'Overview' }, (frame) => renderOverview(frame, shown))
})
