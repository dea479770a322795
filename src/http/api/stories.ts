import { Hono, type Context } from 'hono'
import * as z from 'zod'
import type { Refusal } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { StoryRequest } from '../../core/story.ts'
import type { Told } from '../../newsroom/edit-story.ts'
import { findStory, listStories } from '../../store/stories.ts'
import { storeOf } from '../../store/store.ts'
import { readJsonBody } from '../body.ts'
import type { Door } from '../door.ts'
import { notFound, refused } from '../problem.ts'
import { acceptPair, dismissPair, joinArticles, takeOut } from '../story-acts.ts'
import { readParameters } from './parameters.ts'

/** `/api/stories`: which articles are of one event. */
export const stories = new Hono<Door>()

export const StoryListParameters = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(20),
  offset: z.coerce.number().pipe(z.int().min(0).max(1_000_000)).default(0),
})

stories.get('/', async (c) => {
  const query = readParameters(c.req.query(), StoryListParameters)
  if (!query.ok) return refused(query.error)
  return c.json(await listStories(storeOf(c.env), query.value.limit, query.value.offset))
})

stories.post('/', async (c) => {
  const request = await readJsonBody(c.req.raw, StoryRequest)
  return request.ok ? answer(c, await joinArticles(c, request.value)) : refused(request.error)
})

stories.get('/:story', async (c) => {
  const story = await findStory(storeOf(c.env), c.req.param('story'))
  return story ? c.json(story) : notFound()
})

stories.delete('/:story/articles/:id', async (c) => {
  const { story, id } = c.req.param()
  const taken = await takeOut(c, story, id)
  return taken.ok ? c.body(null, 204) : refused(taken.error)
})

/** `/api/proposals/{id}`: an editor's answer to a pair that `GET /api/stories` lists. */
export const proposals = new Hono<Door>()

proposals.post('/:id/accept', async (c) => answer(c, await acceptPair(c, c.req.param('id'))))

proposals.post('/:id/dismiss', async (c) => {
  const dismissed = await dismissPair(c, c.req.param('id'))
  return dismissed.ok ? c.body(null, 204) : refused(dismissed.error)
})

function answer(c: Context<Door>, told: Result<Told, Refusal>): Response {
  return told.ok ? c.json(told.value.story, told.value.isNew ? 201 : 200) : refused(told.error)
}
