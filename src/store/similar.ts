import { indexedTerms, type EventTerm, type Fingerprint } from '../core/fingerprint.ts'
import type { Candidate, FoundCandidates, StoryBy } from '../core/similar.ts'
import { NEWEST, SAME_EVENT } from '../core/similarity.ts'
import { indexedOf, type Sketch } from '../core/sketch.ts'
import type { Store } from './store.ts'

/**
 * By what articles are found to be similar. Every look-up reads a bounded number of rows, however many articles there are and
 * whatever they have in common: of each hash or term only the newest `NEWEST` articles, and of those the `BEST` that share most.
 */

const BEST = 8

/** An article to look for: by its id where it is stored, which is then compared with what came before it. */
export interface Arriving extends Fingerprint {
  readonly id: string | null
  /** When it is or would be listed: RFC 3339, UTC. */
  readonly listedAt: string
}

/** The statements that store fingerprints, by the KV keys of the revisions that they belong to. */
export function insertFingerprints(
  db: D1Database,
  revisions: readonly { readonly key: string; readonly fingerprint: Fingerprint }[],
): D1PreparedStatement[] {
  const rows = JSON.stringify(
    revisions.map(({ key, fingerprint: { sketch, terms } }) => ({
      key,
      sketch,
      terms,
      hashes: indexedOf(sketch),
      names: indexedTerms(terms),
    })),
  )
  return [
    `INSERT OR REPLACE INTO sketches (article, sketch, terms)
     SELECT a.number, w.value -> 'sketch', w.value -> 'terms' FROM json_each(?1) w CROSS JOIN articles a ON a.key = w.value ->> 'key'`,
    `INSERT INTO shingles (hash, article)
     SELECT h.value, a.number FROM json_each(?1) w CROSS JOIN articles a ON a.key = w.value ->> 'key' CROSS JOIN json_each(w.value, '$.hashes') h`,
    `INSERT INTO event_terms (term, article)
     SELECT t.value, a.number FROM json_each(?1) w CROSS JOIN articles a ON a.key = w.value ->> 'key' CROSS JOIN json_each(w.value, '$.names') t`,
  ].map((sql) => db.prepare(sql).bind(rows))
}

/** The statements that remove the fingerprint of an article, by a subquery for its number with one set of parameters. */
export function eraseFingerprint(db: D1Database, numberOf: string, ...parameters: readonly string[]): D1PreparedStatement[] {
  return [
    `DELETE FROM shingles WHERE article = ${numberOf}
       AND hash IN (SELECT h.value FROM sketches k CROSS JOIN json_each(k.sketch) h WHERE k.article = ${numberOf})`,
    `DELETE FROM event_terms WHERE article = ${numberOf}
       AND term IN (SELECT t.value ->> 0 FROM sketches k CROSS JOIN json_each(k.terms) t WHERE k.article = ${numberOf})`,
    `DELETE FROM sketches WHERE article = ${numberOf}`,
  ].map((sql) => db.prepare(sql).bind(...parameters))
}

