import type { Article, ArticleContent } from '../core/article.ts'
import type { CatalogueEntry } from '../core/arrangement.ts'
import { canonicalUrl } from '../core/canonical-url.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findKnown, holdRevision, insertArticles, replaceArticle, type Known } from '../store/articles.ts'
import { readArticles } from '../store/content.ts'
import type { Store } from '../store/store.ts'
import { chooseId, idsToTry } from './article-id.ts'
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

const SOURCE_CHANGED = 'The source has published a new version.'

/** Another writer may take an id or bring the same article between our look and our write; then we look again. */
const TRIES = 5

/** Stores articles: each once, however often and however many at a time they come. All new ones, or none. */
export async function takeIn(store: Store, contents: readonly ArticleContent[], act: Act, tries = TRIES): Promise<Result<TookIn, Refusal>> {
  const arrivals = await Promise.all(contents.map((content) => arrive(content, act)))
  const known = await findKnown(
    store,
    arrivals.flatMap(({ canonical }) => canonical ?? []),
    arrivals.map((arrival) => arrival.hash),
    arrivals.flatMap((arrival) => arrival.ids),
  )
  const { fresh, plans } = plan(arrivals, known)
  const created = await Promise.all(
    [...fresh].map(([id, { content }]) => makeRevision({ ...content, id, revision: 1, corrections: [] }, 'intake', null, act)),
  )
  const inserted = await insertArticles(store, created)
  if (!inserted.ok) return tries > 1 ? takeIn(store, contents, act, tries - 1) : fail(busy)
  return settle(store, plans, new Map(created.map(({ article }) => [article.id, article])), inserted.value.briefings, act)
}

const busy: Refusal = {
  status: 409,
  detail: 'Others are writing the same articles just now; nothing was stored. Send them again.',
  flaws: [],
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

type Plan =
  | { readonly is: 'created' | 'repeated'; readonly id: string }
  | { readonly is: 'known' | 'revised' | 'held'; readonly entry: CatalogueEntry; readonly content: ArticleContent }

function plan(arrivals: readonly Arrival[], known: Known): { fresh: Map<string, Arrival>; plans: Plan[] } {
  const fresh = new Map<string, Arrival>()
  const idOf = new Map<string, string>()
  const plans = arrivals.map((arrival): Plan => {
    const { content, canonical, hash } = arrival
    const sameText = known.byText.get(hash)
    if (sameText) return { is: 'known', entry: sameText, content }
    const samePage = canonical === null ? undefined : known.byUrl.get(canonical)
    if (samePage) return { is: samePage.edited ? 'held' : 'revised', entry: samePage, content }
    const earlier = idOf.get(hash) ?? (canonical === null ? undefined : idOf.get(canonical))
    if (earlier !== undefined) return { is: 'repeated', id: earlier }
    const id = chooseId(arrival.ids, (taken) => known.takenIds.has(taken) || fresh.has(taken))
    fresh.set(id, arrival)
    idOf.set(hash, id)
    if (canonical !== null) idOf.set(canonical, id)
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
      return article ? meet(store, made, article, act) : null
    }),
  )
  const present = settled.filter((one) => one !== null)
  if (present.length < plans.length)
    return fail({ status: 503, detail: 'A stored article cannot be read just now. Send them again.', flaws: [] })
  return ok({
    taken: present.map((one) => one.taken),
    briefings: [...new Set([...briefings, ...present.flatMap((one) => one.briefings)])],
  })
}

/** An article that is there meets the text that came in for it. */
async function meet(
  store: Store,
  made: Extract<Plan, { entry: CatalogueEntry }>,
  stored: Article,
  act: Act,
): Promise<{ taken: TakenIn; briefings: readonly string[] }> {
  if (made.is === 'known') return { taken: { article: stored, outcome: 'known' }, briefings: [] }
  const { content, entry } = made
  const article: Article = {
    ...content,
    id: stored.id,
    revision: stored.revision + 1,
    // What the desk decided stays decided.
    story: content.story ?? stored.story,
    visibility: stored.visibility,
    embargoUntil: stored.embargoUntil,
    corrections: [...stored.corrections, { at: act.now, note: SOURCE_CHANGED }],
  }
  const revision = await makeRevision(article, 'intake', SOURCE_CHANGED, act)
  const replaced = made.is === 'revised' ? await replaceArticle(store, revision, entry.key) : null
  if (replaced?.ok && replaced.value) return { taken: { article, outcome: 'revised' }, briefings: replaced.value.briefings }
  // Touched by an editor, now or while we looked away.
  await holdRevision(store, revision)
  return { taken: { article: stored, outcome: 'held' }, briefings: [] }
}
