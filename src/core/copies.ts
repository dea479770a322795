import type { CatalogueEntry } from './arrangement.ts'
import type { Outlet } from './attribution.ts'

/** Copies of one text in a briefing: which of them is shown, which are named beside it, and what they trace to. Pure. */

/** An article that is shown, and the copies of its text that are not. */
export interface Folded {
  readonly entry: CatalogueEntry
  /** Nearest the origin first. */
  readonly copies: readonly CatalogueEntry[]
}

/**
 * Folds copies of one text that are of one story: shown is the one that is nearest the origin. One that is pinned stands by itself, and
 * the copies that are not are folded under the first of those. `pinned` come out first, in their order; the others in any.
 */
export function foldCopies(pinned: readonly CatalogueEntry[], rest: readonly CatalogueEntry[]): { pinned: Folded[]; rest: Folded[] } {
  const sets = new Map<string, CatalogueEntry[]>()
  for (const entry of rest) {
    const set = setOf(entry)
    if (set !== null) sets.set(set, [...(sets.get(set) ?? []), entry])
  }
  const take = (set: string | null) => {
    const copies = set === null ? undefined : sets.get(set)
    if (set !== null) sets.delete(set)
    return nearestFirst(copies ?? [])
  }
  const alone = rest.filter((entry) => setOf(entry) === null).map((entry): Folded => ({ entry, copies: [] }))
  const shownPinned = pinned.map((entry): Folded => ({ entry, copies: take(setOf(entry)) }))
  const shown = [...sets.values()].flatMap((copies) => {
    const [entry, ...others] = nearestFirst(copies)
    return entry ? [{ entry, copies: others }] : []
  })
  return { pinned: shownPinned, rest: [...alone, ...shown] }
}

// Copies that somebody has put into another story, or out of any, stand by themselves.
function setOf({ story, copySet }: CatalogueEntry): string | null {
  return story === null || copySet === null ? null : `${copySet} ${story}`
}

/**
 * Copies, the one nearest the origin first: the outlet that others cite as theirs, then the shortest chain whose origin is known, then the
 * earliest, then by id.
 */
export function nearestFirst(copies: readonly CatalogueEntry[]): CatalogueEntry[] {
  const cited = new Set(copies.filter(({ steps }) => steps > 1).flatMap(({ origins }) => origins.map(({ key }) => key)))
  const distance = ({ steps, origins }: CatalogueEntry) => {
    if (origins.length === 0) return Infinity
    return steps === 1 && origins.some(({ key }) => cited.has(key)) ? 0 : steps
  }
  return copies.toSorted((a, b) => {
    const [near, far] = [distance(a), distance(b)]
    if (near !== far) return near < far ? -1 : 1
    if (a.listedAt !== b.listedAt) return a.listedAt < b.listedAt ? -1 : 1
    return a.id < b.id ? -1 : 1
  })
}

/** Where one report says it has a text from. */
export interface Traced {
  readonly origins: readonly Outlet[]
  /** The length of its chain. */
  readonly steps: number
}

/**
 * What copies of one text trace to, the one shown first: the origins that any of them cites. Where none cites anybody it is the first that
 * names an outlet at all, for they cannot each have written it.
 */
export function originsOfCopies(copies: readonly Traced[]): readonly Outlet[] {
  const cited = copies.filter(({ steps }) => steps > 1).flatMap(({ origins }) => origins)
  return cited.length > 0 ? cited : (copies.find(({ origins }) => origins.length > 0)?.origins ?? [])
}
