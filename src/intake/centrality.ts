/**
 * How central each sentence of a text is: continuous LexRank (Erkan and Radev 2004), a random walk over sentences that are
 * alike. Sentences past the first 400 get no rank, so that long texts stay cheap.
 */

const MAX_SENTENCES = 400
const DAMPING = 0.85
const ROUNDS = 20

/** A sentence's terms with their weights, its length made 1. */
export type Vector = ReadonlyMap<string, number>

/** The TF-IDF vectors of sentences given as lists of terms. */
export function vectorsOf(sentences: readonly (readonly string[])[]): Vector[] {
  const seen = new Map<string, number>()
  for (const terms of sentences) for (const term of new Set(terms)) seen.set(term, (seen.get(term) ?? 0) + 1)
  return sentences.map((terms) => {
    const weights = new Map<string, number>()
    for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + Math.log(1 + sentences.length / (seen.get(term) ?? 1)))
    const length = Math.hypot(...weights.values()) || 1
    return new Map([...weights].map(([term, weight]) => [term, weight / length]))
  })
}

/** How alike two vectors are, from 0 to 1. */
export function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0)
  return sum
}

/** Each sentence's rank; 1 is the average. */
export function centralityOf(vectors: readonly Vector[]): number[] {
  const ranked = vectors.slice(0, MAX_SENTENCES)
  const links = likenesses(ranked)
  const totals = links.map((row) => row.reduce((sum, [, weight]) => sum + weight, 0))
  let ranks = ranked.map(() => 1)
  for (let round = 0; round < ROUNDS; round++) {
    const next = ranked.map(() => 1 - DAMPING)
    for (const [i, row] of links.entries()) {
      for (const [j, weight] of row) next[j] = (next[j] ?? 0) + (DAMPING * (ranks[i] ?? 0) * weight) / (totals[i] || 1)
    }
    ranks = next
  }
  return vectors.map((_, i) => ranks[i] ?? 0)
}

function likenesses(vectors: readonly Vector[]): [number, number][][] {
  const rows: [number, number][][] = vectors.map(() => [])
  for (const [i, a] of vectors.entries()) {
    for (let j = i + 1; j < vectors.length; j++) {
      const weight = cosine(a, vectors[j] ?? new Map())
      if (weight < 0.05) continue
      rows[i]?.push([j, weight])
      rows[j]?.push([i, weight])
    }
  }
  return rows
}
