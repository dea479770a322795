import type { ArticleInput } from '../core/article.ts'
import { canonicalUrl } from '../core/canonical-url.ts'
import type { Flaw } from '../core/result.ts'
import type { Entry } from './feed-dialects.ts'

/** Telling the items of a feed apart. No I/O. */

/** An item as read, or that it could not be. */
export interface Candidate {
  readonly pointer: string
  readonly entry: Entry | null
  readonly input: ArticleInput | null
  readonly warnings: readonly Flaw[]
}

export interface Kept {
  readonly pointer: string
  readonly entry: Entry
  readonly input: ArticleInput
}

/** Items that say they are one, by their id and headline or by their link and text, are taken once. */
export function onceEach(candidates: readonly Candidate[]): { kept: Kept[]; warnings: Flaw[] } {
  const firsts = new Map<string, string>()
  const kept: Kept[] = []
  const warnings: Flaw[] = []
  for (const { pointer, entry, input } of candidates) {
    if (input === null || entry === null) continue
    const { headline, url, body } = input
    const keys = [...(entry.id === null ? [] : [`id ${entry.id}\n${headline}`]), `text ${url ?? ''}\n${headline}\n${body[0] ?? ''}`]
    const known = keys.flatMap((key) => firsts.get(key) ?? [])[0]
    if (known !== undefined) warnings.push({ pointer, detail: `it is ${known} again, and is left out` })
    else {
      kept.push({ pointer, entry, input })
      for (const key of keys) firsts.set(key, pointer)
    }
  }
  return { kept, warnings }
}

/** Pages that are no single item's: several items lie on them, or they are the feed's own. */
export function sharedPages(kept: readonly Kept[], home: string | null): ReadonlySet<string> {
  const counts = new Map<string, number>(home === null ? [] : [[canonicalUrl(home), 1]])
  for (const { input } of kept) {
    if (!input.url) continue
    const page = canonicalUrl(input.url)
    counts.set(page, (counts.get(page) ?? 0) + 1)
  }
  return new Set([...counts].flatMap(([page, count]) => (count > 1 ? [page] : [])))
}

/** Whether an item lies on one of these pages. */
export function isOn(pages: ReadonlySet<string>, { url }: ArticleInput): boolean {
  return url ? pages.has(canonicalUrl(url)) : false
}
