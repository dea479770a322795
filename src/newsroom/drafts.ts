import { z } from 'zod'
import { ArticleInput, type ArticleContent } from '../core/article.ts'
import { refuse, unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'

/** A document as it came in: its media type without parameters, and its text. */
export interface Document {
  readonly mediaType: string
  readonly text: string
}

/** What the sender says about a document beside it. */
export interface DocumentHints {
  readonly url: string | null
  readonly topics: readonly string[] | null
}

export const MEDIA_TYPES = ['application/json', 'text/plain', 'text/markdown'] as const

/** So that their records and bodies come back from KV in one bulk read. */
export const MOST_ARTICLES = 50

/** Turns a document into whole articles, deriving what it does not say. Stores nothing. */
export async function draftArticles(
  document: Document,
  hints: DocumentHints,
  knownTopics: readonly string[],
): Promise<Result<ArticleContent[], Refusal>> {
  const inputs = await readInputs(document)
  if (!inputs.ok) return inputs
  // The libraries that only intake needs stay out of the read path's start-up.
  const { deriveArticle } = await import('../intake/derive.ts')
  const articles: ArticleContent[] = []
  for (const { pointer, input } of inputs.value) {
    const derived = deriveArticle(withHints(input, hints), { knownTopics })
    if (!derived.ok) return fail(unprocessable(derived.error.map((flaw) => ({ ...flaw, pointer: pointer + flaw.pointer }))))
    articles.push(derived.value)
  }
  return ok(articles)
}

interface Located {
  readonly pointer: string
  readonly input: ArticleInput
}

async function readInputs({ mediaType, text }: Document): Promise<Result<Located[], Refusal>> {
  switch (mediaType) {
    case 'application/json':
      return readJson(text)
    case 'text/plain': {
      const { readText } = await import('../intake/text.ts')
      return checked(readText(text))
    }
    case 'text/markdown': {
      const { readMarkdown } = await import('../intake/markdown.ts')
      return checked(await readMarkdown(text))
    }
    default:
      return fail({ status: 415, detail: `Send ${MEDIA_TYPES.join(', ')}; "${mediaType || 'no Content-Type'}" is not read.`, flaws: [] })
  }
}

function readJson(text: string): Result<Located[], Refusal> {
  const json = parseJson(text)
  if (!json.ok) return json
  const listed = z.array(z.unknown()).safeParse(json.value)
  if (!listed.success) return locate(json.value, '')
  if (listed.data.length === 0) return fail(unprocessable([{ pointer: '', detail: 'the list holds no article' }]))
  if (listed.data.length > MOST_ARTICLES) return fail(unprocessable([{ pointer: '', detail: `at most ${MOST_ARTICLES} articles at once` }]))
  const located: Located[] = []
  for (const [index, item] of listed.data.entries()) {
    const one = locate(item, `/${index}`)
    if (!one.ok) return one
    located.push(...one.value)
  }
  return ok(located)
}

/** JSON text as a value; what is not JSON is malformed. */
export function parseJson(text: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    return fail({
      status: 400,
      detail: `The body is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}.`,
      flaws: [],
    })
  }
}

function checked(read: Result<unknown, readonly { pointer: string; detail: string }[]>): Result<Located[], Refusal> {
  return read.ok ? locate(read.value, '') : fail(unprocessable(read.error))
}

function locate(value: unknown, pointer: string): Result<Located[], Refusal> {
  const parsed = ArticleInput.safeParse(value)
  return parsed.success ? ok([{ pointer, input: parsed.data }]) : fail(refuse(parsed.error, pointer))
}

function withHints(input: ArticleInput, { url, topics }: DocumentHints): ArticleInput {
  return {
    ...input,
    ...(input.url === undefined && url !== null ? { url } : {}),
    ...(input.topics === undefined && topics !== null ? { topics: [...topics] } : {}),
  }
}
