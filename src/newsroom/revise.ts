import type { Article, ArticleContent, ArticleReplacement } from '../core/article.ts'
import type { CatalogueEntry } from '../core/arrangement.ts'
import { canonicalJson } from '../core/digest.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { insertArticles, replaceArticle, type Conflict } from '../store/articles.ts'
import { findArticle, knownTopics } from '../store/catalogue.ts'
import { readArticles } from '../store/content.ts'
import { putIntoStory } from '../store/stories.ts'
import type { Store } from '../store/store.ts'
import { joinNew, placed } from './join-stories.ts'
import { makeRevision, type Act } from './revision.ts'

export interface Revised {
  readonly article: Article
  /** Its entity tag's value. */
  readonly key: string
  readonly outcome: 'created' | 'revised' | 'unchanged'
  readonly briefings: readonly string[]
  /** Articles that were there and have come into a story. */
  readonly moved: readonly string[]
}

const TRIES = 10

/**
 * Puts an article in place of the one by that id, or creates it. `expected` tells whether the writer has seen the
 * current one (by its key); null where they do not say. A change needs a correction or must be called minor.
 */
export async function revise(
  store: Store,
  id: string,
  replacement: ArticleReplacement,
  expected: ((key: string) => boolean) | null,
  act: Act,
  tries = TRIES,
): Promise<Result<Revised, Refusal>> {
  const { correction, minor, ...input } = replacement
  const [entry, topics] = await Promise.all([findArticle(store, id), input.topics ? [] : knownTopics(store)])
  if (expected && !(entry && expected(entry.key))) return fail(stale)
  const { deriveArticle } = await import('../intake/derive.ts')
  const derived = deriveArticle(input, { knownTopics: topics })
  if (!derived.ok) return fail(unprocessable(derived.error))
  const storySaid = input.story !== undefined
  if (!entry) return create(store, id, derived.value, storySaid, act)
  const [stored] = await readArticles(store, [entry])
  if (!stored) return fail(unreadable)
  const before = { ...stored, story: entry.story }
  const after = storySaid ? derived.value : { ...derived.value, story: entry.story }
  const isTold = correction === undefined || before.corrections.at(-1)?.note === correction
  if (sameContent(before, after) && isTold) {
    // It may have been the server's word, or nobody's; now it is the editor's.
    if (storySaid && entry.storyBy !== 'editor') await putIntoStory(store, [id], entry.story)
    return ok({ article: before, key: entry.key, outcome: 'unchanged', briefings: [], moved: [] })
  }
  if (correction !== undefined && minor)
    return fail(unprocessable([{ pointer: '/minor', detail: 'a change is either minor or a correction' }]))
  if (correction === undefined && !minor) return fail(unprocessable([{ pointer: '/correction', detail: SAY_WHY }]))
  // The record keeps what its writers said: a story that the server found stands in the catalogue alone.
  const content = storySaid ? derived.value : { ...derived.value, story: stored.story }
  const replaced = await replace(store, before, entry, content, { correction: correction ?? null, storySaid }, act)
  // Somebody was faster. Who asked for a certain revision hears so; for anyone else we look again.
  if (replaced.ok && !replaced.value) return expected || tries <= 1 ? fail(stale) : revise(store, id, replacement, expected, act, tries - 1)
  return replaced.ok && replaced.value ? ok(replaced.value) : replaced.ok ? fail(stale) : replaced
}

const SAY_WHY = 'say what was corrected, for readers ("correction": "…"), or that the change is "minor": true'

const stale: Refusal = {
  status: 412,
  detail: 'The article has changed since you read it. GET it again, and send your change with its new ETag in If-Match.',
  flaws: [],
}

const unreadable: Refusal = {
  status: 503,
  detail: 'The stored article cannot be read just now; nothing was changed. Try again.',
  flaws: [],
}

async function create(store: Store, id: string, content: ArticleContent, storySaid: boolean, act: Act): Promise<Result<Revised, Refusal>> {
  const first = { ...content, id, revision: 1, corrections: [] }
  const revision = await makeRevision(first, { by: 'editor', correction: null, storySaid }, act)
  const inserted = await insertArticles(store, [revision])
  if (!inserted.ok) return fail(conflicting(inserted.error))
  const joined = await joinNew(store, [revision], inserted.value.candidates, act)
  return ok({
    article: placed(revision.article, joined),
    key: revision.key,
    outcome: 'created',
    briefings: [...new Set([...inserted.value.briefings, ...joined.briefings])],
    moved: [...joined.stories.keys()].filter((moved) => moved !== id),
  })
}

async function replace(
  store: Store,
  before: Article,
  entry: CatalogueEntry,
  content: ArticleContent,
  { correction, storySaid }: { readonly correction: string | null; readonly storySaid: boolean },
  act: Act,
): Promise<Result<Revised | null, Refusal>> {
  const corrections = correction === null ? before.corrections : [...before.corrections, { at: act.now, note: correction }]
  const article: Article = { ...content, id: before.id, revision: before.revision + 1, corrections }
  const revision = await makeRevision(article, { by: 'editor', correction, storySaid }, act)
  const replaced = await replaceArticle(store, revision, entry.key)
  if (!replaced.ok) return fail(conflicting(replaced.error))
  if (!replaced.value) return ok(null)
  const { story, briefings } = replaced.value
  return ok({ article: { ...article, story }, key: revision.key, outcome: 'revised', briefings, moved: [] })
}

function conflicting(conflict: Conflict): Refusal {
  const what = { id: 'An article with this id', url: 'Another article with this url', text: 'Another article with this headline and body' }[
    conflict
  ]
  return {
    status: 409,
    detail: `${what} is there already; nothing was changed.`,
    flaws: [{ pointer: conflict === 'url' ? '/url' : '', detail: what }],
  }
}

function sameContent({ id: _id, revision: _revision, corrections: _corrections, ...before }: Article, after: ArticleContent): boolean {
  return canonicalJson(before) === canonicalJson(after)
}
