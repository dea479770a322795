import { CARD } from '../core/card.ts'
import type { ComposedSection, ComposedStory, Composition } from '../core/composition.ts'
import { articleView, momentView, type Setting } from './article-view.ts'
import { brandView } from './brand.ts'
import { shown, shownOrNull } from './clean.ts'
import { LinkList } from './links.ts'
import { localeFor, type Locale } from './locale.ts'
import { structuredData } from './structured-data.ts'
import type { SectionView, StoryView, View } from './view.ts'
import { wordingFor, type Wording } from './wording.ts'
import { wordingLanguageOf } from './wording-language.ts'

/** What a view needs to know beside the composition. */
export interface ViewContext {
  /** The origin that readers use, without a slash at the end. */
  readonly publicUrl: string
  /** Of a mail to a subscriber, or of a test of one. */
  readonly letter?: Letter
}

export interface Letter {
  readonly kind: 'edition' | 'correction' | 'test'
  /** The address where the reader ends the subscription; null in a test. */
  readonly unsubscribe: string | null
}

/** A composed briefing as templates see it: every string clean, every key there. Pure. */
export function viewOf(composition: Composition, { publicUrl, letter }: ViewContext): View {
  const { language, timezone, path } = composition
  const locale = localeFor(language, timezone)
  const wording = wordingFor(language)
  // A share shows its articles itself: their own pages may not be for whoever holds the link.
  const addressOf = composition.share ? (id: string) => `${publicUrl}${path}#${id}` : (id: string) => `${publicUrl}/articles/${id}`
  const pageOf = composition.share ? () => null : addressOf
  const setting = { addressOf, pageOf, language, locale, wording, links: new LinkList() }
  const sections = sectionsOf(composition.sections, setting)
  const online = setting.links.own(`${publicUrl}${path}`)
  const briefing = briefingOf(composition, publicUrl)
  const brand = brandView(composition.brand, publicUrl)
  const description = shownOrNull(composition.description)
  const introduction = shownOrNull(composition.introduction)
  const empty =
    sections.length > 0 || composition.edition?.withdrawn
      ? null
      : wording.empty(composition.emptySince === null ? null : locale.moment(composition.emptySince))
  return {
    language,
    direction: locale.direction,
    wordingLanguage: wordingLanguageOf(language, wording),
    listed: composition.listed,
    single: composition.kind === 'article',
    labels: wording.labels,
    site: brand.name ?? wording.labels.site,
    brand,
    title: shown(composition.title),
    description,
    introduction,
    summary: shorten(description ?? introduction ?? empty ?? headlinesOf(sections)),
    day: { iso: composition.day, text: locale.day(composition.day) },
    updated: momentView(composition.updatedAt, locale),
    online,
    home: { address: `${publicUrl}/` },
    alternates: alternatesOf(online.url, wording),
    edition: editionView(composition.edition, publicUrl, wording),
    card: cardView(composition, publicUrl),
    expires: composition.share && wording.expires(locale.moment(composition.share.expiresAt)),
    withdrawn: goneView(composition.edition, locale, wording),
    feeds: briefing === null ? [] : feedsOf(briefing),
    subscribe: briefing === null ? null : { address: `${briefing}/subscribe` },
    empty,
    sections,
    links: setting.links.all(),
    letter: letter ? letterView(letter, composition, wording) : null,
    structuredData: structuredData(composition, sections, online.url),
  }
}

// Null for an article, and for a share, whose reader may not be one of the briefing.
function briefingOf({ kind, share, edition, path }: Composition, publicUrl: string): string | null {
  return kind === 'briefing' && !share ? `${publicUrl}/briefings/${edition?.briefing ?? path.split('/')[2]}` : null
}

function letterView({ kind, unsubscribe }: Letter, { title, edition }: Composition, { letter }: Wording): View['letter'] {
  return {
    notice: kind === 'test' ? letter.test : kind === 'correction' ? letter.corrected(edition?.number ?? 0) : null,
    subscribed: letter.subscribed(shown(title)),
    unsubscribe: unsubscribe === null ? null : { address: unsubscribe },
  }
}

function sectionsOf(sections: readonly ComposedSection[], setting: Setting): SectionView[] {
  // What fits no section follows those that have a title, and without one of its own would seem to belong to the last.
  const unnamed = sections.some((section) => section.title !== null) ? setting.wording.labels.more : null
  let position = 0
  const next = () => ++position
  return sections.map(({ title, stories }) => ({
    heading: title === null ? unnamed : shown(title),
    stories: stories.map((story) => storyView(story, next, setting)),
  }))
}

function storyView({ origins, articles, withdrawn }: ComposedStory, next: () => number, setting: Setting): StoryView {
  const several = articles.length > 1
  const { reports, outlets, unknown } = origins
  const names = outlets.length > 0 ? setting.locale.list(outlets.map(shown)) : ''
  return {
    several,
    origins: reports > 1 ? setting.wording.origins({ reports, outlets: outlets.length, names, unknown }) : null,
    articles: articles.map((article) => articleView(article, next(), setting)),
    withdrawn: withdrawn > 0 ? setting.wording.withdrawnArticles(withdrawn) : null,
  }
}

function editionView(edition: Composition['edition'], publicUrl: string, wording: Wording): View['edition'] {
  if (!edition) return null
  const live = `${publicUrl}/briefings/${edition.briefing}`
  const placeOf = (number: number | null) => (number === null ? null : { address: `${live}/editions/${number}` })
  return {
    name: wording.edition(edition.number),
    digest: edition.digest,
    previous: placeOf(edition.previous),
    next: placeOf(edition.next),
    archive: { address: `${live}/editions` },
    live: { address: live },
  }
}

function cardView({ card, title, sections }: Composition, publicUrl: string): View['card'] {
  if (card === null) return null
  const headline = sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))[0]?.headline ?? title
  const alt = headline === title ? shown(title) : `${shown(title)}: ${shown(headline)}`
  return { address: publicUrl + card, alt, ...CARD }
}

function goneView(edition: Composition['edition'], locale: Locale, wording: Wording): string | null {
  return edition?.withdrawn ? wording.withdrawn(locale.moment(edition.withdrawn.at), shown(edition.withdrawn.reason)) : null
}

function feedsOf(briefing: string): View['feeds'] {
  return [
    { format: 'Atom', mediaType: 'application/atom+xml', address: `${briefing}/feed.atom` },
    { format: 'JSON Feed', mediaType: 'application/feed+json', address: `${briefing}/feed.json` },
  ]
}

function alternatesOf(page: string, { formats }: Wording): View['alternates'] {
  return [
    { format: formats.md, mediaType: 'text/markdown', address: `${page}.md` },
    { format: formats.txt, mediaType: 'text/plain', address: `${page}.txt` },
    { format: formats.json, mediaType: 'application/json', address: `${page}.json` },
    { format: formats.eml, mediaType: 'message/rfc822', address: `${page}.eml` },
  ]
}

function headlinesOf(sections: readonly SectionView[]): string {
  return sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles.map((article) => article.headline))).join(' · ')
}

const LONGEST_SUMMARY = 200

function shorten(text: string): string {
  if (text.length <= LONGEST_SUMMARY) return text
  const cut = text.slice(0, LONGEST_SUMMARY)
  return `${cut
    .slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_SUMMARY / 2))
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`
}
