/**
 * Which articles match which briefing. The rows of `candidates` are kept by the two writes that can change them, an
 * article's and a briefing's, in the same batch: so that reading a briefing costs its 500 newest candidates at most,
 * however many articles there are and however rare its topics.
 */

/** At most this many candidates are read for a briefing. */
export const CANDIDATES = 500

/** Whether article `a` belongs to briefing `b`; the one definition. */
export const MATCHES = `
  (b.visibility = 'private' OR a.visibility = 'public')
  AND (b.topics_any = '[]' OR EXISTS (
    SELECT 1 FROM json_each(b.topics_any) w JOIN article_topics t ON t.topic = w.value AND t.listed_at = a.listed_at AND t.article = a.number))
  AND NOT EXISTS (
    SELECT 1 FROM json_each(b.topics_all) w WHERE NOT EXISTS (
      SELECT 1 FROM article_topics t WHERE t.topic = w.value AND t.listed_at = a.listed_at AND t.article = a.number))
  AND NOT EXISTS (
    SELECT 1 FROM json_each(b.topics_none) w JOIN article_topics t ON t.topic = w.value AND t.listed_at = a.listed_at AND t.article = a.number)
  AND (b.outlets = '[]' OR EXISTS (
    SELECT 1 FROM json_each(b.outlets) w JOIN json_each(a.outlets) o ON o.value = w.value))`

// More than are read, so that the ones that are erased later do not leave a briefing short.
export const KEPT = 2 * CANDIDATES

/** Matches articles, by their ids, with every briefing. */
export function matchArticles(db: D1Database, ids: readonly string[]): D1PreparedStatement[] {
  const list = JSON.stringify(ids)
  return [
    db
      .prepare('DELETE FROM candidates WHERE article IN (SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?1)))')
      .bind(list),
    db
      .prepare(
        `INSERT INTO candidates (briefing, listed_at, article)
         SELECT b.slug, a.listed_at, a.number FROM articles a CROSS JOIN briefings b
         WHERE a.id IN (SELECT value FROM json_each(?1)) AND ${MATCHES}`,
      )
      .bind(list),
  ]
}

/** Matches a briefing with every article. */
export function matchBriefing(db: D1Database, slug: string): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM candidates WHERE briefing = ?1').bind(slug),
    db
      .prepare(
        `INSERT INTO candidates (briefing, listed_at, article)
         SELECT b.slug, a.listed_at, a.number FROM briefings b CROSS JOIN articles a
         WHERE b.slug = ?1 AND ${MATCHES} ORDER BY a.listed_at DESC, a.number DESC LIMIT ${KEPT}`,
      )
      .bind(slug),
  ]
}

/** The briefings that articles, by their ids, are candidates of. */
export function briefingsOf(db: D1Database, ids: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT DISTINCT briefing FROM candidates
       WHERE article IN (SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?1)))`,
    )
    .bind(JSON.stringify(ids))
}
