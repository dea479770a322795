import { indexedTerms, type Fingerprint } from './fingerprint.ts'
import type { FoundCandidates } from './similar.ts'
import { NEWEST, SAME_EVENT } from './similarity.ts'
import { indexedOf } from './sketch.ts'

/** What drafts that came together share, by the same rules as a look-up in the store. Pure. */

/** A draft, to be compared with others that came with it. */
export interface Draft extends Fingerprint {
  readonly headline: string
  /** RFC 3339, UTC. */
  readonly listedAt: string
}

/** What drafts share with those before them, by the same rules as a look-up in the store. Their ids are their places, as text. */
export function candidatesAmong(drafts: readonly Draft[]): FoundCandidates {
  const copies = pairsOf(drafts, ({ sketch }) => indexedOf(sketch))
  const events = pairsOf(drafts, ({ terms }) => indexedTerms(terms))
  const toCandidate = ({ arrival, other, draft }: Pair) => ({
    arrival,
    id: String(other),
    headline: draft.headline,
    story: null,
    storyBy: null,
  })
  const isLikely = ({ arrival, draft, keys, rarity }: Pair) =>
    keys >= SAME_EVENT.names &&
    rarity >= SAME_EVENT.rarity &&
    Math.abs(Date.parse(draft.listedAt) - Date.parse(drafts[arrival]?.listedAt ?? '')) <= SAME_EVENT.hours * 3_600_000
  return {
    copies: copies.map((pair) => ({ ...toCandidate(pair), sketch: pair.draft.sketch })),
    events: events.filter(isLikely).map((pair) => ({ ...toCandidate(pair), terms: pair.draft.terms })),
  }
}

interface Pair {
  readonly arrival: number
  readonly other: number
  readonly draft: Draft
  /** How many keys they share, and the sum of one by the number of drafts before that have each. */
  readonly keys: number
  readonly rarity: number
}

/** Each draft with those before it that share a key. */
function pairsOf(drafts: readonly Draft[], keysOf: (draft: Draft) => readonly (string | number)[]): Pair[] {
  const having = new Map<string | number, number[]>()
  return drafts.flatMap((draft, arrival) => {
    const shared = new Map<number, number[]>()
    for (const key of keysOf(draft)) {
      const before = having.get(key) ?? []
      for (const other of before) shared.set(other, [...(shared.get(other) ?? []), before.length])
      having.set(key, [...before, arrival].slice(-NEWEST))
    }
    return [...shared].flatMap(([other, counts]) => {
      const found = drafts[other]
      const rarity = counts.reduce((sum, count) => sum + 1 / count, 0)
      return found ? [{ arrival, other, draft: found, keys: counts.length, rarity }] : []
    })
  })
}
