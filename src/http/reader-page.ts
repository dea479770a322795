import type { Context } from 'hono'
import { renderInvalid, renderOutcome, type Place } from '../render/subscriptions.ts'
import type { Door } from './door.ts'
import { formPolicy } from './headers.ts'
import { forReader } from './notice.ts'
import { problem } from './problem.ts'
import { isJson } from './wish.ts'

/** The answers that readers get about their subscriptions. */

/** A page, which nobody keeps. */
export async function pageOf(
  html: string,
  language: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Content-Security-Policy': await formPolicy(),
      ...headers,
    },
  })
}

/** The one answer to every link that opens nothing, whatever the reason. */
export function invalidLink(publicUrl: string): Promise<Response> {
  return pageOf(renderInvalid(nowhere(publicUrl)), 'en', 404)
}

/** The answer to what was asked too often. */
export async function busy(c: Context<Door>): Promise<Response> {
  const later = { 'Retry-After': '60' }
  if (isJson(c.req.raw)) return problem(429, 'Too many have asked from where you are. Try again in a minute.', [], later)
  return pageOf(renderOutcome(nowhere(c.env.PUBLIC_URL), 'busy'), 'en', 429, later)
}

/** A problem as a page, where it is a person who asked. */
export async function explain(c: Context<Door>, answer: Response): Promise<Response> {
  return isJson(c.req.raw) ? answer : forReader(c.req.raw, answer, c.env.PUBLIC_URL)
}

/** The place of a page that is about no briefing. */
export function nowhere(publicUrl: string): Place {
  return { publicUrl, briefing: null }
}
