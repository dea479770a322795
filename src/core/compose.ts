import { publicView, type Article } from './article.ts'
import { entriesOf, type ArrangedSection, type ArrangedStory, type CatalogueEntry } from './arrangement.ts'
import { brandOf, settledBrand } from './brand.ts'
import type { Briefing } from './briefing.ts'
import type { ComposedArticle, ComposedCopy, ComposedStory, Composition } from './composition.ts'
import { dayIn } from './day.ts'
import { originsOfStory } from './story-origins.ts'

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
    brand: settledBrand(brandOf(briefing)),
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
    brand: null,
    card: null,
    sections: [{ title: null, stories: composeStory(alone(entry), new Map([[record.id, record]]), {}) }],
  }
}

function alone(entry: CatalogueEntry): ArrangedStory {
  return { story: entry.story, articles: [{ entry, copies: [], moreCopies: 0, carried: false }] }
}

function composeStory(
  { story, articles }: ArrangedStory,
  records: ReadonlyMap<string, ArticleRecord>,
  notes: Readonly<Record<string, string>>,
): ComposedStory[] {
  const composed = articles.flatMap(({ entry, copies, moreCopies }): ComposedArticle[] => {
    const [shown] = composeEntry(entry, records)
    return shown
      ? [{ ...shown, note: noteOn(entry.id, notes), copies: copies.flatMap((copy) => composeEntry(copy, records)), moreCopies }]
      : []
  })
  return composed.length > 0 ? [{ story, origins: originsOfStory(composed), articles: composed, withdrawn: 0 }] : []
}

// Its record says which story its writer gave it; where it is now the catalogue knows.
function composeEntry({ id, story }: CatalogueEntry, records: ReadonlyMap<string, ArticleRecord>): ComposedCopy[] {
  const record = records.get(id)
  return record ? [{ ...publicView({ ...record, body: [] }), story, change: null, correctedSince: [] }] : []
}

// An id may be called "constructor".
function noteOn(id: string, notes: Readonly<Record<string, string>>): string | null {
  return Object.hasOwn(notes, id) ? (notes[id] ?? null) : null
}
