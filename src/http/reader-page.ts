import type { Context } from 'hono'
import { brandOf } from '../core/brand.ts'
import { siteLanguageOf } from '../core/site-language.ts'
import { brandView } from '../render/brand.ts'
import { renderInvalid, renderOutcome, type Place } from '../render/subscriptions.ts'
import type { Door } from './door.ts'
import { formPolicy } from './headers.ts'
import { forReader } from './notice.ts'
import { problem } from './problem.ts'
import { isJson } from './wish.ts'

/** The answers that readers get about their subscriptions. */

/** A page, which nobody keeps. */
export async function pageOf(html: string, place: Place, status = 200, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': languageOf(place),
      'Content-Security-Policy': await formPolicy(brandView(place.briefing && brandOf(place.briefing), place.publicUrl)),
      ...headers,
    },
  })
}

/** The one answer to every link that opens nothing, whatever the reason. */
export function invalidLink(env: Env): Promise<Response> {
  const place = nowhere(env)
  return pageOf(renderInvalid(place), place, 404)
}

/** The answer to what was asked too often. */
export async function busy(c: Context<Door>, place: Place = nowhere(c.env)): Promise<Response> {
  const later = { 'Retry-After': '60' }
  if (isJson(c.req.raw)) return problem(429, 'Too many have asked from where you are. Try again in a minute.', [], later)
  return pageOf(renderOutcome(place, 'busy'), place, 429, later)
}

/** A problem as a page, where it is a person who asked. */
export async function explain(c: Context<Door>, answer: Response, language?: string): Promise<Response> {
  return isJson(c.req.raw) ? answer : forReader(c.req.raw, answer, c.env, language)
}

/** The place of a page that is about no briefing. */
export function nowhere(env: Env): Place {
  return { publicUrl: env.PUBLIC_URL, siteLanguage: siteLanguageOf(env), briefing: null }
}

/** The language of a page: its briefing's, or the site's. */
export function languageOf({ briefing, siteLanguage }: Place): string {
  return briefing?.language ?? siteLanguage
}
