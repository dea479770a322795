import { toInstant } from '../core/field.ts'
import type { PollEntry } from '../core/source.ts'
import { beginItems, leaseSource, settlePoll, type LeasedSource, type Settlement } from '../store/polls.ts'
import type { Store } from '../store/store.ts'
import type { Web } from '../web/fetch-document.ts'
import { fetchPages } from './fetch-pages.ts'
import { readSource, type SourceFeed } from './read-source.ts'
import { failed, partlyRead, read } from './settlement.ts'
import { sortItems } from './sort-items.ts'
import { takeInItems } from './take-in-items.ts'

/** Polls a source: its feed is fetched, what is new in it taken in, and what became of it recorded. */

export interface PollContext {
  readonly web: Web
  readonly now: () => Date
  readonly newId: () => string
}

/** What a poll changed: articles by their ids, and the briefings that show them. */
export interface Changed {
  readonly articles: readonly string[]
  readonly briefings: readonly string[]
}

export interface Polled extends Changed {
  readonly outcome: PollEntry['outcome'] | 'not due'
  /** Whether there is something to tell the operator. */
  readonly vanished: boolean
}

/** Longer than any poll takes. Whoever is cut off leaves the source to others after it. */
const LEASE_MILLISECONDS = 10 * 60_000
const MOST_PAGES = 20
const NOTHING: Changed = { articles: [], briefings: [] }

/** Polls a source that is due, unless somebody else does at this moment. Done twice, it finds the second time that all is known. */
export async function pollSource(store: Store, id: string, context: PollContext): Promise<Polled> {
  const start = context.now()
  const until = toInstant(new Date(start.getTime() + LEASE_MILLISECONDS))
  const source = await leaseSource(store, id, { lease: context.newId(), now: toInstant(start), until })
  if (!source) return { ...NOTHING, outcome: 'not due', vanished: false }
  const { settlement, changed } = await attempt(store, source, context)
  const poll = { ...settlement.poll, milliseconds: context.now().getTime() - start.getTime() }
  await settlePoll(store, source, { ...settlement, poll })
  const vanished = settlement.standing.state === 'vanished' && source.state !== 'vanished'
  return { ...changed, outcome: poll.outcome, vanished }
}

interface Attempt {
  readonly settlement: Settlement
  readonly changed: Changed
}

async function attempt(store: Store, source: LeasedSource, context: PollContext): Promise<Attempt> {
  try {
    const feed = await readSource(source, context.web, context.now())
    if (!feed.ok) return { settlement: failed(source, feed.error, context.now()), changed: NOTHING }
    return await takeFeed(store, source, feed.value, context)
  } catch (error) {
    // The stores fail, or a library does: the source is tried again later, like one that fails itself.
    const detail = `something failed here: ${String(error).slice(0, 200)}`
    return { settlement: failed(source, { detail, status: null, gone: false, wait: null }, context.now()), changed: NOTHING }
  }
}

async function takeFeed(store: Store, source: LeasedSource, feed: SourceFeed, context: PollContext): Promise<Attempt> {
  if (feed.items === null)
    return { settlement: read(source, feed, { took: null, more: false, warnings: [] }, context.now()), changed: NOTHING }
  const act = { now: toInstant(context.now()), newId: context.newId, actor: 'source' }
  const sorted = await sortItems(store, feed.items, source)
  const paged = source.fetchPages
    ? await fetchPages(sorted.news.slice(0, MOST_PAGES), context.web, act.now)
    : { items: sorted.news, warnings: [] }
  const begun = await beginItems(
    store,
    source,
    paged.items.map(({ item }) => item),
  )
  const took = await takeInItems(store, paged.items, begun, act)
  const warnings = [...feed.warnings, ...paged.warnings, ...took.warnings]
  const outcome = { took: { ...took, sorted }, more: sorted.news.length > paged.items.length, warnings }
  const settle = took.failure === null ? read : partlyRead
  return { settlement: settle(begun, feed, outcome, context.now()), changed: took.changed }
}
