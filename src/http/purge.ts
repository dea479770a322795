import type { Context } from 'hono'
import type { Door } from './door.ts'
import { logFailure } from './log.ts'
import { PurgeGate } from './purge-gate.ts'

const gate = new PurgeGate()

/** Drops pages from the edge by what they are made of, after the answer has gone out. */
export function purge(c: Context<Door>, tags: readonly string[]): void {
  c.executionCtx.waitUntil(purgeTags(c.executionCtx.exports.Pages, tags))
}

/** Has `Pages` drop what it keeps under any of the tags. A purge that fails costs a page's minute. */
export async function purgeTags(pages: { readonly purge: (tags: string[]) => Promise<void> }, tags: readonly string[]): Promise<void> {
  try {
    await gate.add(tags, Date.now, (gathered) => pages.purge(gathered))
  } catch (error) {
    logFailure('purge-failed', { tags, error: String(error) })
  }
}

/** The tags that a change of articles touches: their own pages, and every briefing they are candidates of. */
export function tagsOfArticles(ids: readonly string[], briefings: readonly string[]): string[] {
  return [...ids.map((id) => `article:${id}`), ...briefings.map((slug) => `briefing:${slug}`)]
}
