import { publicView, type Article } from './article.ts'
import { entriesOf, type ArrangedSection, type ArrangedStory, type CatalogueEntry } from './arrangement.ts'
import { countOrigins, originsOf } from './attribution.ts'
import type { Briefing } from './briefing.ts'
import type { Composition, ComposedStory, Origins } from './composition.ts'
import { dayIn } from './day.ts'

/** An article's record without its body: all that a page is made from. */
export type ArticleRecord = Omit<Article, 'body'>

/** A stored briefing and the times that belong to it. */
export interface StoredBriefing {
  readonly briefing: Briefing
  readonly updatedAt: string
  /** When the newest match left the window, or came where there is none, or else when the briefing was made: an empty one has been so since then. */
  readonly lastMatchAt: string
}

/** Puts a briefing together from its arrangement and the records of its articles, by id. A record that is missing is left out. */
export function composeBriefing(
  { briefing, updatedAt, lastMatchAt }: StoredBriefing,
  sections: readonly ArrangedSection[],
  records: ReadonlyMap<string, ArticleRecord>,
  now: Date,
): Composition {
  const entries = entriesOf(sections)
  return {
    kind: 'briefing',
    path: `/briefings/${briefing.slug}`,
    title: briefing.title,
    description: briefing.description,
    introduction: briefing.introduction,
    language: briefing.language,
    timezone: briefing.timezone,
    listed: briefing.visibility === 'public',
    day: dayIn(briefing.timezone, now),
    updatedAt: entries.reduce((latest, entry) => (entry.updatedAt > latest ? entry.updatedAt : latest), updatedAt),
    emptySince: entries.length > 0 ? null : lastMatchAt,
    edition: null,
    share: null,
    card: null,
    sections: sections.flatMap((section) => {
      const stories = section.stories.flatMap((story) => composeStory(story, records, briefing.notes))
      return stories.length > 0 ? [{ title: section.title, stories }] : []
    }),
  }
}

/** The briefing that one article makes by itself. */
export function composeArticle(record: ArticleRecord, entry: CatalogueEntry): Composition {
  return {
    kind: 'article',
    path: `/articles/${record.id}`,
    title: record.headline,
    description: record.dek,
    introduction: null,
    language: record.language,
    timezone: 'UTC',
    listed: record.visibility === 'public',
    day: dayIn('UTC', new Date(entry.listedAt)),
    updatedAt: entry.updatedAt,
    emptySince: null,
    edition: null,
    share: null,
    card: null,
    sections: [{ title: null, stories: composeStory({ story: record.story, entries: [entry] }, new Map([[record.id, record]]), {}) }],
  }
}

function composeStory(
  { story, entries }: ArrangedStory,
  records: ReadonlyMap<string, ArticleRecord>,
  notes: Readonly<Record<string, string>>,
): ComposedStory[] {
  const present = entries.flatMap((entry) => records.get(entry.id) ?? [])
  if (present.length === 0) return []
  return [
    {
      story,
      origins: originsOfReports(present),
      articles: present.map((record) => ({
        ...publicView({ ...record, body: [] }),
        note: noteOn(record.id, notes),
        change: null,
        correctedSince: [],
      })),
      withdrawn: 0,
    },
  ]
}

// An id may be called "constructor".
function noteOn(id: string, notes: Readonly<Record<string, string>>): string | null {
  return Object.hasOwn(notes, id) ? (notes[id] ?? null) : null
}

function originsOfReports(records: readonly ArticleRecord[]): Origins {
  const { outlets, unknown } = countOrigins(records.map((record) => originsOf(record.attribution)))
  return { reports: records.length, outlets: outlets.map((outlet) => outlet.name), unknown }
}