/** The statement that takes an article out of its set of copies once its text shares nothing with any of them; after its fingerprint is stored. */
export function leaveCopies(db: D1Database, key: string, id: string, sketch: Sketch): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE articles SET copy_set = NULL WHERE key = ?1 AND id = ?2 AND copy_set IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM articles m CROSS JOIN json_each(?3) h CROSS JOIN shingles s ON s.hash = h.value AND s.article = m.number
         WHERE m.copy_set = articles.copy_set AND m.number <> articles.number)`,
    )
    .bind(key, id, JSON.stringify(indexedOf(sketch)))
}

/** The same for many articles, by the KV keys of their current revisions, as a JSON array. */
export function eraseFingerprints(db: D1Database, keys: string): D1PreparedStatement[] {
  const sketches = 'json_each(?1) w CROSS JOIN articles a ON a.key = w.value CROSS JOIN sketches k ON k.article = a.number'
  return [
    `DELETE FROM shingles WHERE (hash, article) IN (SELECT h.value, k.article FROM ${sketches} CROSS JOIN json_each(k.sketch) h)`,
    `DELETE FROM event_terms WHERE (term, article) IN (SELECT t.value ->> 0, k.article FROM ${sketches} CROSS JOIN json_each(k.terms) t)`,
    `DELETE FROM sketches WHERE article IN (SELECT k.article FROM ${sketches})`,
  ].map((sql) => db.prepare(sql).bind(keys))
}

/** Looks up what some articles that are not stored share with those that are, in one batch. */
export async function findCandidates({ db }: Store, arriving: readonly Arriving[]): Promise<FoundCandidates> {
  return toCandidates(await db.batch<CandidateRow>(selectCandidates(db, arriving)))
}

/** The two statements of a look-up, for all arriving articles at once. */
export function selectCandidates(db: D1Database, arriving: readonly Arriving[]): D1PreparedStatement[] {
  const rows = JSON.stringify(
    arriving.map(({ id, listedAt, sketch, terms }) => ({ id, listedAt, hashes: indexedOf(sketch), names: indexedTerms(terms) })),
  )
  return [COPIES, EVENTS].map((sql) => db.prepare(sql).bind(rows))
}

// One that is not stored comes after all that are.
const ARRIVING = `arriving AS MATERIALIZED (
    SELECT w.key AS arrival, coalesce(a.number, 9007199254740991) AS number, coalesce(a.listed_at, w.value ->> 'listedAt') AS listed_at,
      w.value -> 'hashes' AS hashes, w.value -> 'names' AS names
    FROM json_each(?1) w LEFT JOIN articles a ON a.id = w.value ->> 'id')`

const CANDIDATE_COLUMNS = 'n.arrival, a.id, a.headline, a.story, a.story_by, k.sketch, k.terms'

const BEST_OF_EACH = `SELECT ${CANDIDATE_COLUMNS} FROM nearest n CROSS JOIN articles a ON a.number = n.article CROSS JOIN sketches k ON k.article = n.article
  WHERE n.place <= ${BEST} ORDER BY n.arrival, n.place`

/** Articles that share hashes of their sketches. */
export const COPIES = `WITH ${ARRIVING},
  met AS (
    SELECT r.arrival, s.value AS article, count(*) AS shared
    FROM arriving r CROSS JOIN json_each(r.hashes) h CROSS JOIN json_each((SELECT json_group_array(article) FROM (
      SELECT e.article FROM shingles e WHERE e.hash = h.value AND e.article < r.number ORDER BY e.article DESC LIMIT ${NEWEST}))) s
    GROUP BY r.arrival, s.value),
  nearest AS (SELECT arrival, article, row_number() OVER (PARTITION BY arrival ORDER BY shared DESC, article) AS place FROM met)
  ${BEST_OF_EACH}`

const hoursFrom = (listedAt: string, sign: '+' | '-') => `strftime('%Y-%m-%dT%H:%M:%SZ', ${listedAt}, '${sign}${SAME_EVENT.hours} hours')`

/** Articles that share names, or words of their headlines, and are listed about the same time; what is rare counts most. */
export const EVENTS = `WITH ${ARRIVING},
  heard AS MATERIALIZED (
    SELECT r.arrival, r.listed_at, (SELECT json_group_array(article) FROM (
      SELECT e.article FROM event_terms e WHERE e.term = t.value AND e.article < r.number ORDER BY e.article DESC LIMIT ${NEWEST})) AS articles
    FROM arriving r CROSS JOIN json_each(r.names) t),
  met AS (
    SELECT v.arrival, s.value AS article, sum(1.0 / json_array_length(v.articles)) AS shared, v.listed_at
    FROM heard v CROSS JOIN json_each(v.articles) s GROUP BY v.arrival, s.value
    HAVING count(*) >= ${SAME_EVENT.names} AND shared >= ${SAME_EVENT.rarity}),
  timely AS (
    SELECT t.arrival, t.article, t.shared FROM met t CROSS JOIN articles a ON a.number = t.article
      AND a.listed_at BETWEEN ${hoursFrom('t.listed_at', '-')} AND ${hoursFrom('t.listed_at', '+')}),
  nearest AS (SELECT arrival, article, row_number() OVER (PARTITION BY arrival ORDER BY shared DESC, article) AS place FROM timely)
  ${BEST_OF_EACH}`

export interface CandidateRow {
  readonly arrival: number
  readonly id: string
  readonly headline: string
  readonly story: string | null
  readonly story_by: StoryBy
  readonly sketch: string
  readonly terms: string
}

/** What the statements of `selectCandidates` found. */
export function toCandidates([copies, events]: readonly D1Result<CandidateRow>[]): FoundCandidates {
  const sketchIn = (row: CandidateRow): Sketch => JSON.parse(row.sketch)
  const termsIn = (row: CandidateRow): EventTerm[] => JSON.parse(row.terms)
  return {
    copies: copies?.results.map((row) => ({ ...toCandidate(row), sketch: sketchIn(row) })) ?? [],
    events: events?.results.map((row) => ({ ...toCandidate(row), terms: termsIn(row) })) ?? [],
  }
}

function toCandidate({ arrival, id, headline, story, story_by: storyBy }: CandidateRow): Candidate {
  return { arrival, id, headline, story, storyBy }
}
