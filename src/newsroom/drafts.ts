import type { ArticleContent, ArticleInput } from '../core/article.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { toSlug } from '../core/slug.ts'
import { MOST_ARTICLES, MOST_ITEMS, readDocument, type Document, type Located } from './read-document.ts'

/** What the sender says about a document beside it. */
export interface DocumentHints {
  readonly url: string | null
  readonly topics: readonly string[] | null
}

/** What drafting needs to know. */
export interface Drafting {
  readonly knownTopics: readonly string[]
  readonly now: string
}

export interface Drafts {
  readonly articles: readonly ArticleContent[]
  /** What of the document was not taken as it stands. */
  readonly warnings: readonly Flaw[]
  /** Of each article: whether its sender has said what story it is of, or that it is of none. */
  readonly storySaid: readonly boolean[]
}

/**
 * Turns a document into whole articles, deriving what it does not say. Stores nothing; `store` says whether the drafts are to be, for of
 * a feed more are shown than stored at once, unless `most` says how many.
 */
export async function draftArticles(
  document: Document,
  hints: DocumentHints,
  drafting: Drafting & { readonly store: boolean; readonly most?: number },
): Promise<Result<Drafts, Refusal>> {
  const { store, now, most = store ? MOST_ARTICLES : MOST_ITEMS } = drafting
  const inputs = await readDocument(document, { address: hints.url, now, most, distinct: store })
  if (!inputs.ok) return inputs
  const draft = await drafter(drafting)
  const articles: ArticleContent[] = []
  for (const located of inputs.value.located) {
    const drafted = draft({ ...located, input: withHints(located.input, hints) })
    if (!drafted.ok) return fail(unprocessable(drafted.error))
    articles.push(drafted.value)
  }
  const { located, warnings } = inputs.value
  return ok({ articles, warnings, storySaid: located.map(({ input }) => input.story !== undefined) })
}

/** Derives what one article of a document does not say. */
export type Draft = (located: Located) => Result<ArticleContent, Flaw[]>

/** Loads what derives. */
export async function drafter(drafting: Drafting): Promise<Draft> {
  const { deriveArticle } = await import('../intake/derive.ts')
  const { publishedBy } = await import('../intake/outlet-step.ts')
  return ({ pointer, input, outlet = null, categories = [] }) => {
    const derived = deriveArticle(input, drafting)
    if (!derived.ok) return fail(derived.error.map((flaw) => ({ ...flaw, pointer: pointer + flaw.pointer })))
    const { attribution, topics } = derived.value
    return ok({ ...derived.value, attribution: publishedBy(outlet, attribution), topics: filedUnder(categories, topics, drafting) })
  }
}

/** The categories of its publisher that are topics here, before those that were found. */
function filedUnder(categories: readonly string[], found: readonly string[], { knownTopics }: Drafting): string[] {
  const filed = categories.map((name) => toSlug(name)).filter((slug) => knownTopics.includes(slug))
  return [...new Set([...filed.slice(0, 5), ...found])].slice(0, 20)
}

function withHints(input: ArticleInput, { url, topics }: DocumentHints): ArticleInput {
  return {
    ...input,
    ...(input.url === undefined && url !== null ? { url } : {}),
    ...(input.topics === undefined && topics !== null ? { topics: [...topics] } : {}),
  }
}
