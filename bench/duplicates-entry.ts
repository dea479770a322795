import { sketchOf } from '../src/core/sketch.ts'
import { similarTo } from '../src/core/similar.ts'
import { eventTerms } from '../src/intake/event-terms.ts'
import { insertFingerprints, selectCandidates, toCandidates, type Arriving, type CandidateRow } from '../src/store/similar.ts'
import { figures } from '../tests/fixtures/similar/figures.ts'

/** A catalogue of made-up articles, and the look-up of fifty that arrive. */

export { figures }

const VOCABULARY = 8000
const CLOSING =
  'This text was produced by the newsroom, which corrects its mistakes as soon as it learns of them and thanks every reader who writes.'

/** Article `n`: 250 words of its own, a tenth of the articles under the same closing words, names that few others have. */
export function madeUp(n: number): Arriving & { readonly headline: string } {
  let seed = n * 7919 + 17
  const next = (most: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((seed / 2 ** 32) * most)
  }
  // Few words are frequent, as in any language.
  const word = () => `w${Math.floor(VOCABULARY ** (next(1000) / 1000))}`
  const name = () => `Name${next(400)}`
  const paragraph = () => `${name()} ${Array.from({ length: 48 }, word).join(' ')} and ${name()} too.`
  const body = [...Array.from({ length: 5 }, paragraph), ...(n % 10 === 0 ? [CLOSING] : [])]
  const headline = `${name()} ${word()} ${word()} ${name()}`
  const named = { dek: null, people: [], organisations: [], places: [], attribution: [] }
  const listedAt = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()
  return { id: null, headline, listedAt, sketch: sketchOf(body), terms: eventTerms({ headline, body, ...named }) }
}

/** Stores articles from `from` to before `to`, as far as a look-up reads them. */
export async function fill(db: D1Database, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += 100) {
    const some = Array.from({ length: Math.min(100, to - start) }, (_, index) => start + index)
    const fingerprints = some.map((n) => ({ key: `key-${n}`, fingerprint: madeUp(n) }))
    const rows = some.map((n) => ({ id: `a-${n}`, key: `key-${n}`, listed: madeUp(n).listedAt }))
    await db.batch([
      db
        .prepare(
          `INSERT INTO articles (id, revision, key, headline, text_hash, visibility, listed_at, created_at, updated_at, topics, outlets, origins)
           SELECT value ->> 'id', 1, value ->> 'key', 'x', value ->> 'key', 'public', value ->> 'listed', '', '', '[]', '[]', '[]' FROM json_each(?1)`,
        )
        .bind(JSON.stringify(rows)),
      ...insertFingerprints(db, fingerprints),
    ])
  }
}

/** Looks up fifty: the copies of some that are there, and others. Gives rows read, seconds in the database, and how many copies were found. */
export async function lookUp(db: D1Database, stored: number): Promise<{ rows: number; milliseconds: number; found: number }> {
  const arriving = Array.from({ length: 50 }, (_, n) => madeUp(n < 25 ? Math.floor((n * stored) / 25) : stored + 1000 + n))
  const results = await db.batch<CandidateRow>(selectCandidates(db, arriving))
  const similar = similarTo(arriving, toCandidates(results))
  return {
    rows: results.reduce((sum, { meta }) => sum + meta.rows_read, 0),
    milliseconds: results.reduce((sum, { meta }) => sum + meta.duration, 0),
    found: similar.slice(0, 25).filter((found) => found.some(({ kind }) => kind === 'near-duplicate')).length,
  }
}

/** What taking the fingerprint of an article costs, in milliseconds. */
export function fingerprintTime(): number {
  const start = performance.now()
  for (let n = 0; n < 200; n += 1) madeUp(n)
  return (performance.now() - start) / 200
}
