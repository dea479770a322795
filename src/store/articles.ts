import type { Article } from '../core/article.ts'
import { originsOf, outletsOf } from '../core/attribution.ts'
import type { Fingerprint } from '../core/fingerprint.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { FoundCandidates } from '../core/similar.ts'
import { briefingsOf, matchArticles } from './candidates.ts'
import { eraseCards, selectCardsOf } from './cards.ts'
import { discardContent, eraseContent, listContent, writeContent, writeContents } from './content.ts'
import {
  eraseFingerprint,
  insertFingerprints,
  leaveCopies,
  selectCandidates,
  toCandidates,
  type Arriving,
  type CandidateRow,
} from './similar.ts'
import type { Store } from './store.ts'

/** Writes of articles: KV first, then the one D1 batch that makes them visible. */

/** One revision, ready to be stored. */
export interface Revision {
  readonly article: Article
  /** The uuid of its KV keys, chosen by the writer. */
  readonly key: string
  readonly canonicalUrl: string | null
  /** Of headline and body. */
  readonly textHash: string
  /** When it is written: RFC 3339, UTC. */
  readonly at: string
  readonly by: 'intake' | 'editor'
  /** The name of who wrote it; null where nobody here did. */
  readonly actor: string | null
  /** What readers are told; null for a first revision and a minor change. */
  readonly correction: string | null
  /** Whether the writer has said what story it is of, or that it is of none. Otherwise it stays where it is. */
  readonly storySaid: boolean
  readonly fingerprint: Fingerprint
}

/** A unique constraint that another writer met first. */
export type Conflict = 'id' | 'url' | 'text'

/** The briefings whose pages a write changed. */
export interface Written {
  readonly briefings: readonly string[]
}

/** New articles, and what each of them shares with those that came before it. */
export interface Inserted extends Written {
  readonly candidates: FoundCandidates
}

/** Stores new articles: all of them, or none and what stood in the way. */
export async function insertArticles(store: Store, revisions: readonly Revision[]): Promise<Result<Inserted, Conflict>> {
  const { db } = store
  if (revisions.length === 0) return ok({ briefings: [], candidates: { copies: [], events: [] } })
  await writeContents(store, revisions)
  const ids = revisions.map((revision) => revision.article.id)
  const rows = JSON.stringify(revisions.map(toRow))
  try {
    const results = await db.batch<{ briefing: string } & CandidateRow>([
      db.prepare(INSERT_ARTICLES).bind(rows),
      db.prepare(INSERT_TOPICS).bind(JSON.stringify(revisions.map((revision) => revision.key))),
      db.prepare(INSERT_REVISIONS).bind(rows),
      db.prepare(`INSERT INTO texts (hash, article) SELECT value ->> 'text_hash', value ->> 'id' FROM json_each(?1)`).bind(rows),
      ...indexText(db, revisions),
      ...insertFingerprints(db, revisions),
      ...matchArticles(db, ids),
      briefingsOf(db, ids),
      // After the insert, so that of two who bring copies at the same moment the later one sees the other's.
      ...selectCandidates(db, revisions.map(toArriving)),
    ])
    return ok({
      briefings: results.at(-3)?.results.map((row) => row.briefing) ?? [],
      candidates: toCandidates(results.slice(-2)),
    })
  } catch (error) {
    const conflict = conflictOf(error)
    await Promise.all(revisions.map(({ article, key }) => discardContent(store, { id: article.id, key })))
    return fail(conflict)
  }
}

/** A revision that is the current one now, and the story that it is of. */
export interface Replaced extends Written {
  readonly story: string | null
}

/**
 * Makes a revision the current one, when `expected` (the key of the one before) still is. Null means that it no longer
 * is: somebody else was first, and nothing has changed.
 */
