import type { Article, ArticleContent } from '../core/article.ts'
import type { CatalogueEntry } from '../core/arrangement.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Similar } from '../core/similar.ts'
import { holdRevision, insertArticles, replaceArticle, type Revision } from '../store/articles.ts'
import { findKnown, type Known } from '../store/known.ts'
import { readArticles } from '../store/content.ts'
import type { Store } from '../store/store.ts'
import { arrive, byPage, type Arrival } from './arrival.ts'
import { chooseId } from './article-id.ts'
import { joinNew, placed, type Joined } from './join-stories.ts'
import { nextVersion, SOURCE_CHANGED } from './next-version.ts'
import { makeRevision, type Act } from './revision.ts'

/**
 * What became of an article that came in: it is new; its text was known; its source changed it and so did we; or an
 * editor has touched ours, and the source's new text is held until one has seen it.
 */
export type Outcome = 'created' | 'known' | 'revised' | 'held'

export interface TakenIn {
  /** With the story that it is of now. */
  readonly article: Article
  readonly outcome: Outcome
  /** What a new one is a copy of, or may be of the same event as. */
  readonly similar: readonly Similar[]
}

export interface TookIn {
  readonly taken: readonly TakenIn[]
  readonly briefings: readonly string[]
  /** Articles that were there and have come into a story. */
  readonly moved: readonly string[]
}

/** Another writer may take an id or bring the same article between our look and our write; then we look again. */
const TRIES = 5

/**
 * Stores articles: each once, however often and however many at a time they come. All new ones, or none. `storySaid` tells of each
 * whether its sender has said what story it is of, or that it is of none; of the others near-duplicates are joined.
 */
export async function takeIn(
  store: Store,
  contents: readonly ArticleContent[],
  act: Act,
  storySaid: readonly boolean[] = contents.map(({ story }) => story !== null),
): Promise<Result<TookIn, Refusal>> {
  const arrivals = await Promise.all(contents.map((content, index) => arrive(content, storySaid[index] ?? false, act)))
  const { first, later } = byPage(arrivals)
  const took = await takeInArrivals(store, first, act, TRIES)
  if (!took.ok || later.length === 0) return took
  // Other texts of a page that came before them in the same list: each is that page's next version.
  const rest = await takeIn(
    store,
    later.map((arrival) => arrival.content),
    act,
    later.map((arrival) => arrival.storySaid),
  )
  if (!rest.ok) return rest
  const taken = [...took.value.taken, ...rest.value.taken]
  const takenOf = new Map([...first, ...later].map((arrival, index) => [arrival, taken[index]]))
  return ok({
    taken: arrivals.flatMap((arrival) => takenOf.get(arrival) ?? []),
    briefings: [...new Set([...took.value.briefings, ...rest.value.briefings])],
    moved: [...new Set([...took.value.moved, ...rest.value.moved])],
  })
}

async function takeInArrivals(store: Store, arrivals: readonly Arrival[], act: Act, tries: number): Promise<Result<TookIn, Refusal>> {
  const known = await findKnown(
    store,
    arrivals.flatMap(({ canonical }) => canonical ?? []),
    arrivals.map((arrival) => arrival.hash),
    arrivals.flatMap((arrival) => arrival.ids),
  )
  // After a lost race for an id the one that is surely free, or all who raced would meet again at the next number.
  const { fresh, plans } = plan(arrivals, known, tries < TRIES)
  const created = await Promise.all(
    [...fresh].map(([id, { content, storySaid }]) =>
      makeRevision({ ...content, id, revision: 1, corrections: [] }, { by: 'intake', correction: null, storySaid }, act),
    ),
  )
  const inserted = await insertArticles(store, created)
  if (!inserted.ok) return tries > 1 ? takeInArrivals(store, arrivals, act, tries - 1) : fail(busy)
  const joined = await joinNew(store, created, inserted.value.candidates, act)
  const settled = await settle(store, plans, newOf(created, joined), act, tries)
  if (!settled.ok) return settled
  const { taken, briefings, moved } = settled.value
  return ok({
    taken,
    briefings: [...new Set([...inserted.value.briefings, ...joined.briefings, ...briefings])],
    moved: [...new Set([...joined.stories.keys(), ...moved])].filter((id) => !fresh.has(id)),
  })
}

function newOf(created: readonly Revision[], joined: Joined): Map<string, TakenIn> {
  return new Map(
    created.map(({ article }, index) => [
      article.id,
      { article: placed(article, joined), outcome: 'created', similar: joined.similar[index] ?? [] },
    ]),
  )
}

