import type { Joining } from '../core/join.ts'
import type { StoryBy } from '../core/similar.ts'
import type { Proposal, SimilarKind, Story, StoryArticle } from '../core/story.ts'
import { briefingsOf } from './candidates.ts'
import type { Store } from './store.ts'

/** Stories: which articles are of one, what an editor is asked about. D1 alone knows it; no article gets a revision by it. */

/** What a change of stories did: where the articles are now, and the briefings whose pages it changed. */
export interface Moved {
  readonly stories: ReadonlyMap<string, string | null>
  readonly briefings: readonly string[]
}

/** Joins copies and keeps pairings, in one batch. Who has said what an article's story is, is never overruled. */
export async function joinStories({ db }: Store, { foundings, joins, pairings }: Joining, now: string): Promise<Moved> {
  const ids = [...new Set(joins.flatMap(({ article, anchor }) => [article, anchor]))]
  const results = await db.batch<StoryRow & BriefingRow>([
    db.prepare(FOUND).bind(JSON.stringify(foundings)),
    db.prepare(JOIN).bind(JSON.stringify(joins)),
    db.prepare(PAIR).bind(JSON.stringify(pairings), now),
    selectStories(db, ids),
    briefingsOf(db, ids),
  ])
  return toMoved(results)
}

const UNPLACED = '(articles.story IS NULL AND articles.story_by IS NULL)'

const FOUND = `UPDATE articles SET
    copy_set = coalesce(articles.copy_set, w.copy_set),
    story = iif(${UNPLACED}, w.story, articles.story),
    story_by = iif(${UNPLACED} AND w.story IS NOT NULL, 'server', articles.story_by)
  FROM (SELECT value ->> 'anchor' AS id, value ->> 'story' AS story, value ->> 'copySet' AS copy_set FROM json_each(?1)) w
  WHERE articles.id = w.id`

// The anchor's story is the one it has now: of several who brought copies of it at the same time the first has named it.
const JOIN = `UPDATE articles SET
    copy_set = w.copy_set,
    story = iif(articles.story_by IS NULL, w.story, articles.story),
    story_by = iif(articles.story_by IS NULL AND w.story IS NOT NULL, 'server', articles.story_by)
  FROM (
    SELECT j.value ->> 'article' AS id, a.copy_set, a.story FROM json_each(?1) j CROSS JOIN articles a ON a.id = j.value ->> 'anchor') w
  WHERE articles.id = w.id`

const PAIR = `INSERT OR IGNORE INTO proposals (article, other, kind, score, at)
  SELECT a.number, o.number, w.value ->> 'kind', w.value ->> 'score', ?2
  FROM json_each(?1) w CROSS JOIN articles a ON a.id = w.value ->> 'article' CROSS JOIN articles o ON o.id = w.value ->> 'other'
  WHERE a.story IS NULL OR a.story IS NOT o.story`

/** Puts articles into a story by an editor's word; one that is not there is passed over. */
export async function putIntoStory({ db }: Store, ids: readonly string[], story: string | null): Promise<Moved> {
  return toMoved(
    await db.batch<StoryRow & BriefingRow>([
      db
        .prepare(`UPDATE articles SET story = ?2, story_by = 'editor' WHERE id IN (SELECT value FROM json_each(?1))`)
        .bind(JSON.stringify(ids), story),
      db.prepare(ANSWERED).bind(story),
      selectStories(db, ids),
      briefingsOf(db, ids),
    ]),
  )
}

// What is of one story by an editor's word need not be asked again, also when one of the two is taken out.
const ANSWERED = `DELETE FROM proposals WHERE dismissed_at IS NULL
  AND article IN (SELECT number FROM articles WHERE story = ?1) AND other IN (SELECT number FROM articles WHERE story = ?1)`

interface StoryRow {
  readonly id: string
  readonly story: string | null
}

interface BriefingRow {
  readonly briefing: string
}

