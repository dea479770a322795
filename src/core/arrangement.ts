import { countOrigins, type Outlet } from './attribution.ts'
import type { Briefing } from './briefing.ts'
import { foldCopies, originsOfCopies, type Folded } from './copies.ts'
import type { StoryBy } from './similar.ts'

/** Which of a briefing's candidates it shows, in what order, under which heading. No record is needed for it. */

/** What the catalogue knows of a current article. */
export interface CatalogueEntry {
  readonly id: string
  readonly revision: number
  /** The uuid of its record in KV. */
  readonly key: string
  readonly headline: string
  /** When it was published, or else stored: what "newest" goes by. */
  readonly listedAt: string
  readonly updatedAt: string
  readonly story: string | null
  readonly storyBy: StoryBy
  /** Near-duplicates of one another have the same; null for what is a copy of none. */
  readonly copySet: string | null
  readonly topics: readonly string[]
  readonly origins: readonly Outlet[]
  /** The length of its chain of attribution. */
  readonly steps: number
  /** The revision that the briefing's editions last carried; null where none did, or where no briefing is asked for. */
  readonly carriedRevision: number | null
}

/** An article that a briefing shows, with the copies of its text that it names beside it. */
export interface ArrangedArticle {
  readonly entry: CatalogueEntry
  readonly copies: readonly CatalogueEntry[]
  /** How many more copies there are than are named. */
  readonly moreCopies: number
  /** Whether the briefing's editions have carried it or a copy of it. */
  readonly carried: boolean
}

export interface ArrangedStory {
  readonly story: string | null
  readonly articles: readonly ArrangedArticle[]
}

export interface ArrangedSection {
  readonly title: string | null
  readonly stories: readonly ArrangedStory[]
}

/** Which articles there are for a briefing. */
export interface Found {
  readonly candidates: readonly CatalogueEntry[]
  readonly pinned: readonly CatalogueEntry[]
  /** The sets of copies of which its editions have carried any. */
  readonly carriedSets: ReadonlySet<string>
}

/** At most this many copies are named beside an article. */
const MOST_COPIES = 5

/** At most this many records make a page: KV gives 100 values at once, and some are for templates. */
const MOST_RECORDS = 90

/**
 * Arranges a briefing: pinned articles first and in their order, then the candidates by the recipe's order, up to its limit, copies of
 * one text counting as one; articles of one story together, where the first of them stands; each story under the first section that its
 * topics fit.
 */
export function arrange(briefing: Briefing, { candidates, pinned, carriedSets }: Found): ArrangedSection[] {
  const { select } = briefing
  const left = new Set([...select.excluded, ...select.pinned])
  const pinnedInOrder = select.pinned
    .filter((id) => !select.excluded.includes(id))
    .flatMap((id) => pinned.find((entry) => entry.id === id) ?? [])
  const folded = foldCopies(
    pinnedInOrder,
    candidates.filter((entry) => !left.has(entry.id)),
  )
  const wasCarried = ({ entry, copies }: Folded) =>
    [entry, ...copies].some(({ carriedRevision }) => carriedRevision !== null) || (entry.copySet !== null && carriedSets.has(entry.copySet))
  // A copy of what was carried is nothing new, though it be nearer the origin.
  const isOld = (one: Folded) =>
    select.onlyNew && (one.entry.carriedRevision === null ? wasCarried(one) : one.entry.carriedRevision === one.entry.revision)
  const rest = folded.rest.filter((one) => !isOld(one))
  const ordered = [...folded.pinned, ...(select.order === 'origins' ? byOrigins(rest) : byNewest(rest))].slice(0, select.limit)
  return intoSections(briefing, byStory(nameCopies(ordered.map((one) => ({ ...one, carried: wasCarried(one) })))))
}

/** The articles that an arrangement shows, as they stand. */
export function shownIn(sections: readonly ArrangedSection[]): CatalogueEntry[] {
  return articlesIn(sections).map(({ entry }) => entry)
}

/** The articles that an arrangement shows or names: all whose records it needs. */
export function entriesOf(sections: readonly ArrangedSection[]): CatalogueEntry[] {
  return articlesIn(sections).flatMap(({ entry, copies }) => [entry, ...copies])
}

function articlesIn(sections: readonly ArrangedSection[]): ArrangedArticle[] {
  return sections.flatMap((section) => section.stories.flatMap((story) => story.articles))
}

// What all of them could name may be more than can be read at once: who stands first names first.
function nameCopies(shown: readonly (Folded & { readonly carried: boolean })[]): ArrangedArticle[] {
  let left = MOST_RECORDS - shown.length
  return shown.map(({ entry, copies, carried }) => {
    const named = copies.slice(0, Math.min(MOST_COPIES, left))
    left -= named.length
    return { entry, copies: named, moreCopies: copies.length - named.length, carried }
  })
}

function byNewest(shown: readonly Folded[]): Folded[] {
  return shown.toSorted(({ entry: a }, { entry: b }) => (a.listedAt < b.listedAt ? 1 : a.listedAt > b.listedAt ? -1 : a.id < b.id ? -1 : 1))
}

/** The stories with the most independent origins first; among equals the newest. */
function byOrigins(shown: readonly Folded[]): Folded[] {
  return byStory(byNewest(shown))
    .map(({ articles }) => ({ articles, count: countOrigins(articles.map(({ entry, copies }) => originsOfCopies([entry, ...copies]))) }))
    .toSorted((a, b) => b.count.outlets.length - a.count.outlets.length)
    .flatMap(({ articles }) => articles)
}

function byStory<T extends Folded>(shown: readonly T[]): { story: string | null; articles: T[] }[] {
  const stories: { story: string | null; articles: T[] }[] = []
  const known = new Map<string, T[]>()
  for (const one of shown) {
    const { story } = one.entry
    const together = story === null ? undefined : known.get(story)
    if (together) {
      together.push(one)
      continue
    }
    const begun = { story, articles: [one] }
    stories.push(begun)
    if (story !== null) known.set(story, begun.articles)
  }
  return stories
}

function intoSections(briefing: Briefing, stories: readonly ArrangedStory[]): ArrangedSection[] {
  const titled = briefing.sections.map((section) => ({ ...section, stories: new Array<ArrangedStory>() }))
  const untitled: ArrangedStory[] = []
  for (const story of stories) {
    const topics = new Set(story.articles.flatMap(({ entry }) => entry.topics))
    const home = titled.find((section) => section.topics.some((topic) => topics.has(topic)))
    ;(home?.stories ?? untitled).push(story)
  }
  return [...titled.map(({ title, stories: inside }) => ({ title, stories: inside })), { title: null, stories: untitled }].filter(
    (section) => section.stories.length > 0,
  )
}
