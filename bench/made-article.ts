import type { ArticleContent } from '../src/core/article.ts'

/** Articles of made-up words in the shape of real ones: some 250 words, three of fifty topics, of twenty outlets, a minute apart. */

const TOPICS = 50
const OUTLETS = 20
const LATEST = Date.UTC(2026, 4, 31)

/** Article `number` of `of`, of which the last is the newest; the same at every call. */
export function madeArticle(number: number, of: number): ArticleContent {
  const random = randomFrom(number + 1)
  const outlet = Math.floor(random() * OUTLETS)
  const origin = Math.floor(random() * OUTLETS)
  const body = Array.from({ length: 10 }, () => sentence(random, 25))
  return {
    headline: sentence(random, 9).slice(0, -1),
    dek: null,
    language: 'en',
    url: `https://outlet${outlet}.example/${number}`,
    byline: [],
    publishedAt: new Date(LATEST - (of - number) * 60_000).toISOString().replace('.000', ''),
    embargoUntil: null,
    attribution: [
      { outlets: [`Outlet ${outlet}`], url: null, form: 'report' },
      ...(origin === outlet ? [] : [{ outlets: [`Outlet ${origin}`], url: null, form: 'interview' as const }]),
    ],
    topics: topicsOf(random),
    story: null,
    points: body.slice(0, 3).map((text, paragraph) => ({ text, paragraph, verbatim: true })),
    quotes: [],
    people: [],
    organisations: [],
    places: [],
    body,
    visibility: 'public',
  }
}

/** Three of the fifty, the first far more often than the last; the last two never together. */
function topicsOf(random: () => number): string[] {
  const drawn = new Set(Array.from({ length: 3 }, () => Math.floor(random() ** 2 * TOPICS)))
  if (drawn.has(TOPICS - 1)) drawn.delete(TOPICS - 2)
  return [...drawn].map((topic) => `topic-${topic}`)
}

function sentence(random: () => number, words: number): string {
  const text = Array.from({ length: words }, () => word(random)).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const SYLLABLES =
  'ba be bi bo da de di do fa fe ga ge ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve'.split(
    ' ',
  )

/** One of some 6,000, the short ones more often. */
function word(random: () => number): string {
  const length = 1 + Math.floor(random() * 3)
  return Array.from({ length }, () => SYLLABLES[Math.floor(random() ** 1.5 * SYLLABLES.length)] ?? 'ba').join('')
}

/** A small repeatable generator (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
