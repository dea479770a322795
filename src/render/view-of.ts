import type { ComposedSection, ComposedStory, Composition } from '../core/composition.ts'
import { articleView, momentView, type Setting } from './article-view.ts'
import { shown, shownOrNull } from './clean.ts'
import { LinkList } from './links.ts'
import { directionOf, localeFor } from './locale.ts'
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
  const setting = { publicUrl, language, locale, wording, links: new LinkList() }
  const sections = sectionsOf(composition.sections, setting)
  const online = setting.links.own(`${publicUrl}${path}`)
  const description = shownOrNull(composition.description)
  const introduction = shownOrNull(composition.introduction)
  const empty = sections.length > 0 ? null : wording.empty(composition.emptySince === null ? null : locale.moment(composition.emptySince))
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

function storyView({ origins, articles }: ComposedStory, next: () => number, setting: Setting): StoryView {
  const several = articles.length > 1
  const { reports, outlets, unknown } = origins
  const names = outlets.length > 0 ? setting.locale.list(outlets.map(shown)) : ''
  return {
    several,
    origins: several ? setting.wording.origins({ reports, outlets: outlets.length, names, unknown }) : null,
    articles: articles.map((article) => articleView(article, next(), setting)),
  }
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
