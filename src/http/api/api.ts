import { Hono } from 'hono'
import { may, scopeFor } from '../../core/scope.ts'
import { bearerOf, tooNarrow, unauthorized } from '../auth.ts'
import type { Door } from '../door.ts'
import { methodsOf } from '../methods.ts'
import { forReader } from '../notice.ts'
import { notFound } from '../problem.ts'
import { articles } from './articles.ts'
import { briefings } from './briefings.ts'
import { editions } from './editions.ts'
import { intake } from './intake.ts'
import { logos } from './logos.ts'
import { mail } from './mail.ts'
import { mailings } from './mailings.ts'
import { preview } from './preview.ts'
import { shares } from './shares.ts'
import { sources } from './sources.ts'
import { proposals, stories } from './stories.ts'
import { subscriberLists, subscribers } from './subscribers.ts'
import { suppressions } from './suppressions.ts'
import { templates } from './templates.ts'
import { tokens } from './tokens.ts'
import { webhookLists, webhooks } from './webhooks.ts'

/** The admin API: nothing in it answers anything without a token, nor beyond its scopes. It loads no earlier than somebody asks it. */
export const api = new Hono<Door>().basePath('/api')

api.use(async (c, next) => {
  const holder = await bearerOf(c.req.header('Authorization'), c.env)
  if (holder === null || holder === 'wrong') return unauthorized()
  const needed = scopeFor(c.req.method, c.req.path)
  if (!may(holder.identity, needed)) return tooNarrow(needed)
  c.set('identity', holder.identity)
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
api.route('/briefings', webhookLists)
api.route('/webhooks', webhooks)
api.route('/suppressions', suppressions)
api.route('/mail', mail)
api.route('/sources', sources)
api.route('/stories', stories)
api.route('/proposals', proposals)
api.route('/templates', templates)
api.route('/logos', logos)
api.route('/preview', preview)
api.route('/tokens', tokens)

api.notFound((c) => methodsOf(api, c.req.path, c.req.method) ?? forReader(c.req.raw, notFound(), c.env))

// The gateway logs it and answers.
api.onError((error) => {
  throw error
})
