import { sha256 } from '../core/digest.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readArticle, readBriefing, readEdition, readShare, type Composed, type Unread } from '../newsroom/read.ts'
import { brandView } from '../render/brand.ts'
import { renderEditions } from '../render/editions.ts'
import { renderHome } from '../render/home.ts'
import { wordingFor } from '../render/wording.ts'
import { listPublicBriefings } from '../store/briefings.ts'
import { findLatest, listEditions } from '../store/editions.ts'
import { pagePath, parsePage, type Format, type PageAddress } from '../urls.ts'
import { FROZEN, LIVE, shared, UNCACHED } from './caching.ts'
import { makeCard } from './card-page.ts'
import { renderFeed } from './feed.ts'
import { serveLogo } from './logos.ts'
import { CONTENT_TYPES } from './format.ts'
import { pagePolicy, policyOfStyles, SECURITY_HEADERS } from './headers.ts'
import { logFailure } from '../log.ts'
import type { Page, PageContext } from './page.ts'
import { notFound, problem } from './problem.ts'
import { render, TEMPLATES_OF } from './render.ts'

/** Answers a GET of a public page by its path alone (and its page number, where there are pages). */
export async function servePage(request: Request, context: PageContext): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const page = parsePage(pathname + search)
  if (!page) return notFound()
  if (page.kind === 'latest') return toLatest(page.slug, page.format, context)
  if (page.kind === 'logo') return serveLogo(page.id, context.store)
  const made = await makePage(page, context)
  if (!made.ok) return made.error === 'missing' ? notFound() : unreadable(page)
  const { body, contentType, language, tags, policy, headers = {}, status = 200, version } = made.value
  return new Response(body, {
    status,
    headers: {
      ...SECURITY_HEADERS,
      ...(page.format === 'html' ? { 'Content-Security-Policy': await pagePolicy() } : {}),
      ...headers,
      ...(context.reader === 'anyone' ? { ...policy, 'Cache-Tag': tags.join(',') } : UNCACHED),
      'Content-Type': contentType,
      'Content-Language': language,
      ETag: `"${version ?? (await sha256(body)).slice(0, 32)}"`,
    },
  })
}

function makePage(page: Exclude<PageAddress, { kind: 'latest' | 'logo' }>, context: PageContext): Promise<Result<Page, Unread>> {
  switch (page.kind) {
    case 'home':
      return makeHome(context)
    case 'editions':
      return makeArchive(page, context)
    case 'feed':
      return makeFeed(page, context)
    case 'edition-card':
    case 'share-card':
      return makeCard(page, context)
    default:
      return makeComposed(page, context)
  }
}

type ComposedAddress = Extract<PageAddress, { kind: 'briefing' | 'article' | 'edition' | 'share' }>

async function makeComposed(page: ComposedAddress, context: PageContext): Promise<Result<Page, Unread>> {
  const read = await readComposed(page, context)
  if (!read.ok) return fail(read.error)
  const { composition } = read.value
  const { edition, share } = composition
  const cached = share ? shared(share.expiresAt, context.now) : edition ? FROZEN : LIVE
  const name = page.kind === 'share' ? 'briefing' : page.kind === 'edition' ? `${page.slug}-${page.number}` : page.slug
  const body = await render(read.value, page.format, context.publicUrl)
  return ok({
    body,
    contentType: CONTENT_TYPES[page.format],
    language: composition.language,
    tags: tagsOf(page, read.value),
    policy: cached,
    headers: {
      ...(share ? { 'Referrer-Policy': 'no-referrer' } : {}),
      ...(composition.listed ? {} : { 'X-Robots-Tag': 'noindex' }),
      ...(page.format === 'html' ? { 'Content-Security-Policy': await policyOfPage(read.value, body, context.publicUrl) } : {}),
      ...(page.format === 'eml' ? { 'Content-Disposition': `attachment; filename="${name}.eml"` } : {}),
    },
    // RFC 9110, section 15.5.11: it was here, and will not be again.
    status: edition?.withdrawn ? 410 : 200,
  })
}

