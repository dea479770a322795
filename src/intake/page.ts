import { Language } from '../core/field.ts'
import { outletName } from '../core/outlet.ts'
import { line, plain } from '../core/text.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import type { Outlet } from './outlet-step.ts'
import { authorsOf } from './page-authors.ts'
import { addressOf } from './page-address.ts'
import { bodyOf } from './page-body.ts'
import { readClaims, type PageClaims } from './page-claims.ts'
import { contentOf } from './page-content.ts'
import { parsePage } from './page-dom.ts'
import { headlineOf } from './page-headline.ts'
import { publishedAt } from './page-published.ts'
import { isWorthReading, refusalOfContent } from './page-refusal.ts'
import { refusalOfShape } from './page-refusal-of-shape.ts'
import { surroundingsOf } from './page-surroundings.ts'

/** What a page says; what it does not say is left out, to be derived. */
export interface PageDocument {
  readonly headline: string
  readonly body: string[]
  readonly url?: string
  readonly byline?: string[]
  readonly publishedAt?: string
  readonly language?: string
}

export interface Page {
  readonly document: PageDocument
  /** Who published it: the nearest step of its chain. */
  readonly outlet: Outlet | null
  /** What of it was not taken as it stands. */
  readonly warnings: readonly Flaw[]
}

/** Where a page is from, and when it is read. */
export interface Visit {
  readonly address: string | null
  readonly now: string
}

/** Reads an article's page: what it says of itself in a fixed order of trust, and its text without what surrounds it. */
export async function readPage(html: string, visit: Visit): Promise<Result<Page, Flaw[]>> {
  const refusal = refusalOfShape(html)
  if (refusal) return refuse(refusal)
  try {
    return await read(html, visit)
  } catch (error) {
    // The libraries give up on some markup; that is the page's fault.
    return refuse(`the page's markup cannot be read: ${error instanceof Error ? error.message.slice(0, 100) : 'unknown'}`)
  }
}

async function read(html: string, { address, now }: Visit): Promise<Result<Page, Flaw[]>> {
  const page = await parsePage(html)
  const claims = readClaims(page, address)
  const text = page.body?.textContent ?? ''
  const [password] = page.querySelectorAll('input[type="password"]')
  const headline = headlineOf(claims, address)
  const around = page.body && headline ? surroundingsOf(page.body, headline) : []
  const authors = authorsOf(claims, around)
  const body = isWorthReading(text) ? bodyOf(await contentOf(page, address), { headline, authors }) : []
  const reason = refusalOfContent(claims, text, body, password !== undefined)
  if (reason) return refuse(reason)
  if (!headline) return refuse('the page has no headline: no first-level heading, no title, no data that names one')
  const url = addressOf(claims, address)
  const { instant, ahead } = publishedAt(claims, around, now)
  const language = languageOf(claims)
  const document = {
    headline,
    body,
    ...(url === null ? {} : { url }),
    ...(authors.length === 0 ? {} : { byline: authors }),
    ...(instant === null ? {} : { publishedAt: instant }),
    ...(language === null ? {} : { language }),
  }
  const warnings = ahead === null ? [] : [{ pointer: '/publishedAt', detail: `its date "${ahead}" lies in the future` }]
  return ok({ document, outlet: outletOf(claims), warnings })
}

function languageOf({ linked, language, meta }: PageClaims): string | null {
  for (const claim of [linked.language, language, ...(meta.get('og:locale') ?? []), ...(meta.get('content-language') ?? [])]) {
    const parsed = Language.safeParse((claim ?? '').trim().replace('_', '-'))
    if (parsed.success && /^[a-z]{2,3}(?:-|$)/.test(parsed.data)) return parsed.data
  }
  return null
}

function outletOf({ linked, meta, microdata }: PageClaims): Outlet | null {
  for (const claim of [
    linked.publisher,
    ...(meta.get('og:site_name') ?? []),
    ...(microdata.get('publisher') ?? []),
    ...(meta.get('application-name') ?? []),
  ]) {
    const name = line(claim ?? '')
    if (name.length > 1 && name.length <= 120 && /\p{L}/u.test(name) && !/^https?:/.test(name)) return { name: outletName(name), url: null }
  }
  return null
}

function refuse(detail: string): Result<never, Flaw[]> {
  return fail([{ pointer: '', detail: plain(detail) }])
}
