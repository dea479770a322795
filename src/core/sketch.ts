/** A body as a small set of numbers, by which near-copies of it are found and measured without the text. Pure. */

/**
 * The smallest hashes of a body's word shingles, ascending. All that lie below the largest one are there, so that two sketches
 * are two whole sets below the smaller of their ends: both resemblance and containment can be estimated from them, however
 * much longer one of the bodies is.
 */
export type Sketch = readonly number[]

/** Words in a row that make a shingle. Five are seldom the same by chance, and one changed word spoils only five of them. */
const SHINGLE = 5

/** Hashes kept of a body: of two texts of equal length a share is then known to within 5 in 100 (one standard deviation). */
export const KEPT = 128

/** Of the smallest hashes this many are indexed: a copy that is a third of the original still meets it at eight places. */
const INDEXED = 24

/** A sketch of a body; empty where it has fewer words than one shingle. */
export function sketchOf(body: readonly string[]): Sketch {
  const hashes = wordsOf(body).map(hashOfWord)
  const shingles = new Set<number>()
  for (let from = 0; from + SHINGLE <= hashes.length; from += 1) shingles.add(hashOfShingle(hashes, from))
  return [...Uint32Array.from(shingles).toSorted().subarray(0, KEPT)]
}

/** The part of a sketch by which candidates are looked up. */
export function indexedOf(sketch: Sketch): number[] {
  return sketch.slice(0, INDEXED)
}

// Case, punctuation, quote marks and accents differ between copies. What is written without spaces counts by the character.
function wordsOf(body: readonly string[]): string[] {
  return (
    body
      .join('\n')
      .normalize('NFKD')
      .replace(/[\p{M}'’‘ʼ]/gu, '')
      .toLowerCase()
      .match(WORD) ?? []
  )
}

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}]+/gu

// FNV-1a over UTF-16 code units.
function hashOfWord(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash
}

// Mixed as in MurmurHash3, so that the smallest are a fair sample.
function hashOfShingle(words: readonly number[], from: number): number {
  let hash = 0
  for (let at = from; at < from + SHINGLE; at += 1) {
    let word = Math.imul(words[at] ?? 0, 0xcc9e2d51)
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593)
    hash ^= word
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
