import type { EventTerm, Fingerprint } from './fingerprint.ts'
import { nearDuplicateScore, sameEventScore } from './similarity.ts'
import type { Sketch } from './sketch.ts'
import type { SimilarKind, StoryArticle } from './story.ts'

/** Which of the articles that were looked up an arriving one is a copy of, or may be a report on the same event as. Pure. */

/** Whose word an article's story is: its sender's and its editor's the server leaves alone. Null: nobody has said anything. */
export type StoryBy = StoryArticle['by']

export interface StoryPlace {
  readonly id: string
  readonly story: string | null
  readonly storyBy: StoryBy
}

/** An article that shares something with an arriving one. */
export interface Candidate extends StoryPlace {
  /** Which of the arriving ones, by its place among them. */
  readonly arrival: number
  readonly headline: string
}

/** What a look-up found, best first. */
export interface FoundCandidates {
  readonly copies: readonly (Candidate & { readonly sketch: Sketch })[]
  readonly events: readonly (Candidate & { readonly terms: readonly EventTerm[] })[]
}

export interface Similar extends StoryPlace {
  readonly headline: string
  readonly kind: SimilarKind
  /** From 0 to 1. */
  readonly score: number
}

/** No more proposals for one article: an editor is to look at them. */
const MOST_PROPOSALS = 3

/**
 * What each arriving article is similar to: its near-duplicates, best first; or, where it has none, what may be of the same
 * event, once a story. A copy gets no proposals, since those of what it is a copy of were made before.
 */
export function similarTo(arriving: readonly Fingerprint[], { copies, events }: FoundCandidates): Similar[][] {
  return arriving.map(({ sketch, terms }, arrival) => {
    const near = copies.flatMap((found) => scored(found, arrival, 'near-duplicate', () => nearDuplicateScore(sketch, found.sketch)))
    if (near.length > 0) return near.toSorted(byScore)
    const same = events.flatMap((found) => scored(found, arrival, 'same event', () => sameEventScore(terms, found.terms)))
    return oncePerStory(same.toSorted(byScore)).slice(0, MOST_PROPOSALS)
  })
}

function scored(found: Candidate, arrival: number, kind: SimilarKind, score: () => number | null): Similar[] {
  const points = found.arrival === arrival ? score() : null
  const { id, story, storyBy, headline } = found
  return points === null ? [] : [{ id, story, storyBy, headline, kind, score: Math.round(points * 100) / 100 }]
}

function byScore(a: Similar, b: Similar): number {
  return b.score - a.score
}

function oncePerStory(found: readonly Similar[]): Similar[] {
  const stories = new Set<string>()
  return found.filter(({ story }) => {
    if (story === null) return true
    if (stories.has(story)) return false
    return stories.add(story)
  })
}
