import type { ArticleContent, ArticleInput } from '../core/article.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { toSlug } from '../core/slug.ts'
import { readDocument, type Document } from './read-document.ts'

/** What the sender says about a document beside it. */
export interface DocumentHints {
  readonly url: string | null
  readonly topics: readonly string[] | null
}

/** What drafting needs to know. */
export interface Drafting {
  readonly knownTopics: readonly string[]
  readonly now: string
  /** Whether the drafts are to be stored; of a feed more are shown than stored at once. */
  readonly store: boolean
}

export interface Drafts {
  readonly articles: readonly ArticleContent[]
  /** What of the document was not taken as it stands. */
  readonly warnings: readonly Flaw[]
}

/** Turns a document into whole articles, deriving what it does not say. Stores nothing. */
export async function draftArticles(document: Document, hints: DocumentHints, drafting: Drafting): Promise<Result<Drafts, Refusal>> {
  const inputs = await readDocument(document, { address: hints.url, now: drafting.now, store: drafting.store })
  if (!inputs.ok) return inputs
  const { deriveArticle } = await import('../intake/derive.ts')
  const { publishedBy } = await import('../intake/outlet-step.ts')
  const articles: ArticleContent[] = []
  for (const { pointer, input, outlet = null, categories = [] } of inputs.value.located) {
    const derived = deriveArticle(withHints(input, hints), drafting)
    if (!derived.ok) return fail(unprocessable(derived.error.map((flaw) => ({ ...flaw, pointer: pointer + flaw.pointer }))))
    const { attribution, topics } = derived.value
    articles.push({ ...derived.value, attribution: publishedBy(outlet, attribution), topics: filedUnder(categories, topics, drafting) })
  }
  return ok({ articles, warnings: inputs.value.warnings })
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
