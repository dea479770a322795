import type { Person, Quote } from '../core/article.ts'
import type { ComposedArticle } from '../core/composition.ts'
import { chainOf } from './chain.ts'
import { copiesView, correctedCopiesView } from './copies.ts'
import { shown, shownOrNull } from './clean.ts'
import type { LinkList } from './links.ts'
import { commaOf } from './comma.ts'
import { directionOf, type Locale } from './locale.ts'
import { quoted } from './quote-marks.ts'
import type { ArticleView, MomentView, PointView, SpeakerView } from './view.ts'
import type { Wording } from './wording.ts'

/** What all articles of one briefing share while its view is made. */
export interface Setting {
  /** Where one article of the briefing is shown. */
  readonly addressOf: (id: string) => string
  /** The page of an article that the briefing only names; null where its reader may not be one of that page. */
  readonly pageOf: (id: string) => string | null
  readonly language: string
  readonly locale: Locale
  readonly wording: Wording
  readonly links: LinkList
}

/** One article as templates see it. */
export function articleView(article: ComposedArticle, position: number, setting: Setting): ArticleView {
  const { locale, wording, links } = setting
  // First, so that its number is the one a reader of plain text meets first.
  const page = links.own(setting.addressOf(article.id))
  const people = article.people.map(personView)
  const speakers = speakersOf(article.quotes, article.language, people, wording)
  const quotedNames = new Set(speakers.map((speaker) => speaker.name))
  return {
    id: article.id,
    position,
    headline: shown(article.headline) || article.id,
    dek: shownOrNull(article.dek),
    byline: article.byline.length > 0 ? wording.byline(locale.list(article.byline.map(shown))) : null,
    published: article.publishedAt === null ? null : momentView(article.publishedAt, locale),
    otherLanguage: article.language === setting.language ? null : { tag: article.language, dir: directionOf(article.language) },
    comma: commaOf(article.language),
    change: article.change === null ? null : wording.change[article.change],
    corrections: article.corrections.map(({ at, note }) => ({ at: momentView(at, locale), note: shown(note) })),
    correctedSince: article.correctedSince.map(({ at, note }) => ({ at: momentView(at, locale), note: shown(note) })),
    note: shownOrNull(article.note),
    points: article.points.map(pointView),
    speakers,
    people,
    alsoNamed: people.filter((person) => !quotedNames.has(person.name)),
    chain: chainOf(article.attribution, article.url, wording, locale, links),
    source: links.to(article.url),
    copies: copiesView(article, setting),
    correctedCopies: correctedCopiesView(article, setting),
    page,
  }
}

/** A moment for machines and for readers. */
export function momentView(instant: string, locale: Locale): MomentView {
  return { iso: instant, text: locale.moment(instant) }
}

function personView({ name, role }: Person): ArticleView['people'][number] {
  return { name: shown(name), role: shownOrNull(role) }
}

function pointView({ text, verbatim }: ComposedArticle['points'][number]): PointView {
  return { text: shown(text), verbatim }
}

// One speaker often says several things: they stand together, under the name and role once.
function speakersOf(quotes: readonly Quote[], language: string, people: ArticleView['people'], wording: Wording): SpeakerView[] {
  const byName = new Map<string, SpeakerView>()
  for (const { text, speaker, kind } of quotes) {
    const name = shownOrNull(speaker) ?? wording.unnamedSpeaker
    const direct = kind === 'direct'
    const statement = { text: direct ? quoted(shown(text), language) : shown(text), direct }
    const known = byName.get(name)
    if (known) known.statements.push(statement)
    else byName.set(name, { name, role: people.find((person) => person.name === name)?.role ?? null, statements: [statement] })
  }
  return [...byName.values()]
}
