/** Chance that comes out the same again for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number
  /** From 0 to below `limit`. */
  readonly int: (limit: number) => number
  readonly chance: (probability: number) => boolean
  /** One of several, each as often as its weight says. */
  readonly weighted: <T extends string>(weights: Readonly<Partial<Record<T, number>>>) => string
}

/** Mulberry32, begun from a hash (FNV-1a) of the seed's name. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    int: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    weighted: (weights) => {
      const entries = Object.entries<number | undefined>(weights)
      let left = next() * entries.reduce((sum, [, weight = 0]) => sum + weight, 0)
      for (const [name, weight = 0] of entries) if ((left -= weight) < 0) return name
      return entries.at(-1)?.[0] ?? ''
    },
  }
}
