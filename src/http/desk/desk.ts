import { Hono } from 'hono'
import { logFailure } from '../../log.ts'
import { sorry } from './answer.ts'
import { asset } from './assets.ts'
import type { DeskDoor } from './door.ts'
import { limitForm, seated } from './guard.ts'
import { login } from './login.ts'
import { overview } from './overview.ts'
import { subscribers } from './subscribers.ts'
import { suppressions } from './suppressions.ts'
import { tokens } from './tokens.ts'

/** The editors' pages. They load no earlier than somebody asks for one. */
export const desk = new Hono<DeskDoor>().basePath('/desk')

desk.get('/:file{[0-9a-f]{12}\\.(?:css|js)}', async (c) => (await asset(c.req.path)) ?? c.notFound())

desk.use(limitForm)
desk.route('/', login)
desk.use(seated)

desk.route('/', overview)
desk.route('/tokens', tokens)
desk.route('/briefings', subscribers)
desk.route('/suppressions', suppressions)

desk.notFound(() => sorry(404, 'Not here', 'There is no such page in the desk, or what it was about is gone.'))

desk.onError((error, c) => {
  logFailure('desk-failed', { method: c.req.method, path: c.req.path, error: String(error) })
  return sorry(500, 'Something failed here', 'It has been logged. Nothing is half-done. Go back and try again.')
})
