import Defuddle from 'defuddle'
import { parseRssFeed } from 'feedsmith'
import { parseHTML } from 'linkedom/worker'
import { ArticleInput } from '../src/core/article.ts'
import { deriveArticle } from '../src/intake/derive.ts'
import { readFeed } from '../src/intake/feed.ts'
import { readPage } from '../src/intake/page.ts'
import { readText } from '../src/intake/text.ts'

/** Intake of each form, from its text to a whole article, and what each is compared with. */

const now = '2026-03-02T12:00:00Z'

export async function takePage(html: string): Promise<number> {
  const page = await readPage(html, { address: 'https://coast.example/a', now })
  if (!page.ok) throw new Error(JSON.stringify(page.error))
  return page.value.document.body.length
}

/** What a page costs before anything is done with it. */
export function extractPage(html: string): number {
  return new Defuddle(parseHTML(html).document, { url: 'https://coast.example/a' }).parse().wordCount
}

export function takeText(text: string): number {
  const read = readText(text)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return derive(read.value)
}

export async function takeFeed(xml: string): Promise<number> {
  const feed = await readFeed(xml, { address: null, now, most: 200, distinct: true })
  if (!feed.ok) throw new Error(JSON.stringify(feed.error))
  return feed.value.articles.reduce((sum, { input }) => sum + derive(input), 0)
}

export function parseFeedAlone(xml: string): number {
  return parseRssFeed(xml).items?.length ?? 0
}

export function derive(input: unknown): number {
  const derived = deriveArticle(ArticleInput.parse(input), { knownTopics: ['harbour', 'energy'] })
  if (!derived.ok) throw new Error(JSON.stringify(derived.error))
  return derived.value.points.length
}
