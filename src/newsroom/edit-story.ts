import { storyName } from '../core/join.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Story, StoryRequest } from '../core/story.ts'
import { findArticle } from '../store/catalogue.ts'
import { dismissProposal, findProposal, findStory, placesOf, putIntoStory, storyMembers } from '../store/stories.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** What an editor decides about stories. It makes no revision: which story an article is of stands in the catalogue. */

/** A story as it is now, and what the change touched. */
export interface Told {
  readonly story: Story
  readonly isNew: boolean
  readonly moved: readonly string[]
  readonly briefings: readonly string[]
}

/** Puts articles into one story: the named one, or the one that any of them is of, or a new one. */
export async function joinIntoStory(store: Store, { story, articles }: StoryRequest, act: Act): Promise<Result<Told, Refusal>> {
  const places = await placesOf(store, articles)
  const missing = articles.flatMap((id, index) =>
    places.has(id) ? [] : [{ pointer: `/articles/${index}`, detail: 'there is no article by this id' }],
  )
  if (missing.length > 0) return fail(unprocessable(missing))
  const theirs = new Set([...places.values()].filter((one) => one !== null))
  if (story === undefined && theirs.size > 1)
    return fail(unprocessable([{ pointer: '/story', detail: 'they are of several stories: say which one it is to be' }]))
  return move(store, articles, story ?? [...theirs][0] ?? storyName(act.newId()))
}

/** Makes one story of what was proposed, with all that is of the story of either. */
export async function acceptProposal(store: Store, id: number, act: Act): Promise<Result<Told, Refusal>> {
  const proposal = await findProposal(store, id)
  const [later, earlier] = proposal?.articles ?? []
  if (!later || !earlier) return fail(noProposal)
  const story = earlier.story ?? later.story ?? storyName(act.newId())
  const members = later.story === null || later.story === story ? [] : await storyMembers(store, later.story)
  return move(store, [...new Set([earlier.id, later.id, ...members])], story)
}

/** Notes that what was proposed is of two stories; it is not proposed again. */
export async function declineProposal(store: Store, id: number, act: Act): Promise<Result<null, Refusal>> {
  return (await dismissProposal(store, id, act.now)) ? ok(null) : fail(noProposal)
}

/** Takes an article out of a story, for good: the server does not put it into another. */
export async function takeOutOfStory(
  store: Store,
  story: string,
  id: string,
): Promise<Result<{ readonly briefings: readonly string[] }, Refusal>> {
  const entry = await findArticle(store, id)
  if (entry?.story !== story) return fail({ status: 404, detail: 'There is no such article in this story.', flaws: [] })
  return ok(await putIntoStory(store, [id], null))
}

async function move(store: Store, ids: readonly string[], name: string): Promise<Result<Told, Refusal>> {
  const before = await findStory(store, name)
  const { briefings } = await putIntoStory(store, ids, name)
  const story = await findStory(store, name)
  return story ? ok({ story, isNew: before === null, moved: ids, briefings }) : fail(gone)
}

const noProposal: Refusal = { status: 404, detail: 'There is no such proposal, or somebody has answered it.', flaws: [] }

const gone: Refusal = { status: 409, detail: 'The articles have just been erased.', flaws: [] }
