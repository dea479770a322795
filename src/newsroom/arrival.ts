import type { ArticleContent } from '../core/article.ts'
import { canonicalUrl } from '../core/canonical-url.ts'
import { idsToTry } from './article-id.ts'
import { textHash, type Act } from './revision.ts'

/** An article that comes in, and what it may be known by. */
export interface Arrival {
  readonly content: ArticleContent
  readonly storySaid: boolean
  readonly canonical: string | null
  readonly hash: string
  readonly ids: readonly string[]
}

/** Makes out what an article may be known by. */
export async function arrive(content: ArticleContent, storySaid: boolean, act: Act): Promise<Arrival> {
  return {
    content,
    storySaid,
    canonical: content.url === null ? null : canonicalUrl(content.url),
    hash: await textHash(content),
    ids: await idsToTry(content, act),
  }
}

/** Arrivals that are alone on their page, or the first of it, or the same text again; and the others. */
export function byPage(arrivals: readonly Arrival[]): { first: Arrival[]; later: Arrival[] } {
  const textOf = new Map<string, string>()
  const first: Arrival[] = []
  const later: Arrival[] = []
  for (const arrival of arrivals) {
    const { canonical, hash } = arrival
    const known = canonical === null ? undefined : textOf.get(canonical)
    if (canonical !== null && known === undefined) textOf.set(canonical, hash)
    ;(known === undefined || known === hash ? first : later).push(arrival)
  }
  return { first, later }
}
