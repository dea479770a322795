import type { Article } from '../core/article.ts'
import { readArticles } from './content.ts'
import type { Store } from './store.ts'

/** What an article went through. */

export interface RevisionEntry {
  readonly revision: number
  readonly at: string
  readonly by: 'intake' | 'editor'
  /** Who; null where nobody here did, or before names were kept. */
  readonly actor: string | null
  readonly correction: string | null
}

export interface HeldRevision {
  readonly at: string
  readonly article: Article
}

/** An article's revisions, newest first, and the texts of its source that wait for an editor. Null when there is no such article. */
export async function listRevisions(store: Store, id: string): Promise<{ revisions: RevisionEntry[]; held: HeldRevision[] } | null> {
  const { db } = store
  const [revisions, held] = await db.batch<RevisionEntry & { key: string }>([
    db.prepare('SELECT revision, at, by, actor, correction FROM revisions WHERE article = ?1 ORDER BY revision DESC').bind(id),
    db.prepare('SELECT key, at FROM held_revisions WHERE article = ?1 ORDER BY at DESC LIMIT 20').bind(id),
  ])
  if (!revisions || revisions.results.length === 0) return null
  const waiting = held?.results ?? []
  const articles = await readArticles(
    store,
    waiting.map(({ key }) => ({ id, key })),
  )
  return {
    revisions: revisions.results,
    held: waiting.flatMap(({ at }, index) => {
      const article = articles[index]
      return article ? [{ at, article }] : []
    }),
  }
}
