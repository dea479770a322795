import type { EventTerm } from './fingerprint.ts'
import { KEPT, type Sketch } from './sketch.ts'

/** How alike two articles are, and from where on that means something: every threshold of it stands here. Pure. */

/**
 * A copy of a wire story is cut, gets paragraphs of its own, and keeps the wire's sentences. `containment` is the share of the
 * shorter text that the other has too: in the samples of tests/fixtures/similar copies have 0.55 and more, separate reports
 * that quote one statement under 0.2, small news under the same two closing paragraphs 0.46. In a text of fewer than `brief`
 * shingles a mould makes up more of it (market reports of two days share 0.51), so it must share more. One of fewer than
 * `tiny` must be the same but for a word or two. `resemblance` is the share of all that both say: an overview of the day holds
 * its reports' leads whole, and is a copy of none.
 */
const NEAR_DUPLICATE = {
  containment: 0.5,
  brief: { shingles: 100, containment: 0.65 },
  tiny: { shingles: 30, resemblance: 0.8 },
  resemblance: 0.15,
} as const

/**
 * Reports on one event name the same people and places in other words, and are listed within three days (`hours`) of one
 * another. `names`: one name alone is no event. `score` is the weight of the shared terms over that of the poorer article's:
 * in the samples nine in ten pairs of one event reach 0.28, and one in ten of those that reach it is of two events (market
 * reports of two days, an overview). That is why they are only proposed. `rarity` is the sum, over the indexed terms that two share, of
 * one by the number of articles that have the term: the names that a whole topic is full of do not make an event of it.
 */
export const SAME_EVENT = { score: 0.28, names: 2, hours: 72, rarity: 0.3 } as const

/** Of a hash or a term only so many articles are looked at, the newest: one that more have says nothing of which they are. */
export const NEWEST = 20

/** How much two texts share. */
export interface Overlap {
  /** Shared shingles over all shingles of the two. */
  readonly resemblance: number
  /** Shared shingles over those of the text that has fewer. */
  readonly containment: number
}

/** Compares two sketches below the smaller of their ends, where both are complete. */
export function overlapOf(one: Sketch, other: Sketch): Overlap {
  const end = Math.min(endOf(one), endOf(other))
  const inOne = one.filter((hash) => hash <= end)
  const inOther = new Set(other.filter((hash) => hash <= end))
  const shared = inOne.filter((hash) => inOther.has(hash)).length
  return {
    resemblance: shared / Math.max(1, inOne.length + inOther.size - shared),
    containment: shared / Math.max(1, Math.min(inOne.length, inOther.size)),
  }
}

// A sketch that is not full holds every shingle of its text.
function endOf(sketch: Sketch): number {
  return sketch.length < KEPT ? Infinity : (sketch.at(-1) ?? Infinity)
}

/** The containment of two bodies that are one text, cut, lengthened or touched up; null where they are two. */
export function nearDuplicateScore(one: Sketch, other: Sketch): number | null {
  const { containment, resemblance } = overlapOf(one, other)
  const shingles = Math.min(one.length, other.length)
  const { brief, tiny } = NEAR_DUPLICATE
  const alike =
    shingles < tiny.shingles
      ? resemblance >= tiny.resemblance
      : resemblance >= NEAR_DUPLICATE.resemblance &&
        containment >= (shingles < brief.shingles ? brief.containment : NEAR_DUPLICATE.containment)
  return alike ? containment : null
}

/** How much two articles name the same, from 0 to 1; null where that is too little for one event. */
export function sameEventScore(one: readonly EventTerm[], other: readonly EventTerm[]): number | null {
  const inOne = new Map(one.map((term) => [term[0], term]))
  let names = 0
  let shared = 0
  for (const [word, weight, isName] of other) {
    const term = inOne.get(word)
    if (!term) continue
    if (isName || term[2]) names += 1
    shared += Math.min(weight, term[1])
  }
  const score = shared / Math.max(1, Math.min(total(one), total(other)))
  return names >= SAME_EVENT.names && score >= SAME_EVENT.score ? score : null
}

function total(terms: readonly EventTerm[]): number {
  return terms.reduce((sum, [, weight]) => sum + weight, 0)
}
