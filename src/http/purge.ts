import type { Platform } from './door.ts'
import { logFailure } from '../log.ts'
import { PurgeGate } from './purge-gate.ts'

const gate = new PurgeGate()

/** Drops pages from the edge by what they are made of, after the answer has gone out. */
export function purge(c: Platform, tags: readonly string[]): void {
  c.executionCtx.waitUntil(purgeTags(c.executionCtx.exports.Pages, tags))
}

interface Purgeable {
  readonly purge: (tags: string[]) => Promise<void>
}

/** Has `Pages` drop what it keeps under any of the tags, when there is room for another purge. A purge that fails costs a page's minute. */
export function purgeTags(pages: Purgeable, tags: readonly string[]): Promise<void> {
  return logged(
    tags,
    gate.add(tags, Date.now, (gathered) => pages.purge(gathered)),
  )
}

/** The same at once. */
export function purgeNow(pages: Purgeable, tags: readonly string[]): Promise<void> {
  return logged(tags, pages.purge([...new Set(tags)]))
}

async function logged(tags: readonly string[], purging: Promise<void> | null): Promise<void> {
  try {
    await purging
  } catch (error) {
    logFailure('purge-failed', { tags, error: String(error) })
  }
}

/** The tags that a change of articles touches: their own pages, and every briefing they are candidates of. */
export function tagsOfArticles(ids: readonly string[], briefings: readonly string[]): string[] {
  return [...ids.map((id) => `article:${id}`), ...briefings.map((slug) => `briefing:${slug}`)]
}

/** The tags that a new edition touches: the lists it stands in, and the edition before, which has a next one now. */
export function tagsOfEdition(slug: string, number: number): string[] {
  return ['home', `editions:${slug}`, ...(number > 1 ? [`edition:${slug}:${number - 1}`] : []), `briefing:${slug}`]
}
