import type { Composition } from '../core/composition.ts'
import { sha256 } from '../core/digest.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readArticle, readBriefing, type Reader, type Unread } from '../newsroom/read.ts'
import { renderHome } from '../render/home.ts'
import { renderHtml } from '../render/html.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { renderText } from '../render/plaintext.ts'
import { viewOf } from '../render/view-of.ts'
import { listPublicBriefings } from '../store/briefings.ts'
import type { Store } from '../store/store.ts'
import { pagePath, parsePage, type Format, type PageAddress } from '../urls.ts'
import { CONTENT_TYPES } from './format.ts'
import { pagePolicy, SECURITY_HEADERS } from './headers.ts'
import { logFailure } from './log.ts'
import { notFound, problem } from './problem.ts'

/** What a page is made with. */
export interface PageContext {
  readonly store: Store
  readonly publicUrl: string
  readonly now: Date
  readonly reader: Reader
}

// Browsers ask each time; the edge keeps a live page for a minute, and never an old one for ever when we fail.
const LIVE = {
  'Cache-Control': 'no-cache',
  'Cloudflare-CDN-Cache-Control': 'max-age=60, stale-while-revalidate=60, stale-if-error=3600',
} as const

const PRIVATE = { 'Cache-Control': 'no-store' } as const

/** Answers a GET of a public page by its path alone. Everything that the edge may keep, and for how long, is said here. */
export async function servePage(request: Request, context: PageContext): Promise<Response> {
  const page = parsePage(new URL(request.url).pathname)
  if (!page) return notFound()
  const made = await makePage(page, context)
  if (!made.ok) return made.error === 'missing' ? notFound() : unreadable(page)
  const { body, tags, language } = made.value
  return new Response(body, {
    headers: {
      ...SECURITY_HEADERS,
      ...(page.format === 'html' ? { 'Content-Security-Policy': await pagePolicy() } : {}),
      ...(page.format === 'eml' ? { 'Content-Disposition': `attachment; filename="${page.slug}.eml"` } : {}),
      ...(context.reader === 'anyone' ? { ...LIVE, 'Cache-Tag': tags.join(',') } : PRIVATE),
      'Content-Type': CONTENT_TYPES[page.format],
      'Content-Language': language,
      ETag: `"${(await sha256(body)).slice(0, 32)}"`,
    },
  })
}

interface Page {
  readonly body: string
  readonly tags: readonly string[]
  readonly language: string
}

async function makePage(page: PageAddress, context: PageContext): Promise<Result<Page, Unread>> {
  const { store, publicUrl, reader, now } = context
  if (page.kind === 'home') {
    return ok({ body: renderHome(await listPublicBriefings(store), publicUrl), tags: ['home'], language: 'en' })
  }
  const read =
    page.kind === 'briefing' ? await readBriefing(store, page.slug, reader, now) : await readArticle(store, page.slug, reader, now)
  if (!read.ok) return fail(read.error)
  return ok({ body: await render(read.value, page.format, publicUrl), tags: tagsOf(page, read.value), language: read.value.language })
}

/** A composition in one format. */
export async function render(composition: Composition, format: Format, publicUrl: string): Promise<string> {
  if (format === 'json') return `${JSON.stringify(composition, null, 2)}\n`
  const view = viewOf(composition, { publicUrl })
  switch (format) {
    case 'html':
      return renderHtml(view)
    case 'md':
      return renderMarkdown(view)
    case 'txt':
      return renderText(view)
    case 'eml': {
      const { renderMessage } = await import('../render/message.ts')
      return renderMessage(view)
    }
  }
}

/** What a page is made of: a purge of any of these tags drops it. */
function tagsOf(page: Exclude<PageAddress, { kind: 'home' }>, composition: Composition): string[] {
  const articles = composition.sections.flatMap((section) =>
    section.stories.flatMap((story) => story.articles.map((article) => `article:${article.id}`)),
  )
  return page.kind === 'briefing' ? [`briefing:${page.slug}`, ...articles] : articles
}

function unreadable(page: PageAddress): Response {
  logFailure('text-missing-in-kv', { page: pagePath(page) })
  return problem(503, 'A text of this page cannot be read just now. Try again in a few seconds.', [], { 'Retry-After': '5' })
}
