import type { Sketch } from './sketch.ts'

/** What an article's event is recognised by: a word, how much it says, and whether it is (part of) a name. */
export type EventTerm = readonly [term: string, weight: number, name: boolean]

/** By what an article is compared with others: its body's sketch for copies of it, its terms for reports on the same event. */
export interface Fingerprint {
  readonly sketch: Sketch
  /** Heaviest first. */
  readonly terms: readonly EventTerm[]
}

/** Terms that are indexed: the names that an article is about come first. */
const INDEXED_TERMS = 12

/** The terms by which reports on the same event are looked up. */
export function indexedTerms(terms: readonly EventTerm[]): string[] {
  return terms.slice(0, INDEXED_TERMS).map(([term]) => term)
}
