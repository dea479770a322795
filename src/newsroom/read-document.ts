import * as z from 'zod'
import { ArticleInput } from '../core/article.ts'
import { refuse, unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import type { Outlet } from '../intake/outlet-step.ts'

/** What of articles a document says, each form by its own reader. The libraries that only intake needs stay out of the read path's start-up. */

/** A document as it came in: its media type without parameters, and its text. */
export interface Document {
  readonly mediaType: string
  readonly text: string
}

export const MEDIA_TYPES = ['application/json', 'text/plain', 'text/markdown', 'text/html'] as const

export const FEED_TYPES = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/xml',
  'text/xml',
  'application/feed+json',
] as const

/** So that their records and bodies come back from KV in one bulk read. */
export const MOST_ARTICLES = 50

/** Of a feed. */
export const MOST_ITEMS = 200

/** One article of a document, as far as the document says it. */
export interface Located {
  readonly pointer: string
  readonly input: ArticleInput
  /** Who published it, where what stands around the text says so. */
  readonly outlet?: Outlet | null
  readonly categories?: readonly string[]
}

export interface Inputs {
  readonly located: readonly Located[]
  readonly warnings: readonly Flaw[]
}

/** How a document is read. */
export interface Reading {
  /** Where it is from, or null. */
  readonly address: string | null
  readonly now: string
  /** The most items of a feed. */
  readonly most: number
  /** Whether each item of a feed is to be known by its link. */
  readonly distinct: boolean
}

/** Reads a document of any of the types above. A type that is not among them is 415, what cannot be read 400 or 422. */
export async function readDocument(document: Document, { address, now, most, distinct }: Reading): Promise<Result<Inputs, Refusal>> {
  if (isFeed(document)) {
    const { readFeed } = await import('../intake/feed.ts')
    const feed = await readFeed(document.text, { address, now, most, distinct })
    return feed.ok ? ok({ located: feed.value.articles, warnings: feed.value.warnings }) : feed
  }
  return readArticles(document, { address, now })
}

async function readArticles(
  { mediaType, text }: Document,
  visit: { address: string | null; now: string },
): Promise<Result<Inputs, Refusal>> {
  switch (mediaType) {
    case 'application/json':
      return withoutWarnings(readJson(text))
    case 'text/plain': {
      const { readText } = await import('../intake/text.ts')
      return withoutWarnings(checked(readText(text)))
    }
    case 'text/markdown': {
      const { readMarkdown } = await import('../intake/markdown.ts')
      return published(await readMarkdown(text, visit))
    }
    case 'text/html': {
      const { readPage } = await import('../intake/page.ts')
      return published(await readPage(text, visit))
    }
    default:
      return fail({
        status: 415,
        detail: `Send ${[...MEDIA_TYPES, ...FEED_TYPES].join(', ')}; "${mediaType || 'no Content-Type'}" is not read.`,
        flaws: [],
      })
  }
}

/** What a document says of itself and of who published it. */
interface Published {
  readonly document: unknown
  readonly outlet: Outlet | null
  readonly warnings: readonly Flaw[]
}

function published(read: Result<Published, readonly Flaw[]>): Result<Inputs, Refusal> {
  if (!read.ok) return fail(unprocessable(read.error))
  const { document, outlet, warnings } = read.value
  const located = locate(document, '')
  return located.ok ? ok({ located: located.value.map((each) => ({ ...each, outlet })), warnings }) : located
}

function withoutWarnings(located: Result<Located[], Refusal>): Result<Inputs, Refusal> {
  return located.ok ? ok({ located: located.value, warnings: [] }) : located
}

/** A JSON Feed says so in its version, under whatever type it is sent. */
export function isFeed({ mediaType, text }: Document): boolean {
  if (FEED_TYPES.some((type) => type === mediaType)) return true
  if (mediaType !== 'application/json' || !text.includes('jsonfeed.org/version/')) return false
  const json = parseJson(text)
  return json.ok && JsonFeed.safeParse(json.value).success
}

const JsonFeed = z.looseObject({ version: z.string().regex(/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//) })

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
