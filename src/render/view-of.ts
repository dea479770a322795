import { CARD } from '../core/card.ts'
import type { ComposedSection, ComposedStory, Composition } from '../core/composition.ts'
import { articleView, momentView, type Setting } from './article-view.ts'
import { shown, shownOrNull } from './clean.ts'
import { LinkList } from './links.ts'
import { directionOf, localeFor, type Locale } from './locale.ts'
import { structuredData } from './structured-data.ts'
import type { SectionView, StoryView, View } from './view.ts'
import { wordingFor, type Wording } from './wording.ts'

/** What a view needs to know beside the composition. */
export interface ViewContext {
  /** The origin that readers use, without a slash at the end. */
  readonly publicUrl: string
}

/** A composed briefing as templates see it: every string clean, every key there. Pure. */
export function viewOf(composition: Composition, { publicUrl }: ViewContext): View {
  const { language, timezone, path } = composition
  const locale = localeFor(language, timezone)
  const wording = wordingFor(language)
  // A share shows its articles itself: their own pages may not be for whoever holds the link.
  const addressOf = composition.share ? (id: string) => `${publicUrl}${path}#${id}` : (id: string) => `${publicUrl}/articles/${id}`
  const setting = { addressOf, language, locale, wording, links: new LinkList() }
  const sections = sectionsOf(composition.sections, setting)
  const online = setting.links.own(`${publicUrl}${path}`)
  const description = shownOrNull(composition.description)
  const introduction = shownOrNull(composition.introduction)
  const empty =
    sections.length > 0 || composition.edition?.withdrawn
      ? null
      : wording.empty(composition.emptySince === null ? null : locale.moment(composition.emptySince))
  return {
    language,
    direction: locale.direction,
    wordingLanguage: speaks(language, wording) ? null : { tag: wording.language, dir: directionOf(wording.language) },
    listed: composition.listed,
    single: composition.kind === 'article',
    labels: wording.labels,
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
    feeds:
      composition.kind === 'briefing' && !composition.share
        ? feedsOf(`${publicUrl}/briefings/${composition.edition?.briefing ?? path.split('/')[2]}`)
        : [],
    empty,
    sections,
    links: setting.links.all(),
    structuredData: structuredData(composition, sections, online.url),
  }
}

// "en-GB" is spoken by the English wording.
function speaks(language: string, wording: Wording): boolean {
  return language === wording.language || language.startsWith(`${wording.language}-`)
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
    origins: several ? setting.wording.origins({ reports, outlets: outlets.length, names, unknown }) : null,
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
