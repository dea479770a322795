import type { Article, ArticleContent } from '../core/article.ts'
import { canonicalUrl } from '../core/canonical-url.ts'
import { canonicalJson, sha256 } from '../core/digest.ts'
import type { Fingerprint } from '../core/fingerprint.ts'
import { sketchOf } from '../core/sketch.ts'
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
export async function makeRevision(
  article: Article,
  { by, correction, storySaid }: Pick<Revision, 'by' | 'correction' | 'storySaid'>,
  act: Act,
): Promise<Revision> {
  return {
    article,
    key: act.newId(),
    canonicalUrl: article.url === null ? null : canonicalUrl(article.url),
    textHash: await textHash(article),
    at: act.now,
    by,
    actor: act.actor,
    correction,
    storySaid,
    fingerprint: await fingerprintOf(article),
  }
}

/** By what an article is compared with others. */
export async function fingerprintOf(content: ArticleContent): Promise<Fingerprint> {
  const { eventTerms } = await import('../intake/event-terms.ts')
  return { sketch: sketchOf(content.body), terms: eventTerms(content) }
}

/** What makes two articles one: headline and body, to the letter. */
export function textHash({ headline, body }: Pick<Article, 'headline' | 'body'>): Promise<string> {
  return sha256(canonicalJson([headline, body]))
}
