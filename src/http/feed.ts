import { dayIn } from '../core/day.ts'
import { wordingFor } from '../render/wording.ts'
import type { EditionEntry, EditionList } from '../store/editions.ts'
import { pagePath } from '../urls.ts'

/** A briefing's editions, newest first, as Atom (RFC 4287) or JSON Feed 1.1. An entry's id is its address. */
export async function renderFeed(list: EditionList, slug: string, format: 'atom' | 'json', publicUrl: string): Promise<string> {
  // Only a feed needs it, so a page does not pay for loading it.
  const { generateAtomFeed, generateJsonFeed } = await import('feedsmith')
  const self = publicUrl + pagePath({ kind: 'feed', slug, format })
  const home = publicUrl + pagePath({ kind: 'briefing', slug, format: 'html' })
  const entries = list.editions.map((edition) => toEntry(edition, list, slug, publicUrl))
  if (format === 'json') {
    const items = entries.map(({ url, title, summary, published, updated }) => ({
      id: url,
      url,
      title,
      content_text: summary,
      date_published: published,
      date_modified: updated,
    }))
    return `${JSON.stringify(generateJsonFeed({ title: list.title, home_page_url: home, feed_url: self, language: list.language, items }), null, 2)}\n`
  }
  return generateAtomFeed({
    id: home,
    title: { value: list.title },
    updated: entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), '1970-01-01T00:00:00Z'),
    authors: [{ name: list.title }],
    links: [
      { href: self, rel: 'self', type: 'application/atom+xml' },
      { href: home, rel: 'alternate', type: 'text/html' },
    ],
    entries: entries.map(({ url, title, summary, published, updated }) => ({
      id: url,
      title: { value: title },
      updated,
      published,
      links: [{ href: url, rel: 'alternate', type: 'text/html' }],
      content: { value: summary, type: 'text' },
    })),
  })
}

function toEntry(
  { number, frozenAt, title, articles, withdrawn }: EditionEntry,
  { timezone, language }: EditionList,
  slug: string,
  publicUrl: string,
) {
  const wording = wordingFor(language)
  return {
    url: publicUrl + pagePath({ kind: 'edition', slug, number, format: 'html' }),
    title: `${title}${wording.labels.comma}${dayIn(timezone, new Date(frozenAt))} (${number})`,
    summary: withdrawn ? wording.withdrawnListed(withdrawn.reason) : `${wording.articles(articles)}.`,
    published: frozenAt,
    updated: withdrawn?.at ?? frozenAt,
  }
}
