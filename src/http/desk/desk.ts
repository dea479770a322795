import { Hono } from 'hono'
import { logFailure } from '../../log.ts'
import { sorry } from './answer.ts'
import { articles } from './articles.ts'
import { asset } from './assets.ts'
import { briefings } from './briefings.ts'
import type { DeskDoor } from './door.ts'
import { editions } from './editions.ts'
import { limitForm, seated } from './guard.ts'
import { logos } from './logos.ts'
import { login } from './login.ts'
import { overview } from './overview.ts'
import { preview } from './preview.ts'
import { shares } from './shares.ts'
import { sources } from './sources.ts'
import { status } from './status.ts'
import { stories } from './stories.ts'
import { subscribers } from './subscribers.ts'
import { suppressions } from './suppressions.ts'
import { templates } from './templates.ts'
import { tokens } from './tokens.ts'
import { webhooks } from './webhooks.ts'

/** The editors' pages. They load no earlier than somebody asks for one. */
export const desk = new Hono<DeskDoor>().basePath('/desk')

desk.get('/:file{[0-9a-f]{12}\\.(?:css|js)}', async (c) => (await asset(c.req.path)) ?? c.notFound())

desk.use(limitForm)
desk.route('/', login)
desk.use(seated)

desk.route('/', overview)
desk.route('/articles', articles)
desk.route('/briefings', briefings)
desk.route('/briefings', editions)
desk.route('/logos', logos)
desk.route('/preview', preview)
desk.route('/shares', shares)
desk.route('/sources', sources)
desk.route('/status', status)
desk.route('/stories', stories)
desk.route('/templates', templates)
desk.route('/tokens', tokens)
desk.route('/briefings', subscribers)
desk.route('/briefings', webhooks)
desk.route('/suppressions', suppressions)

desk.notFound(() => sorry(404, 'Not here', 'There is no such page in the desk, or what it was about is gone.'))

desk.onError((error, c) => {
  logFailure('desk-failed', { method: c.req.method, path: c.req.path, error: String(error) })
  return sorry(500, 'Something failed here', 'It has been logged. Nothing is half-done. Go back and try again.')
})
