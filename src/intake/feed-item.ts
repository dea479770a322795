import { ArticleInput } from '../core/article.ts'
import { Language, WebUrl } from '../core/field.ts'
import { jsonPointer } from '../core/refusal.ts'
import type { Flaw } from '../core/result.ts'
import { line } from '../core/text.ts'
import { bylineOf } from './feed-authors.ts'
import type { Entry, Text } from './feed-dialects.ts'
import { readItemTime } from './feed-time.ts'
import { isMarkup, lineOfMarkup, lineOfTitle, paragraphsOfMarkup } from './markup-text.ts'

/** One item of a feed as an article, and what could not be used of it. */
export interface ReadItem {
  /** Null where there is nothing to make one of. */
  readonly input: ArticleInput | null
  readonly warnings: readonly Flaw[]
}

/** What an item inherits from its feed, and the time that it is. */
export interface Surroundings {
  readonly pointer: string
  /** What its relative addresses stand against. */
  readonly base: string | null
  readonly authors: readonly string[]
  readonly language: string | null
  readonly now: string
}

const LONGEST_HEADLINE = 300
const LONGEST_DEK = 600
const MOST_PARAGRAPHS = 2000
// What content systems put under every item.
const TRAILER =
  /^(?:The post .{1,300} (?:first )?appeared (?:first )?on .{1,120}|(?:Continue|Keep) reading\b.{0,200}|Read (?:more|on|the (?:full|whole|rest)\b.{0,60})\s*(?:\.{3}|…|»|→|>)*)$/iu

/** Reads an item: its full content where it has it, else its summary, else its headline for want of anything else. */
export function readItem(entry: Entry, { pointer, base, authors, language, now }: Surroundings): ReadItem {
  const warnings: Flaw[] = []
  const warn = (detail: string) => warnings.push({ pointer, detail })
  const full = bodyOf(entry.content)
  const summary = bodyOf(entry.summary)
  const text = full.length > 0 ? full : summary
  const headline = headlineOf(entry.title) ?? firstWords(text[0])
  if (headline === null) {
    warn('it has neither a headline nor text, and is left out')
    return { input: null, warnings }
  }
  if (headlineOf(entry.title) === null) warn('it has no headline: its first words stand for one')
  if (text.length === 0) warn('it has no text: its headline stands for it')
  if (text.length > MOST_PARAGRAPHS) warn(`it has more than ${MOST_PARAGRAPHS} paragraphs: the others are left out`)
  const url = addressOf(entry.links, base)
  if (url === null && entry.links.length > 0) warn(`its link "${shown(entry.links[0])}" is no web address, and is dropped`)
  const published = entry.published === null ? null : readItemTime(entry.published, now)
  if (published && !published.ok) warn(published.error)
  const byline = bylineOf(entry.authors.length > 0 ? entry.authors : authors)
  const tongue = [entry.language, language].find((tag) => tag !== null && Language.safeParse(tag).success)
  const parsed = ArticleInput.safeParse({
    headline,
    body: text.length > 0 ? text.slice(0, MOST_PARAGRAPHS) : [headline],
    dek: full.length > 0 ? dekOf(summary, full, headline) : null,
    url,
    publishedAt: published?.ok ? published.value : null,
    ...(byline.length > 0 ? { byline } : {}),
    ...(tongue ? { language: tongue } : {}),
  })
  for (const { path, message } of parsed.error?.issues ?? [])
    warnings.push({ pointer, detail: `it is left out: ${jsonPointer(path)} ${message}` })
  return { input: parsed.data ?? null, warnings }
}

function bodyOf(text: Text | null): string[] {
  if (text === null) return []
  const markup = text.plain && isMarkup(text.value) ? text.value.replaceAll('<', '&lt;') : text.value
  const paragraphs = paragraphsOfMarkup(markup).map(line).filter(hasWords)
  return paragraphs.length > 1 && TRAILER.test(paragraphs.at(-1) ?? '') ? paragraphs.slice(0, -1) : paragraphs
}

function headlineOf(title: Text | null): string | null {
  const headline = title === null ? '' : line(title.plain ? title.value : lineOfTitle(title.value))
  return hasWords(headline) ? clipped(headline, LONGEST_HEADLINE) : null
}

function firstWords(paragraph: string | undefined): string | null {
  if (paragraph === undefined) return null
  const sentence = /^.{20,160}?[.!?…](?=\s|$)/u.exec(paragraph)?.[0]
  return sentence ?? clipped(paragraph, 120)
}

/** A summary beside the full content, where it does not merely begin it. */
function dekOf(summary: readonly string[], full: readonly string[], headline: string): string | null {
  const dek = line(lineOfMarkup(summary.join(' ')))
  const letters = lettersOf(dek.replace(/\s*(?:\[?(?:…|\.{3})\]?|Continue reading.*|Read more.*)$/iu, ''))
  const begins = lettersOf(full.join(' ').slice(0, 4 * LONGEST_DEK)).startsWith(letters)
  return letters === '' || begins || letters === lettersOf(headline) || dek.length > LONGEST_DEK ? null : dek
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function addressOf(links: readonly string[], base: string | null): string | null {
  for (const link of links) {
    const resolved = URL.parse(link.trim(), base ?? undefined)
    const address = resolved ? WebUrl.safeParse(resolved.href) : null
    if (address?.success) return address.data
  }
  return null
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

function clipped(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`
}

function shown(address: string | undefined): string {
  return line(address ?? '')
    .slice(0, 60)
    .toWellFormed()
}
