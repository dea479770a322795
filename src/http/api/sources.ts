import { Hono } from 'hono'
import { SourceReplacement, SourceSettings } from '../../core/source.ts'
import { listPolls } from '../../store/polls.ts'
import { deleteSource, findSource, listSources } from '../../store/sources.ts'
import { storeOf } from '../../store/store.ts'
import { readJsonBody } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, refused } from '../problem.ts'
import { addSource, changeSource, pollNow } from '../source-acts.ts'

/** `/api/sources`: feeds that are polled. */
export const sources = new Hono<Door>()

const MOST_POLLS = 100

sources.post('/', async (c) => {
  const settings = await readJsonBody(c.req.raw, SourceSettings)
  if (!settings.ok) return refused(settings.error)
  const added = await addSource(c, settings.value)
  return added.ok ? c.json(await findSource(storeOf(c.env), added.value, actOf(c).now), 201) : refused(added.error)
})

sources.get('/', async (c) => c.json({ sources: await listSources(storeOf(c.env), actOf(c).now) }))

sources.get('/:id', async (c) => {
  const store = storeOf(c.env)
  const id = c.req.param('id')
  const [source, polls] = await Promise.all([findSource(store, id, actOf(c).now), listPolls(store, id, MOST_POLLS)])
  return source ? c.json({ ...source, polls }) : notFound()
})

sources.put('/:id', async (c) => {
  const settings = await readJsonBody(c.req.raw, SourceReplacement)
  if (!settings.ok) return refused(settings.error)
  const id = c.req.param('id')
  const changed = await changeSource(c, id, settings.value)
  if (changed.ok) return c.json(await findSource(storeOf(c.env), id, actOf(c).now))
  return changed.error.status === 404 ? notFound() : refused(changed.error)
})

sources.post('/:id/poll', async (c) => {
  const polled = await pollNow(c, c.req.param('id'))
  if (polled.ok) return c.json(polled.value, 202)
  return polled.error.status === 404 ? notFound() : refused(polled.error)
})

sources.delete('/:id', async (c) => ((await deleteSource(storeOf(c.env), c.req.param('id'))) ? c.body(null, 204) : notFound()))
