import { countOrigins, type Outlet } from './attribution.ts'
import type { Briefing } from './briefing.ts'

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
  readonly topics: readonly string[]
  readonly origins: readonly Outlet[]
  /** The revision that the briefing's editions last carried; null where none did, or where no briefing is asked for. */
  readonly carriedRevision: number | null
}

export interface ArrangedStory {
  readonly story: string | null
  readonly entries: readonly CatalogueEntry[]
}

export interface ArrangedSection {
  readonly title: string | null
  readonly stories: readonly ArrangedStory[]
}

/**
 * Arranges a briefing: pinned articles first and in their order, then the candidates by the recipe's order, up to its limit;
 * articles of one story together, where the first of them stands; each story under the first section that its topics fit.
 */
export function arrange(briefing: Briefing, candidates: readonly CatalogueEntry[], pinned: readonly CatalogueEntry[]): ArrangedSection[] {
  const { select } = briefing
  const left = new Set([...select.excluded, ...select.pinned])
  const pinnedInOrder = select.pinned
    .filter((id) => !select.excluded.includes(id))
    .flatMap((id) => pinned.find((entry) => entry.id === id) ?? [])
  const isOld = (entry: CatalogueEntry) => select.onlyNew && entry.carriedRevision === entry.revision
  const rest = candidates.filter((entry) => !left.has(entry.id) && !isOld(entry))
  const ordered = [...pinnedInOrder, ...(select.order === 'origins' ? byOrigins(rest) : byNewest(rest))]
  return intoSections(briefing, intoStories(ordered.slice(0, select.limit)))
}

/** The entries of an arrangement, as they stand. */
export function entriesOf(sections: readonly ArrangedSection[]): CatalogueEntry[] {
  return sections.flatMap((section) => section.stories.flatMap((story) => story.entries))
}

function byNewest(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  return entries.toSorted((a, b) => (a.listedAt < b.listedAt ? 1 : a.listedAt > b.listedAt ? -1 : a.id < b.id ? -1 : 1))
}

/** The stories with the most independent origins first; among equals the newest. */
function byOrigins(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  return intoStories(byNewest(entries))
    .map((story) => ({ story, count: countOrigins(story.entries.map((entry) => entry.origins)).outlets.length }))
    .toSorted((a, b) => b.count - a.count)
    .flatMap(({ story }) => story.entries)
}

function intoStories(entries: readonly CatalogueEntry[]): ArrangedStory[] {
  const stories: { story: string | null; entries: CatalogueEntry[] }[] = []
  const known = new Map<string, CatalogueEntry[]>()
  for (const entry of entries) {
    const together = entry.story === null ? undefined : known.get(entry.story)
    if (together) {
      together.push(entry)
      continue
    }
    const story = { story: entry.story, entries: [entry] }
    stories.push(story)
    if (entry.story !== null) known.set(entry.story, story.entries)
  }
  return stories
}

function intoSections(briefing: Briefing, stories: readonly ArrangedStory[]): ArrangedSection[] {
  const titled = briefing.sections.map((section) => ({ ...section, stories: new Array<ArrangedStory>() }))
  const untitled: ArrangedStory[] = []
  for (const story of stories) {
    const topics = new Set(story.entries.flatMap((entry) => entry.topics))
    const home = titled.find((section) => section.topics.some((topic) => topics.has(topic)))
    ;(home?.stories ?? untitled).push(story)
  }
  return [...titled.map(({ title, stories: inside }) => ({ title, stories: inside })), { title: null, stories: untitled }].filter(
    (section) => section.stories.length > 0,
  )
}