export async function replaceArticle(store: Store, revision: Revision, expected: string): Promise<Result<Replaced | null, Conflict>> {
  const { db } = store
  const { article, key } = revision
  await writeContent(store, key, article)
  const row = JSON.stringify([toRow(revision)])
  try {
    const results = await db.batch<{ briefing: string; story: string | null }>([
      briefingsOf(db, [article.id]),
      db.prepare(UPDATE_ARTICLE).bind(row, expected),
      db
        .prepare('DELETE FROM article_topics WHERE article = (SELECT number FROM articles WHERE key = ?1 AND id = ?2)')
        .bind(key, article.id),
      db.prepare(INSERT_TOPICS).bind(JSON.stringify([key])),
      db.prepare(INSERT_REVISIONS).bind(row),
      db
        .prepare(
          'INSERT INTO texts (hash, article) SELECT ?1, id FROM articles WHERE key = ?2 AND id = ?3 AND NOT EXISTS (SELECT 1 FROM texts WHERE hash = ?1 AND article = ?3)',
        )
        .bind(revision.textHash, key, article.id),
      ...indexText(db, [revision]),
      ...eraseFingerprint(db, '(SELECT number FROM articles WHERE key = ?1 AND id = ?2)', key, article.id),
      ...insertFingerprints(db, [revision]),
      leaveCopies(db, key, article.id, revision.fingerprint.sketch),
      db
        .prepare(`DELETE FROM held_revisions WHERE ?3 = 'editor' AND article = (SELECT id FROM articles WHERE key = ?1 AND id = ?2)`)
        .bind(key, article.id, revision.by),
      ...matchArticles(db, [article.id]),
      db.prepare('SELECT story FROM articles WHERE id = ?1').bind(article.id),
      briefingsOf(db, [article.id]),
    ])
    if (results[1]?.meta.changes !== 1) {
      await discardContent(store, { id: article.id, key })
      return ok(null)
    }
    const touched = [...(results.at(0)?.results ?? []), ...(results.at(-1)?.results ?? [])].map((found) => found.briefing)
    return ok({ briefings: [...new Set(touched)], story: results.at(-2)?.results[0]?.story ?? null })
  } catch (error) {
    const conflict = conflictOf(error)
    await discardContent(store, { id: article.id, key })
    return fail(conflict)
  }
}

/** Keeps a new text from an article's source until an editor has seen it. */
export async function holdRevision(store: Store, { article, key, at, textHash }: Revision): Promise<void> {
  const { db } = store
  await writeContent(store, key, article)
  await db.batch([
    db.prepare('INSERT INTO held_revisions (article, key, at) VALUES (?1, ?2, ?3)').bind(article.id, key, at),
    db.prepare('INSERT OR IGNORE INTO texts (hash, article) VALUES (?1, ?2)').bind(textHash, article.id),
  ])
}

/** What is erased, and the briefings that showed it. Null when there was nothing by that id, in D1 or left over in KV. */
export async function eraseArticle(store: Store, id: string): Promise<Written | null> {
  const { db } = store
  const numberOf = '(SELECT number FROM articles WHERE id = ?1)'
  // Before the rows go: what is written under this id after that is of an article made anew, and not to be erased with this one.
  const listed = await listContent(store, id)
  const results = await db.batch<{ briefing: string; key: string; card: string }>([
    briefingsOf(db, [id]),
    db.prepare('SELECT key FROM revisions WHERE article = ?1 UNION SELECT key FROM held_revisions WHERE article = ?1').bind(id),
    selectCardsOf(db, id),
    db.prepare(`DELETE FROM article_text WHERE rowid = ${numberOf}`).bind(id),
    // The index marks a deleted row and keeps its words until segments merge: merge them now.
    db.prepare(`INSERT INTO article_text (article_text) SELECT 'optimize' FROM articles WHERE id = ?1`).bind(id),
    ...eraseFingerprint(db, numberOf, id),
    db.prepare(`DELETE FROM proposals WHERE article = ${numberOf}`).bind(id),
    db.prepare(`DELETE FROM proposals WHERE other = ${numberOf}`).bind(id),
    db.prepare(`DELETE FROM article_topics WHERE article = ${numberOf}`).bind(id),
    db.prepare(`DELETE FROM candidates WHERE article = ${numberOf}`).bind(id),
    db.prepare('DELETE FROM revisions WHERE article = ?1').bind(id),
    db.prepare('DELETE FROM held_revisions WHERE article = ?1').bind(id),
    db.prepare('DELETE FROM texts WHERE article = ?1').bind(id),
    db.prepare('DELETE FROM articles WHERE id = ?1').bind(id),
  ])
  // Also when no row was left: an erasure that was cut off between the two stores is finished by asking again.
  const cards = results.at(2)?.results.map((row) => row.card) ?? []
  await eraseCards(store, cards)
  const erasedKeys = (await eraseContent(store, id, results.at(1)?.results.map((row) => row.key) ?? [], listed)) + cards.length
  const erasedRows = results.at(-1)?.meta.changes ?? 0
  return erasedKeys + erasedRows > 0 ? { briefings: results.at(0)?.results.map((row) => row.briefing) ?? [] } : null
}

const FIELDS =
  'id revision key headline text_hash canonical_url visibility embargo_until listed_at created_at updated_at story story_by topics outlets origins steps'.split(
    ' ',
  )

