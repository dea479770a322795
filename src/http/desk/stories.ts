import { Hono, type Context } from 'hono'
import { refuse, type Refusal } from '../../core/refusal.ts'
import { fail, type Result } from '../../core/result.ts'
import { StoryRequest } from '../../core/story.ts'
import type { Told } from '../../newsroom/edit-story.ts'
import { findStory } from '../../store/stories.ts'
import { storeOf } from '../../store/store.ts'
import { acceptPair, dismissPair, joinArticles, takeOut } from '../story-acts.ts'
import { onTo } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf, type Form } from './form.ts'
import { needs } from './guard.ts'
import { showStories, showStory } from './stories-page.ts'

/** `/desk/stories`: which articles are of one event, and which may be. */
export const stories = new Hono<DeskDoor>()

const LIST = '/desk/stories'

stories.get('/', (c) => showStories(c, {}))

stories.post('/', needs('write'), async (c) => {
  const form = await formOf(c)
  const joining = { q: form.text('q'), story: form.text('story').trim(), picked: form.all('pick') }
  if (form.text('act') !== 'join') return showStories(c, { joining, searched: true })
  const joined = await join(c, joining.picked, joining.story === '' ? {} : { story: joining.story })
  if (joined.ok) return onTo(c, `${LIST}/${joined.value.story.story}`, 'story-joined')
  return showStories(c, { joining, flaws: flawsOf(joined.error) }, joined.error.status)
})

stories.post('/proposals/:id/accept', needs('write'), async (c) => {
  const accepted = await acceptPair(c, c.req.param('id'))
  return accepted.ok ? onTo(c, LIST, 'story-joined') : showStories(c, { problem: accepted.error.detail }, accepted.error.status)
})

stories.post('/proposals/:id/dismiss', needs('write'), async (c) => {
  const dismissed = await dismissPair(c, c.req.param('id'))
  return dismissed.ok ? onTo(c, LIST, 'proposal-dismissed') : showStories(c, { problem: dismissed.error.detail }, dismissed.error.status)
})

stories.get('/:story', async (c) => (await showStory(c, c.req.param('story'), {})) ?? c.notFound())

stories.post('/:story', needs('write'), async (c) => {
  const form = await formOf(c)
  const story = c.req.param('story')
  const joining = { q: form.text('q'), story, picked: form.all('pick') }
  return (await addTo(c, form, joining)) ?? c.notFound()
})

async function addTo(c: Context<DeskDoor>, form: Form, joining: { q: string; story: string; picked: string[] }): Promise<Response | null> {
  const { story, picked } = joining
  if (form.text('act') !== 'join') return showStory(c, story, { joining, searched: true })
  if (!(await findStory(storeOf(c.env), story))) return null
  const joined = await join(c, picked, { story })
  if (joined.ok) return onTo(c, `${LIST}/${story}`, 'story-joined')
  return showStory(c, story, { joining, flaws: flawsOf(joined.error) }, joined.error.status)
}

stories.post('/:story/articles/:id/out', needs('write'), async (c) => {
  const { story, id } = c.req.param()
  const taken = await takeOut(c, story, id)
  if (!taken.ok) return showStories(c, { problem: taken.error.detail }, taken.error.status)
  return onTo(c, (await findStory(storeOf(c.env), story)) ? `${LIST}/${story}` : LIST, 'story-left')
})

async function join(c: Context<DeskDoor>, articles: readonly string[], named: { story?: string }): Promise<Result<Told, Refusal>> {
  const request = StoryRequest.safeParse({ ...named, articles: [...new Set(articles)] })
  return request.success ? joinArticles(c, request.data) : fail(refuse(request.error))
}

// A refusal that names no field says in its words what there is to know.
function flawsOf({ detail, flaws }: Refusal): Refusal['flaws'] {
  return flaws.length > 0 ? flaws : [{ pointer: '', detail }]
}
