import type { Refusal } from '../core/refusal.ts'
import type { Result } from '../core/result.ts'
import type { StoryRequest } from '../core/story.ts'
import { acceptProposal, declineProposal, joinIntoStory, takeOutOfStory, type Told } from '../newsroom/edit-story.ts'
import { storeOf } from '../store/store.ts'
import { actOf, type Asked } from './door.ts'
import { purge, tagsOfArticles } from './purge.ts'

/** What the API and the desk do with stories: the act itself, and what the edge drops by it. */

/** Puts articles into one story. */
export async function joinArticles(c: Asked, request: StoryRequest): Promise<Result<Told, Refusal>> {
  return dropped(c, await joinIntoStory(storeOf(c.env), request, actOf(c)))
}

/** Makes one story of what was proposed. */
export async function acceptPair(c: Asked, proposal: string): Promise<Result<Told, Refusal>> {
  return dropped(c, await acceptProposal(storeOf(c.env), numberOf(proposal), actOf(c)))
}

/** Notes that what was proposed is of two stories. */
export function dismissPair(c: Asked, proposal: string): Promise<Result<null, Refusal>> {
  return declineProposal(storeOf(c.env), numberOf(proposal), actOf(c))
}

/** Takes an article out of a story, for good. */
export async function takeOut(c: Asked, story: string, id: string): Promise<Result<null, Refusal>> {
  const taken = await takeOutOfStory(storeOf(c.env), story, id)
  if (!taken.ok) return taken
  purge(c, tagsOfArticles([id], taken.value.briefings))
  return { ok: true, value: null }
}

function dropped(c: Asked, told: Result<Told, Refusal>): Result<Told, Refusal> {
  if (told.ok) purge(c, tagsOfArticles(told.value.moved, told.value.briefings))
  return told
}

// No proposal has the number 0, by which what is no number is looked for.
function numberOf(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
}