const busy: Refusal = {
  status: 409,
  detail: 'Others are writing the same articles just now; nothing was stored. Send them again.',
  flaws: [],
}

type Plan =
  | { readonly is: 'created' | 'repeated'; readonly id: string }
  | { readonly is: 'known' | 'revised' | 'held'; readonly entry: CatalogueEntry; readonly arrival: Arrival }

function plan(arrivals: readonly Arrival[], known: Known, raced: boolean): { fresh: Map<string, Arrival>; plans: Plan[] } {
  const fresh = new Map<string, Arrival>()
  const idOf = new Map<string, string>()
  const plans = arrivals.map((arrival): Plan => {
    const { canonical, hash } = arrival
    const samePage = canonical === null ? undefined : known.byUrl.get(canonical)
    const sameText = known.byText.get(hash)
    // A source may go back to an earlier text; one that an editor has put right since is not asked about again.
    if (samePage && !samePage.edited && samePage.textHash !== hash) return { is: 'revised', entry: samePage, arrival }
    if (sameText) return { is: 'known', entry: sameText, arrival }
    if (samePage) return { is: samePage.textHash === hash ? 'known' : 'held', entry: samePage, arrival }
    const earlier = idOf.get(hash)
    if (earlier !== undefined) return { is: 'repeated', id: earlier }
    const id = chooseId(raced ? arrival.ids.slice(-1) : arrival.ids, (taken) => known.takenIds.has(taken) || fresh.has(taken))
    fresh.set(id, arrival)
    idOf.set(hash, id)
    return { is: 'created', id }
  })
  return { fresh, plans }
}

async function settle(
  store: Store,
  plans: readonly Plan[],
  created: ReadonlyMap<string, TakenIn>,
  act: Act,
  tries: number,
): Promise<Result<TookIn, Refusal>> {
  const entries = plans.flatMap((made) => ('entry' in made ? [made.entry] : []))
  const articles = await readArticles(store, entries)
  const stored = new Map(entries.map((entry, index) => [entry.id, articles[index] ?? null]))
  const settled = await Promise.all(
    plans.map(async (made): Promise<Met | null> => {
      if (!('entry' in made)) {
        const taken = created.get(made.id)
        return taken ? { taken: made.is === 'created' ? taken : asKnown(taken.article), briefings: [], moved: [] } : null
      }
      const article = stored.get(made.entry.id)
      return article ? meet(store, made, article, act, tries) : null
    }),
  )
  const present = settled.filter((one) => one !== null)
  if (present.length < plans.length) return fail(unreadable)
  return ok({
    taken: present.map((one) => one.taken),
    briefings: present.flatMap((one) => one.briefings),
    moved: present.flatMap((one) => one.moved),
  })
}

const unreadable: Refusal = { status: 503, detail: 'A stored article cannot be read just now. Send them again.', flaws: [] }

interface Met extends Omit<TookIn, 'taken'> {
  readonly taken: TakenIn
}

function asKnown(article: Article): TakenIn {
  return { article, outcome: 'known', similar: [] }
}

/** An article that is there meets the text that came in for it. */
async function meet(store: Store, made: Extract<Plan, { entry: CatalogueEntry }>, stored: Article, act: Act, tries: number): Promise<Met> {
  const { entry, arrival } = made
  const current = { ...stored, story: entry.story }
  if (made.is === 'known') return { taken: asKnown(current), briefings: [], moved: [] }
  const article = nextVersion(stored, arrival.content, act.now)
  const { storySaid } = arrival
  const revision = await makeRevision(article, { by: 'intake', correction: SOURCE_CHANGED, storySaid }, act)
  if (made.is === 'revised') {
    const replaced = await replaceArticle(store, revision, entry.key)
    if (replaced.ok && replaced.value) {
      const { story, briefings } = replaced.value
      return { taken: { article: { ...article, story }, outcome: 'revised', similar: [] }, briefings, moved: [] }
    }
    // Somebody was faster: what is there now may be the same text, or an editor's.
    const again = tries > 1 ? await takeInArrivals(store, [arrival], act, tries - 1) : null
    const taken = again?.ok ? again.value.taken[0] : undefined
    if (again?.ok && taken) return { ...again.value, taken }
  }
  await holdRevision(store, revision)
  return { taken: { article: current, outcome: 'held', similar: [] }, briefings: [], moved: [] }
}
