import type { Article } from '../core/article.ts'
import { canonicalUrl } from '../core/canonical-url.ts'
import { canonicalJson, sha256 } from '../core/digest.ts'
import type { Revision } from '../store/articles.ts'

/** The time and the ids of one act, passed in so that it can be repeated. */
export interface Act {
  /** RFC 3339, UTC. */
  readonly now: string
  readonly newId: () => string
  /** Who does it; null for what nobody in the newsroom does. */
  readonly actor: string | null
}

/** One revision made ready for the store. */
export async function makeRevision(article: Article, by: Revision['by'], correction: string | null, act: Act): Promise<Revision> {
  return {
    article,
    key: act.newId(),
    canonicalUrl: article.url === null ? null : canonicalUrl(article.url),
    textHash: await textHash(article),
    at: act.now,
    by,
    actor: act.actor,
    correction,
  }
}

/** What makes two articles one: headline and body, to the letter. */
export function textHash({ headline, body }: Pick<Article, 'headline' | 'body'>): Promise<string> {
  return sha256(canonicalJson([headline, body]))
}
