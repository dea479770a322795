import type { parseFeed } from 'feedsmith'

/** What every dialect says, in one form: RSS 0.9x to 2.0, Atom and JSON Feed as the library reads them. No I/O. */

type Parsed = ReturnType<typeof parseFeed<string>>
type Of<F extends Parsed['format']> = Extract<Parsed, { format: F }>['feed']

export interface Entry {
  readonly id: string | null
  readonly title: Text | null
  /** The addresses it is said to have, the best first; they may be relative. */
  readonly links: readonly string[]
  readonly base: string | null
  /** All of it and a summary, either as markup or plain. */
  readonly content: Text | null
  readonly summary: Text | null
  readonly authors: readonly string[]
  readonly published: string | null
  readonly language: string | null
  readonly categories: readonly string[]
  /** The feed that it was taken from, where this one gathers others. */
  readonly origin: { readonly title: string | null; readonly url: string | null } | null
}

export interface Text {
  readonly value: string
  /** Whether "<" stands for itself. */
  readonly plain: boolean
}

export interface Channel {
  readonly title: Text | null
  /** Addresses that it says belong to it: its own, its site's, and what it says relative ones stand against; each may lean on the one before. */
  readonly addresses: readonly string[]
  readonly site: string | null
  readonly authors: readonly string[]
  readonly language: string | null
  readonly entries: readonly Entry[]
}

/** A parsed feed in that form. */
export function readDialect(parsed: Parsed): Channel {
  switch (parsed.format) {
    case 'rss':
      return fromRss(parsed.feed)
    case 'rdf':
      return fromRdf(parsed.feed)
    case 'atom':
      return fromAtom(parsed.feed)
    case 'json':
      return fromJson(parsed.feed)
  }
}

function fromRss(feed: Of<'rss'>): Channel {
  const own = linked(feed.atom?.links, 'self')
  return {
    title: markup(feed.title),
    addresses: listed(own, feed.link, feed.xml?.base),
    site: feed.link ?? null,
    authors: [],
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    entries: (feed.items ?? []).map((item) => ({
      id: item.guid?.value ?? null,
      title: markup(item.title ?? item.dc?.titles?.[0]),
      links: listed(item.link, linked(item.atom?.links, 'alternate'), item.guid?.isPermaLink === false ? null : absolute(item.guid?.value)),
      base: item.xml?.base ?? null,
      content: markup(item.content?.encoded) ?? bodyOf(item.atom?.content),
      summary: markup(item.description ?? item.dc?.descriptions?.[0] ?? item.itunes?.summary ?? item.media?.description?.value),
      authors: (item.authors ?? []).flatMap(({ name }) => name ?? []).concat(item.dc?.creators ?? []),
      published: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.atom?.updated ?? null,
      language: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
      categories: (item.categories ?? []).flatMap(({ name }) => name ?? []).concat(item.dc?.subjects ?? []),
      origin: item.source ? { title: item.source.title ?? null, url: item.source.url ?? null } : null,
    })),
  }
}

function fromRdf(feed: Of<'rdf'>): Channel {
  return {
    title: markup(feed.title),
    addresses: listed(linked(feed.atom?.links, 'self'), feed.link, feed.xml?.base),
    site: feed.link ?? null,
    authors: [],
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    entries: (feed.items ?? []).map((item) => ({
      id: item.rdf?.about ?? null,
      title: markup(item.title ?? item.dc?.titles?.[0]),
      links: listed(item.link, absolute(item.rdf?.about)),
      base: item.xml?.base ?? null,
      content: markup(item.content?.encoded),
      summary: markup(item.description ?? item.dc?.descriptions?.[0]),
      authors: item.dc?.creators ?? [],
      published: item.dc?.dates?.[0] ?? null,
      language: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
      categories: item.dc?.subjects ?? [],
      origin: null,
    })),
  }
}

function fromAtom(feed: Of<'atom'>): Channel {
  const site = linked(feed.links, 'alternate')
  return {
    title: textOf(feed.title),
    addresses: listed(linked(feed.links, 'self'), site, feed.xml?.base),
    site,
    authors: (feed.authors ?? []).flatMap(({ name }) => name ?? []),
    language: feed.xml?.lang ?? feed.dc?.languages?.[0] ?? null,
    entries: (feed.entries ?? []).map((entry) => ({
      id: entry.id ?? null,
      title: textOf(entry.title),
      links: listed(linked(entry.links, 'alternate'), absolute(entry.id)),
      base: entry.xml?.base ?? null,
      content: bodyOf(entry.content),
      summary: bodyOf(entry.summary) ?? markup(entry.media?.description?.value),
      authors: (entry.authors ?? entry.source?.authors ?? []).flatMap(({ name }) => name ?? []).concat(entry.dc?.creators ?? []),
      published: entry.published ?? entry.dc?.dates?.[0] ?? entry.updated ?? null,
      language: entry.xml?.lang ?? entry.content?.xml?.lang ?? null,
      categories: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
      origin: entry.source ? { title: entry.source.title?.value ?? null, url: linked(entry.source.links, 'alternate') } : null,
    })),
  }
}

function fromJson(feed: Of<'json'>): Channel {
  return {
    title: plainText(feed.title),
    addresses: listed(feed.feed_url, feed.home_page_url),
    site: feed.home_page_url ?? null,
    authors: (feed.authors ?? []).flatMap(({ name }) => name ?? []),
    language: feed.language ?? null,
    entries: (feed.items ?? []).map((item) => ({
      id: item.id ?? null,
      title: plainText(item.title),
      links: listed(item.url, item.external_url, absolute(item.id)),
      base: null,
      content: markup(item.content_html) ?? plainText(item.content_text),
      summary: plainText(item.summary),
      authors: (item.authors ?? []).flatMap(({ name }) => name ?? []),
      published: item.date_published ?? item.date_modified ?? null,
      language: item.language ?? null,
      categories: item.tags ?? [],
      origin: null,
    })),
  }
}

function markup(value: string | undefined): Text | null {
  return value === undefined ? null : { value, plain: false }
}

function plainText(value: string | undefined): Text | null {
  return value === undefined ? null : { value, plain: true }
}

/** Atom says of each text what it is; what is neither text nor markup, such as a picture, is not read. */
function textOf(text: { value?: string; type?: string } | undefined): Text | null {
  if (text?.value === undefined) return null
  const type = (text.type ?? 'text').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'text' || type === 'text/plain') return { value: text.value, plain: true }
  return ['html', 'xhtml', 'text/html', 'application/xhtml+xml'].includes(type) ? { value: text.value, plain: false } : null
}

/** One of no stated type is often markup all the same, where it is long enough to be. */
function bodyOf(text: { value?: string; type?: string } | undefined): Text | null {
  return text?.type === undefined ? markup(text?.value) : textOf(text)
}

function linked(links: readonly { href?: string; rel?: string; type?: string }[] | undefined, rel: string): string | null {
  const of = (links ?? []).filter((link) => link.href !== undefined && (link.rel ?? 'alternate') === rel)
  return (of.find(({ type }) => type === undefined || type.includes('html')) ?? of[0])?.href ?? null
}

function absolute(id: string | undefined): string | null {
  return id !== undefined && /^https?:\/\//i.test(id) ? id : null
}

function listed(...addresses: readonly (string | null | undefined)[]): string[] {
  return addresses.flatMap((address) => address ?? [])
}
