import type { Article } from '../core/article.ts'
import { decideJoining } from '../core/join.ts'
import { similarTo, type FoundCandidates, type Similar } from '../core/similar.ts'
import type { Revision } from '../store/articles.ts'
import { joinStories, type Moved } from '../store/stories.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** What newly stored articles are similar to, and where that has put them and others. */
export interface Joined extends Moved {
  /** For each of the new ones, in their order. */
  readonly similar: readonly (readonly Similar[])[]
}

/** Joins newly stored articles with what they are copies of, and proposes to the editor what may be one event: at most one D1 batch. */
export async function joinNew(store: Store, stored: readonly Revision[], candidates: FoundCandidates, act: Act): Promise<Joined> {
  const similar = similarTo(
    stored.map(({ fingerprint }) => fingerprint),
    candidates,
  )
  if (similar.every((found) => found.length === 0)) return { similar, stories: new Map(), briefings: [] }
  const places = stored.map(({ article, by, storySaid }) => ({
    id: article.id,
    story: article.story,
    storyBy: !storySaid ? null : by === 'editor' ? ('editor' as const) : ('sender' as const),
  }))
  const joining = decideJoining(places, similar, act.newId)
  return { similar, ...(await joinStories(store, joining, act.now)) }
}

/** An article with the story that it is of now. */
export function placed(article: Article, { stories }: Moved): Article {
  const story = stories.get(article.id)
  return story === undefined ? article : { ...article, story }
}
