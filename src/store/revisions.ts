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
  /** Since when its text is kept no longer; null while it stands. */
  readonly bodyDroppedAt: string | null
}

export interface HeldRevision {
  readonly at: string
  readonly article: Article
}

/** An article's revisions, newest first, and the texts of its source that wait for an editor. Null when there is no such article. */
export async function listRevisions(store: Store, id: string): Promise<{ revisions: RevisionEntry[]; held: HeldRevision[] } | null> {
  const listed = await listRevisionsAndHeld(store, id)
  return listed && { revisions: listed.revisions, held: listed.held.map(({ at, article }) => ({ at, article })) }
}

/** The same, and the key of each text that waits: by it an editor says which. */
export async function listRevisionsAndHeld(
  store: Store,
  id: string,
): Promise<{ revisions: RevisionEntry[]; held: (HeldRevision & { readonly key: string })[] } | null> {
  const { db } = store
  const [revisions, held] = await db.batch<RevisionEntry & { key: string }>([
    db
      .prepare(
        'SELECT revision, at, by, actor, correction, body_dropped_at AS bodyDroppedAt FROM revisions WHERE article = ?1 ORDER BY revision DESC',
      )
      .bind(id),
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
    held: waiting.flatMap(({ key, at }, index) => {
      const article = articles[index]
      return article ? [{ key, at, article }] : []
    }),
  }
}

/** Some revisions of an article as they were stored, in the order asked for; null in place of one that is not there. */
export async function readRevisions(store: Store, id: string, revisions: readonly number[]): Promise<(Article | null)[]> {
  const { results } = await store.db
    .prepare('SELECT revision, key FROM revisions WHERE article = ?1 AND revision IN (SELECT value FROM json_each(?2))')
    .bind(id, JSON.stringify(revisions))
    .all<{ revision: number; key: string }>()
  const articles = await readArticles(
    store,
    results.map(({ key }) => ({ id, key })),
  )
  const read = new Map(results.map(({ revision }, index) => [revision, articles[index] ?? null]))
  return revisions.map((revision) => read.get(revision) ?? null)
}

/** The revision that a key is of: what an editor had before them. Null where it was never one of this article's. */
export async function readRevisionByKey(store: Store, id: string, key: string): Promise<Article | null> {
  const known = await store.db.prepare('SELECT key FROM revisions WHERE article = ?1 AND key = ?2').bind(id, key).first('key')
  const [article] = known === null ? [] : await readArticles(store, [{ id, key }])
  return article ?? null
}

/** How many texts of an article's source wait for an editor, and who made its current revision. */
export async function findStanding({ db }: Store, id: string): Promise<{ readonly held: number; readonly actor: string | null } | null> {
  return db
    .prepare(
      `SELECT (SELECT count(*) FROM held_revisions h WHERE h.article = a.id) AS held,
         (SELECT r.actor FROM revisions r WHERE r.article = a.id AND r.revision = a.revision) AS actor FROM articles a WHERE a.id = ?1`,
    )
    .bind(id)
    .first<{ held: number; actor: string | null }>()
}

/** A text of its source that waits for an editor; null where it does not. */
export async function readHeld(store: Store, id: string, key: string): Promise<Article | null> {
  const known = await store.db.prepare('SELECT key FROM held_revisions WHERE article = ?1 AND key = ?2').bind(id, key).first('key')
  const [article] = known === null ? [] : await readArticles(store, [{ id, key }])
  return article ?? null
}

/** Has a text of its source wait no longer. It is known from then on, so that it does not come back. False where it did not wait. */
export async function dismissHeld({ db }: Store, id: string, key: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM held_revisions WHERE article = ?1 AND key = ?2').bind(id, key).run()
  return meta.changes > 0
}