const INSERT_ARTICLES = `INSERT INTO articles (${FIELDS.join(', ')})
  SELECT ${FIELDS.map((field) => `value ->> '${field}'`).join(', ')} FROM json_each(?1)`

// A writer who says nothing of a story leaves it; a source overrules no editor, and takes no story away that a sender gave.
const KEEPS_STORY = `(value ->> 'story_by' IS NULL OR (value ->> 'by' = 'intake' AND (
  articles.story_by IS 'editor' OR (value ->> 'story' IS NULL AND articles.story_by IS 'sender'))))`

// When it was stored stays as it was, and so does its place in the list while the source gives no time.
const UPDATE_ARTICLE = `UPDATE articles SET (${FIELDS.filter((field) => field !== 'id' && field !== 'created_at').join(', ')}) = (
    SELECT ${FIELDS.filter((field) => field !== 'id' && field !== 'created_at')
      .map((field) =>
        field === 'listed_at'
          ? `min(coalesce(value ->> 'published_at', articles.created_at), value ->> 'updated_at')`
          : field === 'story' || field === 'story_by'
            ? `iif(${KEEPS_STORY}, articles.${field}, value ->> '${field}')`
            : `value ->> '${field}'`,
      )
      .join(', ')} FROM json_each(?1))
  WHERE id = (SELECT value ->> 'id' FROM json_each(?1)) AND key = ?2`

const INSERT_TOPICS = `INSERT INTO article_topics (topic, listed_at, article)
  SELECT t.value, a.listed_at, a.number FROM articles a CROSS JOIN json_each(a.topics) t WHERE a.key IN (SELECT value FROM json_each(?1))`

// Joined with the row that names the key: when the update above it did not happen, neither does this.
const INSERT_REVISIONS = `INSERT INTO revisions (article, revision, key, at, by, correction, actor)
  SELECT a.id, a.revision, a.key, w.value ->> 'updated_at', w.value ->> 'by', w.value ->> 'correction', w.value ->> 'actor'
  FROM json_each(?1) w CROSS JOIN articles a ON a.id = w.value ->> 'id' AND a.key = w.value ->> 'key'`

function toRow({ article, key, canonicalUrl, textHash, at, by, actor, correction, storySaid }: Revision) {
  return {
    id: article.id,
    revision: article.revision,
    key,
    headline: article.headline,
    canonical_url: canonicalUrl,
    visibility: article.visibility,
    embargo_until: article.embargoUntil,
    published_at: article.publishedAt,
    // A time to come does not lead the list.
    listed_at: article.publishedAt !== null && article.publishedAt < at ? article.publishedAt : at,
    created_at: at,
    updated_at: at,
    story: article.story,
    story_by: !storySaid ? null : by === 'editor' ? 'editor' : 'sender',
    topics: JSON.stringify(article.topics),
    outlets: JSON.stringify(outletsOf(article.attribution).map((outlet) => outlet.key)),
    origins: JSON.stringify(originsOf(article.attribution)),
    steps: article.attribution.length,
    text_hash: textHash,
    by,
    actor,
    correction,
  }
}

function toArriving({ article, at, fingerprint }: Revision): Arriving {
  return { id: article.id, listedAt: article.publishedAt ?? at, ...fingerprint }
}

const PARAMETERS = 100

// Bodies are bound as they are, several to a statement: JSON would double a body full of quotation marks past D1's limit.
function indexText(db: D1Database, revisions: readonly Revision[]): D1PreparedStatement[] {
  const atOnce = PARAMETERS / 4
  const statements: D1PreparedStatement[] = []
  for (let from = 0; from < revisions.length; from += atOnce) {
    const some = revisions.slice(from, from + atOnce)
    const rows = some.map(() => '(?, ?, ?, ?)').join(', ')
    statements.push(
      db
        .prepare(
          `INSERT OR REPLACE INTO article_text (rowid, headline, dek, body)
           SELECT a.number, v.column2, v.column3, v.column4 FROM (VALUES ${rows}) v CROSS JOIN articles a ON a.key = v.column1`,
        )
        .bind(...some.flatMap(({ article, key }) => [key, article.headline, article.dek ?? '', article.body.join('\n')])),
    )
  }
  return statements
}

function conflictOf(error: unknown): Conflict {
  const message = error instanceof Error ? error.message : ''
  if (/UNIQUE constraint failed: articles\.id/.test(message)) return 'id'
  if (/UNIQUE constraint failed: articles\.canonical_url/.test(message)) return 'url'
  if (/UNIQUE constraint failed: texts\.hash/.test(message)) return 'text'
  throw error
}
