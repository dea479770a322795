import type { ArticleContent } from '../core/article.ts'
import { candidatesAmong } from '../core/candidates-among.ts'
import { similarTo, type Similar } from '../core/similar.ts'
import type { SimilarEntry } from '../core/story.ts'
import { findCandidates } from '../store/similar.ts'
import type { Store } from '../store/store.ts'
import { fingerprintOf } from './revision.ts'
import type { TakenIn } from './take-in.ts'

/** What drafts are similar to, of what is stored and of one another. Stores nothing. */
export async function similarToDrafts(store: Store, drafts: readonly ArticleContent[], now: string): Promise<SimilarEntry[]> {
  const arriving = await Promise.all(
    drafts.map(async (draft) => ({
      ...(await fingerprintOf(draft)),
      id: null,
      headline: draft.headline,
      listedAt: draft.publishedAt ?? now,
    })),
  )
  if (arriving.length === 0) return []
  const stored = similarTo(arriving, await findCandidates(store, arriving))
  const others = similarTo(arriving, candidatesAmong(arriving))
  return arriving.flatMap((_, index) => [
    ...(stored[index] ?? []).map((found) => ({ ...entryOf(found, index), article: found.id })),
    ...(others[index] ?? []).map((found) => ({ ...entryOf(found, index), draft: `/articles/${found.id}` })),
  ])
}

/** What the new ones of articles that came in are similar to. */
export function similarToTaken(taken: readonly TakenIn[]): SimilarEntry[] {
  return taken.flatMap(({ similar }, index) => similar.map((found) => ({ ...entryOf(found, index), article: found.id })))
}

function entryOf({ headline, kind, score }: Similar, index: number): SimilarEntry {
  return { pointer: `/articles/${index}`, article: null, draft: null, headline, kind, score }
}
