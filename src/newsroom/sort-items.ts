import { canonicalUrl } from '../core/canonical-url.ts'
import { findKnown, type Known } from '../store/known.ts'
import { BEGUN, type LeasedSource, type ListedItem } from '../store/polls.ts'
import type { Store } from '../store/store.ts'
import type { Located } from './read-document.ts'
import { textHash } from './revision.ts'

/** One item of a source's feed, and what it is remembered by: its address, or else its text. */
export interface Item extends ListedItem {
  readonly located: Located
}

/** The items of a feed by what there is to do with them. */
export interface Sorted {
  /** To be taken in: new, or with another text than this source had before. */
  readonly news: readonly Item[]
  readonly known: readonly Item[]
}

/** Sorts out what need not be derived and stored again. */
export async function sortItems(store: Store, located: readonly Located[], source: LeasedSource): Promise<Sorted> {
  const items = await Promise.all(located.map(toItem))
  const known = await findKnown(
    store,
    items.flatMap(({ url }) => url ?? []),
    items.map(({ text }) => text),
    [],
  )
  const isDone = items.map((item) => isKnown(item, known, source))
  return { news: items.filter((_item, index) => !isDone[index]), known: items.filter((_item, index) => isDone[index]) }
}

interface Addressed extends Item {
  readonly url: string | null
}

async function toItem(located: Located): Promise<Addressed> {
  const { input } = located
  const url = input.url ? canonicalUrl(input.url) : null
  const text = await textHash(input)
  return { located, url, text, item: url ?? `text ${text}` }
}

/**
 * A source changes an article only where its own text changes: of two that tell of one page each would undo the other's, poll by poll. What it
 * brought before and is there no more was erased. The text of a page is not compared with the feed's. What a poll began to bring and was cut off
 * may be there with a text that is old by now, or not: it is brought again.
 */
function isKnown({ url, text, item }: Addressed, known: Known, { items, fetchPages }: LeasedSource): boolean {
  const isThere = url !== null && known.byUrl.has(url)
  const before = items.get(item)
  if (before === undefined) return isThere || known.byText.has(text)
  if (before === BEGUN) return false
  return before === text || fetchPages || !isThere
}
