import type { Context } from 'hono'
import type { Door } from './door.ts'
import { logFailure } from './log.ts'

/** Drops pages from the edge by what they are made of, after the answer has gone out. A purge that fails costs a page's minute. */
export function purge(c: Context<Door>, tags: readonly string[]): void {
  const purged = c.executionCtx.exports.Pages.purge([...tags]).catch((error: unknown) => {
    logFailure('purge-failed', { tags, error: String(error) })
  })
  c.executionCtx.waitUntil(purged)
}

/** The tags that a change of articles touches: their own pages, and every briefing they are candidates of. */
export function tagsOfArticles(ids: readonly string[], briefings: readonly string[]): string[] {
  return [...ids.map((id) => `article:${id}`), ...briefings.map((slug) => `briefing:${slug}`)]
}
