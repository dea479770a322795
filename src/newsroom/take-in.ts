import type { Article, ArticleContent } from '../core/article.ts'
import type { CatalogueEntry } from '../core/arrangement.ts'
import { canonicalUrl } from '../core/canonical-url.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findKnown, holdRevision, insertArticles, replaceArticle, type Known } from '../store/articles.ts'
import { readArticles } from '../store/content.ts'
import type { Store } from '../store/store.ts'
import { chooseId, idsToTry } from './article-id.ts'
import { nextVersion, SOURCE_CHANGED } from './next-version.ts'
import { makeRevision, textHash, type Act } from './revision.ts'

/**
 * What became of an article that came in: it is new; its text was known; its source changed it and so did we; or an
 * editor has touched ours, and the source's new text is held until one has seen it.
 */
export type Outcome = 'created' | 'known' | 'revised' | 'held'

export interface TakenIn {
  readonly article: Article
  readonly outcome: Outcome
}

export interface TookIn {
  readonly taken: readonly TakenIn[]
  readonly briefings: readonly string[]
}

/** Another writer may take an id or bring the same article between our look and our write; then we look again. */
const TRIES = 5

/** Stores articles: each once, however often and however many at a time they come. All new ones, or none. */
export async function takeIn(store: Store, contents: readonly ArticleContent[], act: Act): Promise<Result<TookIn, Refusal>> {
  const arrivals = await Promise.all(contents.map((content) => arrive(content, act)))
  const { first, later } = byPage(arrivals)
  const took = await takeInArrivals(store, first, act, TRIES)
  if (!took.ok || later.length === 0) return took
  // Other texts of a page that came before them in the same list: each is that page's next version.
  const rest = await takeIn(
    store,
    later.map((arrival) => arrival.content),
    act,
  )
  if (!rest.ok) return rest
  const taken = [...took.value.taken, ...rest.value.taken]
  const takenOf = new Map([...first, ...later].map((arrival, index) => [arrival, taken[index]]))
  return ok({
    taken: arrivals.flatMap((arrival) => takenOf.get(arrival) ?? []),
    briefings: [...new Set([...took.value.briefings, ...rest.value.briefings])],
  })
}

interface Arrival {
  readonly content: ArticleContent
  readonly canonical: string | null
  readonly hash: string
  readonly ids: readonly string[]
}

async function arrive(content: ArticleContent, act: Act): Promise<Arrival> {
  return {
    content,
    canonical: content.url === null ? null : canonicalUrl(content.url),
    hash: await textHash(content),
    ids: await idsToTry(content, act),
  }
}

/** Arrivals that are alone on their page, or the first of it, or the same text again; and the others. */
function byPage(arrivals: readonly Arrival[]): { first: Arrival[]; later: Arrival[] } {
  const textOf = new Map<string, string>()
  const first: Arrival[] = []
  const later: Arrival[] = []
  for (const arrival of arrivals) {
    const { canonical, hash } = arrival
    const known = canonical === null ? undefined : textOf.get(canonical)
    if (canonical !== null && known === undefined) textOf.set(canonical, hash)
    ;(known === undefined || known === hash ? first : later).push(arrival)
  }
  return { first, later }
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
    [...fresh].map(([id, { content }]) => makeRevision({ ...content, id, revision: 1, corrections: [] }, 'intake', null, act)),
  )
  const inserted = await insertArticles(store, created)
  if (!inserted.ok) return tries > 1 ? takeInArrivals(store, arrivals, act, tries - 1) : fail(busy)
  return settle(store, plans, new Map(created.map(({ article }) => [article.id, article])), inserted.value.briefings, act, tries)
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
  created: ReadonlyMap<string, Article>,
  briefings: readonly string[],
  act: Act,
  tries: number,
): Promise<Result<TookIn, Refusal>> {
  const entries = plans.flatMap((made) => ('entry' in made ? [made.entry] : []))
  const articles = await readArticles(store, entries)
  const stored = new Map(entries.map((entry, index) => [entry.id, articles[index] ?? null]))
  const settled = await Promise.all(
    plans.map(async (made): Promise<{ taken: TakenIn; briefings: readonly string[] } | null> => {
      if (!('entry' in made)) {
        const article = created.get(made.id)
        return article ? { taken: { article, outcome: made.is === 'created' ? 'created' : 'known' }, briefings: [] } : null
      }
      const article = stored.get(made.entry.id)
      return article ? meet(store, made, article, act, tries) : null
    }),
  )
  const present = settled.filter((one) => one !== null)
  if (present.length < plans.length) return fail(unreadable)
  return ok({
    taken: present.map((one) => one.taken),
    briefings: [...new Set([...briefings, ...present.flatMap((one) => one.briefings)])],
  })
}

const unreadable: Refusal = { status: 503, detail: 'A stored article cannot be read just now. Send them again.', flaws: [] }

/** An article that is there meets the text that came in for it. */
async function meet(
  store: Store,
  made: Extract<Plan, { entry: CatalogueEntry }>,
  stored: Article,
  act: Act,
  tries: number,
): Promise<{ taken: TakenIn; briefings: readonly string[] }> {
  if (made.is === 'known') return { taken: { article: stored, outcome: 'known' }, briefings: [] }
  const article = nextVersion(stored, made.arrival.content, act.now)
  const revision = await makeRevision(article, 'intake', SOURCE_CHANGED, act)
  if (made.is === 'revised') {
    const replaced = await replaceArticle(store, revision, made.entry.key)
    if (replaced.ok && replaced.value) return { taken: { article, outcome: 'revised' }, briefings: replaced.value.briefings }
    // Somebody was faster: what is there now may be the same text, or an editor's.
    const again = tries > 1 ? await takeInArrivals(store, [made.arrival], act, tries - 1) : null
    const taken = again?.ok ? again.value.taken[0] : undefined
    if (again?.ok && taken) return { taken, briefings: again.value.briefings }
  }
  await holdRevision(store, revision)
  return { taken: { article: stored, outcome: 'held' }, briefings: [] }
}