function selectStories(db: D1Database, ids: readonly string[]): D1PreparedStatement {
  return db.prepare('SELECT id, story FROM articles WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(ids))
}

function toMoved(results: readonly D1Result<StoryRow & BriefingRow>[]): Moved {
  return {
    stories: new Map(results.at(-2)?.results.map(({ id, story }) => [id, story])),
    briefings: results.at(-1)?.results.map(({ briefing }) => briefing) ?? [],
  }
}

/** Which story each of some articles is of; those that are not there are missing. */
export async function placesOf({ db }: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const { results } = await selectStories(db, ids).all<StoryRow>()
  return new Map(results.map(({ id, story }) => [id, story]))
}

interface ArticleRow extends StoryRow {
  readonly headline: string
  readonly listed_at: string
  readonly visibility: 'public' | 'private'
  readonly story_by: StoryBy
  readonly copy_set: string | null
  readonly origins: string
}

interface ProposalRow {
  readonly proposal: number
  readonly kind: SimilarKind
  readonly score: number
  readonly at: string
}

const ARTICLE_COLUMNS = 'a.id, a.headline, a.listed_at, a.visibility, a.story, a.story_by, a.copy_set, a.origins'

/** The stories whose newest article came last, and the newest proposals that nobody has answered, in one batch. */
export async function listStories({ db }: Store, limit: number, offset: number): Promise<{ stories: Story[]; proposals: Proposal[] }> {
  const [articles, proposals] = await db.batch<ArticleRow & ProposalRow>([db.prepare(STORIES).bind(limit, offset), db.prepare(PROPOSALS)])
  return { stories: toStories(articles?.results ?? []), proposals: toProposals(proposals?.results ?? []) }
}

/** How many articles of a story are listed. */
const MEMBERS = 100

const STORIES = `SELECT ${ARTICLE_COLUMNS} FROM (
    SELECT story, max(number) AS newest FROM articles WHERE story IS NOT NULL GROUP BY story ORDER BY newest DESC LIMIT ?1 OFFSET ?2) s
  CROSS JOIN articles a ON a.story = s.story AND a.number IN (
    SELECT m.number FROM articles m WHERE m.story = s.story ORDER BY m.number LIMIT ${MEMBERS})
  ORDER BY s.newest DESC, a.number`

/** Whether proposal `p` of articles `a` and `o` waits for an editor. */
export const OPEN = 'p.dismissed_at IS NULL AND (a.story IS NULL OR a.story IS NOT o.story)'

const PROPOSALS = `SELECT p.id AS proposal, p.kind, p.score, p.at, ${ARTICLE_COLUMNS} FROM (
    SELECT p.* FROM proposals p CROSS JOIN articles a ON a.number = p.article CROSS JOIN articles o ON o.number = p.other
    WHERE ${OPEN} ORDER BY p.id DESC LIMIT 100) p
  CROSS JOIN articles a ON a.number IN (p.article, p.other) ORDER BY p.id DESC, a.number DESC`

/** One story; null when no article is of it. */
export async function findStory({ db }: Store, story: string): Promise<Story | null> {
  const { results } = await db
    .prepare(`SELECT ${ARTICLE_COLUMNS} FROM articles a WHERE a.story = ?1 ORDER BY a.number LIMIT ${MEMBERS}`)
    .bind(story)
    .all<ArticleRow>()
  return toStories(results)[0] ?? null
}

/** The ids of every article of a story. */
export async function storyMembers({ db }: Store, story: string): Promise<string[]> {
  const { results } = await db.prepare('SELECT id FROM articles WHERE story = ?1').bind(story).all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** The articles of a proposal that nobody has answered, with what may be moved with each; null when there is none. */
export async function findProposal({ db }: Store, id: number): Promise<Proposal | null> {
  const { results } = await db
    .prepare(
      `SELECT p.id AS proposal, p.kind, p.score, p.at, ${ARTICLE_COLUMNS} FROM proposals p CROSS JOIN articles a ON a.number IN (p.article, p.other)
       WHERE p.id = ?1 AND p.dismissed_at IS NULL ORDER BY a.number DESC`,
    )
    .bind(id)
    .all<ArticleRow & ProposalRow>()
  return toProposals(results)[0] ?? null
}

/** Notes that two articles are not of one story. False when there is no such proposal; one that was dismissed keeps its time. */
export async function dismissProposal({ db }: Store, id: number, now: string): Promise<boolean> {
  const answer = await db.prepare('UPDATE proposals SET dismissed_at = coalesce(dismissed_at, ?2) WHERE id = ?1').bind(id, now).run()
  return answer.meta.changes === 1
}

function toStories(rows: readonly ArticleRow[]): Story[] {
  const stories = new Map<string, StoryArticle[]>()
  for (const row of rows) if (row.story !== null) stories.set(row.story, [...(stories.get(row.story) ?? []), toStoryArticle(row)])
  return Array.from(stories, ([story, articles]) => ({ story, articles }))
}

function toProposals(rows: readonly (ArticleRow & ProposalRow)[]): Proposal[] {
  const proposals = new Map<number, Proposal>()
  for (const row of rows) {
    const { proposal: id, kind, score, at } = row
    const article = { ...toStoryArticle(row), story: row.story }
    proposals.set(id, { id, kind, score, at, articles: [...(proposals.get(id)?.articles ?? []), article] })
  }
  return [...proposals.values()]
}

function toStoryArticle({
  id,
  headline,
  listed_at: listedAt,
  visibility,
  story_by: by,
  copy_set: copies,
  origins,
}: ArticleRow): StoryArticle {
  const outlets: { readonly name: string }[] = JSON.parse(origins)
  return { id, headline, listedAt, visibility, by, copies, origins: outlets.map(({ name }) => name) }
}
