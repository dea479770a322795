import type { CatalogueEntry } from '../../core/arrangement.ts'
import type { AttributionStep } from '../../core/article.ts'
import type { StoryBy } from '../../core/similar.ts'
import { chainOf } from './articles.ts'
import { when } from './moment.ts'

/** An article among others that are of its event, or may be. */
export interface MemberArticle extends CatalogueEntry {
  readonly visibility: 'public' | 'private'
  /** Null where its record is not at hand. */
  readonly attribution: readonly AttributionStep[] | null
}

/** What is shown of it wherever it stands. */
export function memberView({ id, headline, listedAt, visibility, attribution, origins, story, storyBy }: MemberArticle) {
  return {
    article: id,
    articleAddress: `/desk/articles/${id}`,
    headline,
    listed: when(listedAt),
    chain: attribution ? chainOf(attribution) : originWords(origins.map(({ name }) => name)),
    hidden: visibility === 'private',
    storyLink: story === null ? null : { storyName: story, storyAddress: `/desk/stories/${story}` },
    joinedBy: storyBy === null ? null : JOINED[storyBy],
  }
}

/** Such as "origin: Reuters". */
function originWords(names: readonly string[]): string {
  if (names.length === 0) return 'origin not stated'
  return `${names.length === 1 ? 'origin' : 'origins'}: ${names.join(', ')}`
}

const JOINED: Readonly<Record<Exclude<StoryBy, null>, string>> = {
  server: 'joined by Wirebrief, as a copy',
  sender: 'placed by its sender',
  editor: 'placed by an editor',
}
