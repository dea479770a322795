import { Hono } from 'hono'
import { accessOf, unauthorized } from '../auth.ts'
import type { Door } from '../door.ts'
import { articles } from './articles.ts'
import { briefings } from './briefings.ts'
import { editions } from './editions.ts'
import { intake } from './intake.ts'
import { mail } from './mail.ts'
import { mailings } from './mailings.ts'
import { shares } from './shares.ts'
import { subscriberLists, subscribers } from './subscribers.ts'
import { suppressions } from './suppressions.ts'

/** The admin API: nothing in it answers anything without the token. */
export const api = new Hono<Door>()

api.use(async (c, next) => {
  if ((await accessOf(c.req.header('Authorization'), c.env.ADMIN_TOKEN)) !== 'admin') return unauthorized()
  await next()
})

api.route('/intake', intake)
api.route('/articles', articles)
api.route('/briefings', briefings)
api.route('/briefings', editions)
api.route('/briefings', mailings)
api.route('/shares', shares)
api.route('/briefings', subscriberLists)
api.route('/subscribers', subscribers)
api.route('/suppressions', suppressions)
api.route('/mail', mail)
