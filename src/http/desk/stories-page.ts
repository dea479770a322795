import type { Context } from 'hono'
import type { Flaw } from '../../core/result.ts'
import { searchWords } from '../../core/search-words.ts'
import type { StoryArticle } from '../../core/story.ts'
import type { JoinMatter } from '../../render/desk/stories-join.ts'
import { renderStories, renderStory } from '../../render/desk/stories.ts'
import type { MemberArticle } from '../../render/desk/stories-member.ts'
import { listArticles } from '../../store/catalogue.ts'
import { readRecords } from '../../store/content.ts'
import { findEntries } from '../../store/entries.ts'
import { findStory, listStories } from '../../store/stories.ts'
import { storeOf } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { page } from './answer.ts'
import type { DeskDoor } from './door.ts'

/** The pages of stories, whatever state their forms are in. */

interface Shown {
  readonly joining?: JoinMatter['typed']
  /** Whether somebody searches for articles. */
  readonly searched?: boolean
  readonly flaws?: readonly Flaw[]
  /** Why something could not be done. */
  readonly problem?: string
}

const STORIES = 10
const PROPOSALS = 5
const FOUND = 20
/** KV reads as many records at once. */
const MOST_RECORDS = 100

/** The list: what an editor is asked, then the stories. */
export async function showStories(c: Context<DeskDoor>, shown: Shown, status = 200): Promise<Response> {
  const store = storeOf(c.env)
  const from = /^\d{1,6}$/.test(c.req.query('from') ?? '') ? Number(c.req.query('from')) : 0
  const [listed, join] = await Promise.all([listStories(store, STORIES + 1, from), joinOf(store, shown, '')])
  const stories = listed.stories.slice(0, STORIES)
  const proposals = listed.proposals.slice(0, PROPOSALS)
  const members = await membersOf(store, [...proposals.flatMap(({ articles }) => articles), ...stories.flatMap(({ articles }) => articles)])
  const matter = {
    proposals,
    moreProposals: listed.proposals.length - proposals.length,
    stories,
    members,
    from,
    next: listed.stories.length > STORIES ? from + STORIES : null,
    join,
    problem: shown.problem ?? null,
  }
  return page(c, { area: 'stories', heading: 'Stories' }, (frame) => renderStories(frame, matter), status)
}

/** One story; null when no article is of it. */
export async function showStory(c: Context<DeskDoor>, name: string, shown: Shown, status = 200): Promise<Response | null> {
  const store = storeOf(c.env)
  const [story, join] = await Promise.all([findStory(store, name), joinOf(store, shown, name)])
  if (!story) return null
  const matter = { story, members: await membersOf(store, story.articles), join }
  const above = [{ text: 'Stories', address: '/desk/stories' }]
  return page(c, { area: 'stories', heading: name, above }, (frame) => renderStory(frame, matter), status)
}

/** What the catalogue and the records say of some articles: one query, one bulk read. */
async function membersOf(store: Store, articles: readonly Pick<StoryArticle, 'id'>[]): Promise<ReadonlyMap<string, MemberArticle>> {
  const entries = await findEntries(store, [...new Set(articles.map(({ id }) => id))])
  const records = await readRecords(store, [...entries.values()].slice(0, MOST_RECORDS))
  return new Map(Array.from(entries, ([id, entry]) => [id, { ...entry, attribution: records.get(id)?.attribution ?? null }]))
}

async function joinOf(store: Store, { joining, searched = false, flaws = [] }: Shown, story: string): Promise<JoinMatter> {
  const typed = joining ?? { q: '', story, picked: [] }
  const words = searchWords(typed.q.slice(0, 500))
  const query = { topic: null, words, since: null, until: null, limit: FOUND, after: null }
  const [picked, found] = await Promise.all([
    findEntries(store, typed.picked.slice(0, MOST_RECORDS)),
    words.length === 0 ? { entries: [] } : listArticles(store, query),
  ])
  return { typed, searched, flaws, hasWords: words.length > 0, picked: [...picked.values()], found: found.entries }
}
