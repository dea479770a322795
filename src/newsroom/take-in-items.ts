import type { ArticleContent } from '../core/article.ts'
import type { Flaw } from '../core/result.ts'
import { topicsByRules } from '../core/topic-rules.ts'
import { knownTopics } from '../store/catalogue.ts'
import type { LeasedSource } from '../store/polls.ts'
import type { Store } from '../store/store.ts'
import { drafter, type Draft } from './drafts.ts'
import { MOST_ARTICLES, type Located } from './read-document.ts'
import type { Act } from './revision.ts'
import type { Item } from './sort-items.ts'
import { takeIn, type Outcome } from './take-in.ts'

const MOST_TOPICS = 20

/** What became of a source's items. */
export interface TookInItems {
  readonly outcomes: readonly Outcome[]
  /** The items that are done with. */
  readonly done: readonly Item[]
  readonly changed: { readonly articles: readonly string[]; readonly briefings: readonly string[] }
  readonly warnings: readonly Flaw[]
  /** Why those that are not among them are not in; null where all are. */
  readonly failure: string | null
}

/** Takes a source's items in, as many at a time as one request may bring. Where that fails, those before have come in. */
export async function takeInItems(store: Store, items: readonly Item[], source: LeasedSource, act: Act): Promise<TookInItems> {
  if (items.length === 0) return { outcomes: [], done: [], changed: { articles: [], briefings: [] }, warnings: [], failure: null }
  const draft = await drafter({ knownTopics: await knownTopics(store), now: act.now })
  // Feeds list the newest first. Where they tell no times, what is stored last counts as the newest.
  const drafted = items.toReversed().map((item) => ({ item, drafted: draftOf(item.located, source, draft) }))
  const contents = drafted.flatMap(({ item, drafted: made }) => (made.ok ? [{ item, content: made.value }] : []))
  const unusable = drafted.flatMap(({ item, drafted: made }) => (made.ok ? [] : [{ item, flaws: made.error }]))
  const took = await takeInTurns(store, contents, act)
  return {
    ...took,
    done: [...took.done, ...unusable.map(({ item }) => item)],
    warnings: unusable.flatMap(({ flaws }) => flaws.slice(0, 1)),
  }
}

function draftOf(located: Located, { outlet, topics, rules }: LeasedSource, draft: Draft): ReturnType<Draft> {
  const publisher = outlet === null ? (located.outlet ?? null) : { name: outlet, url: located.outlet?.url ?? null }
  const drafted = draft({ ...located, outlet: publisher })
  if (!drafted.ok) return drafted
  const given = [...topics, ...topicsByRules(rules, drafted.value, located.categories ?? [])]
  return { ok: true, value: { ...drafted.value, topics: [...new Set([...given, ...drafted.value.topics])].slice(0, MOST_TOPICS) } }
}

interface Content {
  readonly item: Item
  readonly content: ArticleContent
}

async function takeInTurns(store: Store, contents: readonly Content[], act: Act): Promise<Omit<TookInItems, 'warnings'>> {
  const now = contents.slice(0, MOST_ARTICLES)
  const later = contents.slice(MOST_ARTICLES)
  const nothing = { outcomes: [], done: [], changed: { articles: [], briefings: [] } }
  if (now.length === 0) return { ...nothing, failure: null }
  const took = await takeInSome(store, now, act)
  if (typeof took === 'string') return { ...nothing, failure: took }
  const rest = await takeInTurns(store, later, act)
  return {
    outcomes: [...took.outcomes, ...rest.outcomes],
    done: [...now.map(({ item }) => item), ...rest.done],
    changed: {
      articles: [...took.articles, ...rest.changed.articles],
      briefings: [...new Set([...took.briefings, ...rest.changed.briefings])],
    },
    failure: rest.failure,
  }
}

interface Some {
  readonly outcomes: readonly Outcome[]
  readonly articles: readonly string[]
  readonly briefings: readonly string[]
}

/** Or why not. A store that fails must not hide what came in before. */
async function takeInSome(store: Store, contents: readonly Content[], act: Act): Promise<Some | string> {
  try {
    const took = await takeIn(
      store,
      contents.map(({ content }) => content),
      act,
    )
    if (!took.ok) return took.error.detail
    const { taken, briefings, moved } = took.value
    const changed = taken.filter(({ outcome }) => outcome === 'created' || outcome === 'revised')
    return { outcomes: taken.map(({ outcome }) => outcome), articles: [...changed.map(({ article }) => article.id), ...moved], briefings }
  } catch (error) {
    return `something failed here: ${String(error).slice(0, 200)}`
  }
}