function policyOfPage({ composition, templates }: Composed, body: string, publicUrl: string): Promise<string> {
  return templates.texts.html === undefined ? pagePolicy(brandView(composition.brand, publicUrl)) : policyOfStyles(body)
}

function readComposed(page: ComposedAddress, { store, reader, now }: PageContext): Promise<Result<Composed, Unread>> {
  const formats = TEMPLATES_OF[page.format]
  switch (page.kind) {
    case 'briefing':
      return readBriefing(store, page.slug, reader, now, formats)
    case 'article':
      return readArticle(store, page.slug, reader, now)
    case 'edition':
      return readEdition(store, page.slug, page.number, reader, formats)
    case 'share':
      return readShare(store, page.key, now, formats)
  }
}

function tagsOf(page: ComposedAddress, { composition: { sections, share }, templates }: Composed): string[] {
  const articles = sections.flatMap(({ stories }) => stories.flatMap((story) => story.articles.map(({ id }) => `article:${id}`)))
  switch (page.kind) {
    case 'briefing':
      return [`briefing:${page.slug}`, ...(templates.name === null ? [] : [`template:${templates.name}`]), ...articles]
    case 'article':
      return articles
    case 'edition':
      return [`briefing:${page.slug}`, `edition:${page.slug}:${page.number}`, ...articles]
    case 'share':
      return [`share:${share?.id}`, ...articles]
  }
}

async function makeHome({ store, publicUrl, siteLanguage }: PageContext): Promise<Result<Page, Unread>> {
  const briefings = await listPublicBriefings(store)
  return ok({
    body: renderHome(briefings, publicUrl, siteLanguage),
    contentType: CONTENT_TYPES.html,
    language: wordingFor(siteLanguage).language,
    tags: ['home'],
    policy: LIVE,
  })
}

const EDITIONS_A_PAGE = 20

async function makeArchive(
  page: Extract<PageAddress, { kind: 'editions' }>,
  { store, publicUrl, reader }: PageContext,
): Promise<Result<Page, Unread>> {
  const { slug } = page
  const listed = await listEditions(store, slug, reader, EDITIONS_A_PAGE, (page.page - 1) * EDITIONS_A_PAGE)
  if (!listed || (page.page > 1 && listed.editions.length === 0)) return fail('missing')
  const pages = Math.max(1, Math.ceil(listed.total / EDITIONS_A_PAGE))
  return ok({
    body: renderEditions(listed, { slug, page: page.page, pages }, publicUrl),
    contentType: CONTENT_TYPES.html,
    language: listed.language,
    tags: [`briefing:${slug}`, `editions:${slug}`],
    policy: LIVE,
    headers: {
      ...(listed.visibility === 'public' ? {} : { 'X-Robots-Tag': 'noindex' }),
      'Content-Security-Policy': await pagePolicy(brandView(listed.brand, publicUrl)),
    },
  })
}

async function makeFeed(
  page: Extract<PageAddress, { kind: 'feed' }>,
  { store, publicUrl, reader }: PageContext,
): Promise<Result<Page, Unread>> {
  const { slug, format } = page
  const listed = await listEditions(store, slug, reader, EDITIONS_A_PAGE, 0)
  if (!listed) return fail('missing')
  return ok({
    body: await renderFeed(listed, slug, format, publicUrl),
    contentType: format === 'atom' ? 'application/atom+xml; charset=utf-8' : 'application/feed+json',
    language: listed.language,
    tags: [`briefing:${slug}`, `editions:${slug}`],
    policy: LIVE,
  })
}

async function toLatest(slug: string, format: Format, { store, publicUrl, reader }: PageContext): Promise<Response> {
  const number = await findLatest(store, slug, reader)
  if (number === null) return notFound()
  const location = publicUrl + pagePath({ kind: 'edition', slug, number, format })
  return new Response(null, { status: 302, headers: { ...SECURITY_HEADERS, ...UNCACHED, Location: location } })
}

function unreadable(page: PageAddress): Response {
  logFailure('text-missing-in-kv', { page: page.kind === 'share' || page.kind === 'share-card' ? '/s/…' : pagePath(page) })
  return problem(503, 'A text of this page cannot be read just now. Try again in a few seconds.', [], { 'Retry-After': '5' })
}
