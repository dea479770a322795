import * as z from 'zod'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { cutFeed, withoutDoctype, type Cut } from './feed-cut.ts'
import { readDialect, type Channel, type Entry } from './feed-dialects.ts'

/** A feed parsed, as far as it can be. */
export interface ParsedFeed {
  readonly channel: Channel
  /** The items that were looked at, in their order; null for one that cannot be parsed. */
  readonly entries: readonly (Entry | null)[]
  /** How many items the feed has. */
  readonly total: number
}

// A longer one is not parsed again with each item.
const LONGEST_HEAD = 50_000

/** Parses a feed's first items, whatever its dialect. Where the whole is not well-formed its items are parsed one by one. */
export async function parse(text: string, most: number): Promise<Result<ParsedFeed, Refusal>> {
  const trimmed = text.replace(/^[\ufeff\s]+/, '')
  if (trimmed.startsWith('{')) return parseJson(trimmed, most)
  if (!trimmed.startsWith('<')) return fail({ status: 400, detail: 'The body is neither XML nor JSON, as a feed is.', flaws: [] })
  const xml = withoutDoctype(trimmed)
  if (!xml.ok) return refused(xml.error)
  return parseXml(xml.value, most)
}

async function parseXml(xml: string, most: number): Promise<Result<ParsedFeed, Refusal>> {
  const cut = cutFeed(xml)
  const total = cut.items.length
  // No more is parsed than is read: some work grows with the square of the items.
  const items = cut.items.slice(0, most)
  const whole = await attempt(total > most ? assembled(cut, items) : xml)
  if (whole.ok && whole.value.entries.length === items.length) return ok({ channel: whole.value, entries: whole.value.entries, total })
  if (!whole.ok && whole.error === 'unknown') return refused('it is not RSS, Atom or JSON Feed')
  const singly = await parseSingly(cut, items)
  const found = singly?.entries.filter((entry) => entry !== null).length ?? 0
  if (singly && found > 0 && (!whole.ok || found >= whole.value.entries.length)) return ok({ ...singly, total })
  if (whole.ok) return ok({ channel: whole.value, entries: items.length > 0 && found === 0 ? [null] : whole.value.entries, total })
  return fail({ status: 400, detail: 'The feed is not well-formed XML, and none of its items can be read.', flaws: [] })
}

/** Each item parsed by itself, so that a broken one does not take others with it; null where that cannot help. */
async function parseSingly(cut: Cut, items: readonly string[]): Promise<Pick<ParsedFeed, 'channel' | 'entries'> | null> {
  if (items.length < 2 || cut.head.length > LONGEST_HEAD) return null
  const singles = await Promise.all(items.map((item) => attempt(assembled(cut, [item]))))
  const channel = singles.find((single) => single.ok)?.value
  return channel ? { channel, entries: singles.map((single) => (single.ok ? (single.value.entries[0] ?? null) : null)) } : null
}

const JsonFeed = z.looseObject({ items: z.array(z.unknown()).default([]) })

async function parseJson(text: string, most: number): Promise<Result<ParsedFeed, Refusal>> {
  const value = valueOf(text)
  if (!value.ok) return value
  const feed = JsonFeed.safeParse(value.value)
  if (!feed.success) return refused('the "items" of a JSON Feed are a list')
  const { items } = feed.data
  const singles = await Promise.all(items.slice(0, most).map((item) => attempt({ ...feed.data, items: [item] })))
  const whole = await attempt({ ...feed.data, items: [] })
  const channel = [whole, ...singles].find((each) => each.ok)?.value
  if (!channel) return refused('it is not a JSON Feed: its "version" does not say so')
  return ok({ channel, entries: singles.map((single) => (single.ok ? (single.value.entries[0] ?? null) : null)), total: items.length })
}

function valueOf(text: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return fail({ status: 400, detail: 'The body is not JSON.', flaws: [] })
  }
}

async function attempt(feed: unknown): Promise<Result<Channel, 'unknown' | 'malformed'>> {
  const { parseFeed, DetectError } = await import('feedsmith')
  try {
    return ok(readDialect(parseFeed(feed)))
  } catch (error) {
    return fail(error instanceof DetectError ? 'unknown' : 'malformed')
  }
}

function assembled({ head, tail }: Cut, items: readonly string[]): string {
  return head + items.join('\n') + tail
}

function refused(detail: string): Result<never, Refusal> {
  return fail(unprocessable([{ pointer: '', detail }]))
}
