import type { Similar, StoryPlace } from './similar.ts'
import type { SimilarKind } from './story.ts'

/** What becomes of stories when articles have come in: near-duplicates are joined, reports on one event proposed. Pure. */

/** An article that is a copy of another: it joins that one's set of copies, and its story where it may be moved. */
export interface Join {
  readonly article: string
  readonly anchor: string
}

/** What an article that is copied gets unless it has it: a name for the set of copies, and the story that it is to begin or to be drawn into. */
export interface Founding {
  readonly anchor: string
  readonly copySet: string
  /** Null where its copy's sender says that this is of none. */
  readonly story: string | null
}

/** Two articles that an editor is asked about. It is dropped where they turn out to be of one story. */
export interface Pairing {
  readonly article: string
  readonly other: string
  readonly kind: SimilarKind
  readonly score: number
}

export interface Joining {
  readonly foundings: readonly Founding[]
  readonly joins: readonly Join[]
  readonly pairings: readonly Pairing[]
}

/** Decides for arrived articles, in order, from what each is similar to. `newId` gives ids that nothing has. */
export function decideJoining(arrived: readonly StoryPlace[], similar: readonly (readonly Similar[])[], newId: () => string): Joining {
  const anchors = new Map<string, string>()
  const foundings: Founding[] = []
  const joins: Join[] = []
  const pairings: Pairing[] = []
  for (const [index, place] of arrived.entries()) {
    const found = similar[index] ?? []
    // Of copies that have come in together one is enough to ask about.
    const others = found.map(({ id, kind, score }) => ({ article: place.id, other: anchors.get(id) ?? id, kind, score }))
    pairings.push(...others.filter(({ other }, at) => others.findIndex((one) => one.other === other) === at))
    const best = anchorOf(found.filter(({ kind }) => kind === 'near-duplicate'))
    if (!best) continue
    // A copy of one that has just come in belongs to what that one is a copy of.
    const anchor = anchors.get(best.id) ?? best.id
    anchors.set(place.id, anchor)
    joins.push({ article: place.id, anchor })
    const story = place.story ?? (place.storyBy === null ? storyName(newId()) : null)
    foundings.push({ anchor, copySet: newId(), story })
  }
  return { foundings: oneOfEach(foundings), joins, pairings }
}

/** The near-duplicate to join: one that has a story before one that can be given one before one that stands alone by somebody's word. */
function anchorOf(near: readonly Similar[]): Similar | undefined {
  return near.find(({ story }) => story !== null) ?? near.find(({ storyBy }) => storyBy === null) ?? near[0]
}

/** The name of a story that nobody has named. It tells nothing of its articles: one of them may be private, or be erased. */
export function storyName(id: string): string {
  return `story-${id.slice(0, 8)}`
}

// The first of an anchor that has a story for it, or else the first.
function oneOfEach(foundings: readonly Founding[]): Founding[] {
  const byAnchor = new Map<string, Founding>()
  for (const founding of foundings) if (!byAnchor.get(founding.anchor)?.story) byAnchor.set(founding.anchor, founding)
  return [...byAnchor.values()]
}
