import type { Point } from '../core/article.ts'
import { cosine } from './centrality.ts'
import { weigh, type Weighed } from './point-signals.ts'
import { datelineLength } from './dateline.ts'
import type { Reading } from './reading.ts'

/** Key points: the sentences that carry the news, as they stand, in the text's order. */

const COUNT = 3
const LONGEST = 700
// Maximal marginal relevance (Carbonell and Goldstein 1998): what was already said counts against a sentence.
const REDUNDANCY = 1.5

/** Three sentences of the body to the letter, fewer only where it has fewer. */
export function findPoints(reading: Reading): Point[] {
  const weighed = weigh(reading).filter(({ sentence }) => sentence.end - sentence.start <= LONGEST && /\p{L}/u.test(sentence.text))
  const sound = weighed.filter(({ sentence }) => standsAlone(sentence.text))
  const pool = sound.length >= COUNT ? sound : weighed
  const chosen: Weighed[] = []
  while (chosen.length < COUNT) {
    const best = pickBest(pool, chosen)
    if (!best) break
    chosen.push(best)
  }
  return chosen
    .toSorted((a, b) => a.sentence.index - b.sentence.index)
    .map(({ sentence }) => ({ text: sentence.text.slice(datelineLength(sentence.text)), paragraph: sentence.paragraph, verbatim: true }))
}

function pickBest(pool: readonly Weighed[], chosen: readonly Weighed[]): Weighed | null {
  let best: { item: Weighed; score: number } | null = null
  for (const item of pool) {
    if (chosen.includes(item)) continue
    const redundancy = chosen.reduce((most, other) => Math.max(most, cosine(item.vector, other.vector)), 0)
    if (redundancy > 0.95) continue
    const score = item.score - REDUNDANCY * redundancy
    if (!best || score > best.score) best = { item, score }
  }
  return best?.item ?? null
}

const CONNECTIVE = /^(?:But|And|However|Still|Yet|Instead|Then|Meanwhile|Also|Now|Later|So),? /
const PERSONAL = /^(?:he|she|they|it)\b/i
// "This was his third try" leans, "This year's harvest was poor" does not.
const DEMONSTRATIVE = /^(?:this|that|these|those|such)\b/i
const OWN_VERB =
  /^\S+?(?:['’](?:s|ll)| (?:is|are|was|were|has|have|had|will|would|could|can|may|might|does|did|do|should|means?|makes?|made|includes?|came|comes|gives?|gave|leads?|led))\b/

/** A sentence that leans on the one before it makes no point by itself. */
function standsAlone(text: string): boolean {
  const own = text.replace(CONNECTIVE, '')
  if (PERSONAL.test(own) || (DEMONSTRATIVE.test(own) && (own !== text || OWN_VERB.test(own)))) return false
  if (/^(?:And|So|Or|Nor|Another|Neither|Both)\b/.test(text)) return false
  const marks = text.match(/["“”]/g)?.length ?? 0
  return marks % 2 === 0 && !text.endsWith(':') && text.split(/\s+/, 5).length > 4
}
