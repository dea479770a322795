import type { CatalogueEntry } from '../core/arrangement.ts'
import type { StoryBy } from '../core/similar.ts'
import type { Store } from './store.ts'

/** What the catalogue answers: which articles there are, and where each stands in KV. */

/** The columns of `articles a` that make a `CatalogueEntry`. */
export const ENTRY_COLUMNS =
  'a.number, a.id, a.revision, a.key, a.headline, a.canonical_url, a.visibility, a.listed_at, a.updated_at, a.story, a.story_by, a.copy_set, a.topics, a.origins, a.steps'

export interface EntryRow {
  readonly number: number
  readonly id: string
  readonly revision: number
  readonly key: string
  readonly headline: string
  readonly canonical_url: string | null
  readonly visibility: 'public' | 'private'
  readonly listed_at: string
  readonly updated_at: string
  readonly story: string | null
  readonly story_by: StoryBy
  readonly copy_set: string | null
  readonly topics: string
  readonly origins: string
  readonly steps: number
  readonly carried_revision?: number | null
}

export function toEntry(row: EntryRow): CatalogueEntry {
  return {
    id: row.id,
    revision: row.revision,
    key: row.key,
    headline: row.headline,
    listedAt: row.listed_at,
    updatedAt: row.updated_at,
    story: row.story,
    storyBy: row.story_by,
    copySet: row.copy_set,
    topics: JSON.parse(row.topics),
    origins: JSON.parse(row.origins),
    steps: row.steps,
    carriedRevision: row.carried_revision ?? null,
  }
}

/** One article as the catalogue has it; null when there is none. */
export async function findArticle({ db }: Store, id: string): Promise<CatalogueEntry | null> {
  const row = await db.prepare(`SELECT ${ENTRY_COLUMNS} FROM articles a WHERE a.id = ?1`).bind(id).first<EntryRow>()
  return row && toEntry(row)
}

/** The same, when everyone may see it: public, and its embargo over at `now` (RFC 3339, UTC). */
export async function findPublicArticle({ db }: Store, id: string, now: string): Promise<CatalogueEntry | null> {
  const row = await db
    .prepare(
      `SELECT ${ENTRY_COLUMNS} FROM articles a
       WHERE a.id = ?1 AND a.visibility = 'public' AND (a.embargo_until IS NULL OR a.embargo_until <= ?2)`,
    )
    .bind(id, now)
    .first<EntryRow>()
  return row && toEntry(row)
}

export interface CatalogueQuery {
  readonly topic: string | null
  /** Words that must all stand in headline, dek or body. */
  readonly words: readonly string[]
  readonly since: string | null
  readonly until: string | null
  readonly limit: number
  readonly after: CatalogueCursor | null
}

/** The last article of the page before. */
export interface CatalogueCursor {
  readonly listedAt: string
  readonly number: number
}

export interface CataloguePage {
  readonly entries: readonly (CatalogueEntry & { readonly visibility: 'public' | 'private'; readonly canonicalUrl: string | null })[]
  readonly next: CatalogueCursor | null
}

/** A page of the catalogue, newest first. */
export async function listArticles({ db }: Store, query: CatalogueQuery): Promise<CataloguePage> {
  const { results } = await db
    .prepare(catalogueSql(query))
    .bind(
      query.topic,
      query.words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' '),
      query.since ?? '',
      query.until ?? '9999',
      query.after?.listedAt ?? '9999',
      query.after?.number ?? 0,
      query.limit + 1,
    )
    .all<EntryRow>()
  const rows = results.slice(0, query.limit)
  const last = rows.at(-1)
  return {
    entries: rows.map((row) => ({ ...toEntry(row), visibility: row.visibility, canonicalUrl: row.canonical_url })),
    next: results.length > query.limit && last ? { listedAt: last.listed_at, number: last.number } : null,
  }
}

/** The statement for one query: only the parts it uses, so that the newest-first index carries the plain list. */
export function catalogueSql({ topic, words }: Pick<CatalogueQuery, 'topic' | 'words'>): string {
  const from = topic === null ? 'articles a' : 'article_topics t CROSS JOIN articles a ON a.number = t.article'
  const order = topic === null ? 'a.listed_at DESC, a.number DESC' : 't.listed_at DESC, t.article DESC'
  const listed = topic === null ? 'a.listed_at' : 't.listed_at'
  const number = topic === null ? 'a.number' : 't.article'
  return `SELECT ${ENTRY_COLUMNS} FROM ${from}
    WHERE ${topic === null ? '?1 IS NULL' : 't.topic = ?1'}
      AND ${words.length > 0 ? 'a.number IN (SELECT rowid FROM article_text WHERE article_text MATCH ?2)' : "?2 = ''"}
      AND ${listed} >= ?3 AND ${listed} <= ?5
      AND ${listed} < ?4
      AND (${listed} < ?5 OR ${number} < ?6)
    ORDER BY ${order} LIMIT ?7`
}

/** The topics that articles have, in their order: what a new article's topics are suggested from. At most 500. */
export async function knownTopics({ db }: Store): Promise<string[]> {
  // One index seek a topic, however many articles each has.
  const { results } = await db
    .prepare(
      `WITH RECURSIVE known (topic) AS (
         SELECT min(topic) FROM article_topics
         UNION ALL SELECT (SELECT min(topic) FROM article_topics WHERE topic > known.topic) FROM known WHERE topic IS NOT NULL LIMIT 500
       ) SELECT topic FROM known WHERE topic IS NOT NULL`,
    )
    .all<{ topic: string }>()
  return results.map((row) => row.topic)
}
