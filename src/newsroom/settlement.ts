import { toInstant } from '../core/field.ts'
import { afterFailure, afterSuccess } from '../core/poll-standing.ts'
import type { Flaw } from '../core/result.ts'
import type { PollEntry } from '../core/source.ts'
import type { LeasedSource, ListedItem, Settlement } from '../store/polls.ts'
import type { NoFeed, SourceFeed } from './read-source.ts'
import type { Sorted } from './sort-items.ts'
import type { TookInItems } from './take-in-items.ts'

/** What is recorded of a poll. No I/O. */

const MOST_SAID = 5
const LONGEST_DETAIL = 2000

/** What came of a feed that was had. */
export interface Outcome {
  readonly took: (TookInItems & { readonly sorted: Sorted }) | null
  /** Whether something of the feed is left for the next poll. */
  readonly more: boolean
  readonly warnings: readonly Flaw[]
}

/** The feed was had. What it answered is only asked with again once all of it is in. */
export function read(source: LeasedSource, feed: SourceFeed, { took, more, warnings }: Outcome, now: Date): Settlement {
  return {
    poll: {
      at: toInstant(now),
      outcome: took === null ? 'unchanged' : 'read',
      status: feed.status,
      ...countsOf(took),
      warnings: warnings.length,
      detail: said(warnings),
      milliseconds: 0,
    },
    standing: afterSuccess(source, { more }, now),
    etag: more ? null : feed.validators.etag,
    lastModified: more ? null : feed.validators.lastModified,
    url: feed.url,
    feedTitle: feed.items?.[0]?.outlet?.name ?? null,
    items: took === null ? null : listed(source, took),
  }
}

/** What stands in the feed and came in. What could not be stored yet stays as it was before, so that its change is seen again. */
function listed({ items }: LeasedSource, { sorted, done }: NonNullable<Outcome['took']>): ListedItem[] {
  const settled = new Map([...sorted.known, ...done].map(({ item, text }) => [item, text]))
  const left = sorted.news.flatMap(({ item }) => {
    const before = settled.has(item) ? undefined : items.get(item)
    return before === undefined ? [] : [{ item, text: before }]
  })
  return [...Array.from(settled, ([item, text]) => ({ item, text })), ...left]
}

/** The feed was had, and not all of it could be stored. */
export function partlyRead(source: LeasedSource, feed: SourceFeed, outcome: Outcome, now: Date): Settlement {
  const settled = read(source, feed, { ...outcome, more: true }, now)
  const detail = outcome.took?.failure ?? null
  return {
    ...settled,
    poll: { ...settled.poll, outcome: 'failed', detail },
    standing: afterFailure(source.id, source, { gone: false, wait: null }, now),
  }
}

/** The feed was not had, or something here failed. */
export function failed(source: LeasedSource, { detail, status, gone, wait }: NoFeed, now: Date): Settlement {
  const { etag, lastModified, url, id } = source
  return {
    poll: { at: toInstant(now), outcome: 'failed', status, ...countsOf(null), warnings: 0, detail, milliseconds: 0 },
    standing: afterFailure(id, source, { gone, wait }, now),
    etag,
    lastModified,
    url,
    feedTitle: null,
    items: null,
  }
}

function countsOf(took: Outcome['took']): Pick<PollEntry, 'created' | 'known' | 'revised' | 'held'> {
  if (took === null) return { created: 0, known: 0, revised: 0, held: 0 }
  const count = (outcome: string) => took.outcomes.filter((one) => one === outcome).length
  return { created: count('created'), known: count('known') + took.sorted.known.length, revised: count('revised'), held: count('held') }
}

function said(warnings: readonly Flaw[]): string | null {
  if (warnings.length === 0) return null
  const some = warnings.slice(0, MOST_SAID).map(({ pointer, detail }) => `${pointer}: ${detail}`)
  return [...some, ...(warnings.length > MOST_SAID ? [`and ${warnings.length - MOST_SAID} more`] : [])].join('; ').slice(0, LONGEST_DETAIL)
}
