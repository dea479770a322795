import type { ArticleInput } from '../core/article.ts'
import { outletName } from '../core/outlet.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { line } from '../core/text.ts'
import type { Channel, Entry } from './feed-dialects.ts'
import { isOn, onceEach, sharedPages, type Candidate } from './feed-apart.ts'
import { readItem } from './feed-item.ts'
import { parse } from './feed-parse.ts'
import { lineOfTitle } from './markup-text.ts'
import type { Outlet } from './outlet-step.ts'

/** One article of a feed, and what the feed says of it that an article does not. */
export interface FeedArticle {
  readonly pointer: string
  readonly input: ArticleInput
  readonly outlet: Outlet | null
  /** What its publisher filed it under: hints, not topics. */
  readonly categories: readonly string[]
}

export interface Feed {
  readonly articles: readonly FeedArticle[]
  /** What was not taken as it stands: under an item's pointer, or the whole feed's. */
  readonly warnings: readonly Flaw[]
}

export interface Reading {
  /** Where the feed was found. */
  readonly address: string | null
  /** What an item later than this is in the future of. */
  readonly now: string
  /** The most items to read; the first ones count. */
  readonly most: number
  /** Whether each is to be known by its link: one that is no single item's is then taken from it, and kept with its outlet. */
  readonly distinct: boolean
}

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed. What is wrong with an item is a warning and the others are read; a feed
 * without one that can be used is refused.
 */
export async function readFeed(text: string, { address, now, most, distinct }: Reading): Promise<Result<Feed, Refusal>> {
  const parsed = await parse(text, most)
  if (!parsed.ok) return parsed
  const { channel, entries, total } = parsed.value
  const read = entries.slice(0, most).map((entry, index): Candidate => {
    const pointer = `/items/${index}`
    if (entry === null) return { pointer, entry, input: null, warnings: [{ pointer, detail: 'it cannot be read, and is left out' }] }
    const base = baseOf(address, [...channel.addresses, ...(entry.base === null ? [] : [entry.base])])
    return { pointer, entry, ...readItem(entry, { pointer, base, now, authors: channel.authors, language: channel.language }) }
  })
  const once = onceEach(read)
  const home = channel.site === null ? null : baseOf(address, [...channel.addresses, channel.site])
  const shared = sharedPages(once.kept, home)
  const articles = once.kept.map(({ pointer, entry, input }): FeedArticle => {
    const link = isOn(shared, input) ? (input.url ?? null) : null
    const outlet = outletOf(channel, entry, address)
    return {
      pointer,
      input: link && distinct ? { ...input, url: null } : input,
      outlet: link && distinct && outlet ? { ...outlet, url: link } : outlet,
      categories: entry.categories.map((name) => line(name)).slice(0, 50),
    }
  })
  const warnings: Flaw[] = [
    ...read.flatMap((item) => item.warnings),
    ...once.warnings,
    ...once.kept.filter(({ input }) => isOn(shared, input)).map(({ pointer }) => ({ pointer, detail: SHARED })),
  ]
  if (total > most)
    warnings.push({ pointer: '/items', detail: `the first ${most} of ${total} items were read; ${total - most} were left out` })
  if (articles.length > 0) return ok({ articles, warnings })
  return fail(unprocessable(warnings.length > 0 ? warnings : [{ pointer: '/items', detail: NO_ITEM }]))
}

/** What a feed is refused for that is right, and empty. */
export const NO_ITEM = 'the feed holds no item'

const SHARED = 'other items or the feed itself have its link, too: as an article is known by its link, it is stored without'

/** What relative addresses stand against after each of these, which may be relative itself. */
function baseOf(address: string | null, steps: readonly string[]): string | null {
  return steps.reduce<string | null>((base, step) => {
    const url = URL.parse(step.trim(), base ?? undefined)
    return url && /^https?:$/.test(url.protocol) ? url.href : base
  }, address)
}

/** Who published an item: the feed that this one had it from, else this one. */
function outletOf(channel: Channel, { origin }: Entry, address: string | null): Outlet | null {
  const said = origin?.title ?? (channel.title?.plain ? channel.title.value : lineOfTitle(channel.title?.value ?? ''))
  const name = line(said).slice(0, 120).trim().toWellFormed()
  if (!/\p{L}/u.test(name)) return null
  const base = baseOf(address, channel.addresses)
  const url = URL.parse((origin ? origin.url : channel.site) ?? '', base ?? undefined)
  return {
    name: outletName(name),
    url: url && /^https?:$/.test(url.protocol) && url.href.length <= 2048 && !url.username ? url.href : null,
  }
}
