import type { Article, ArticleContent } from '../core/article.ts'

export const SOURCE_CHANGED = 'The source has published a new version.'

/**
 * A source's new text in place of the stored one, at `now` (RFC 3339, UTC). What the desk decided stays, nothing that was known
 * is lost for not being said again, and of two restrictions the stricter holds.
 */
export function nextVersion(stored: Article, content: ArticleContent, now: string): Article {
  const embargoes = [stored.embargoUntil, content.embargoUntil].filter((embargo) => embargo !== null)
  return {
    ...content,
    id: stored.id,
    revision: stored.revision + 1,
    story: content.story ?? stored.story,
    publishedAt: content.publishedAt ?? stored.publishedAt,
    topics: [...new Set([...stored.topics, ...content.topics])].slice(0, 20),
    visibility: stored.visibility === 'private' ? 'private' : content.visibility,
    embargoUntil: embargoes.toSorted().at(-1) ?? null,
    corrections: [...stored.corrections, { at: now, note: SOURCE_CHANGED }],
  }
}
