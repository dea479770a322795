import { toSlug } from '../core/slug.ts'
import { isStopWord, stem } from './stop-words.ts'

/** Topics: those already known that the text's words match, then the text's own strongest terms. */

export interface TopicMaterial {
  readonly headline: string
  readonly body: readonly string[]
  readonly places: readonly string[]
  readonly organisations: readonly string[]
  readonly lowercase: ReadonlySet<string>
}

const MOST = 6
const MAX_KNOWN = 2000

/** Up to six slugs, the same for the same text and known topics. */
export function findTopics(material: TopicMaterial, knownTopics: readonly string[]): string[] {
  const text = material.body.join('\n').slice(0, 100_000)
  const counts = countStems(`${material.headline}\n${material.headline}\n${text}`)
  const inHeadline = countStems(material.headline)
  const known = matchKnown(knownTopics.slice(0, MAX_KNOWN), counts, inHeadline)
  const own = [...names(material, text), ...phrases(material, counts, inHeadline)]
  const topics: string[] = []
  for (const slug of [...known, ...own]) {
    if (slug.length > 2 && !topics.some((topic) => covers(topic, slug))) topics.push(slug)
    if (topics.length >= MOST) break
  }
  return topics
}

function matchKnown(
  knownTopics: readonly string[],
  counts: ReadonlyMap<string, number>,
  inHeadline: ReadonlyMap<string, number>,
): string[] {
  const matched = knownTopics.flatMap((topic) => {
    const stems = topic
      .split('-')
      .filter((word) => word.length > 1 && !isStopWord(word))
      .map(stem)
    const least = Math.min(...stems.map((each) => counts.get(each) ?? 0))
    const headlined = stems.some((each) => inHeadline.has(each))
    return stems.length > 0 && Number.isFinite(least) && (least >= 2 || (least >= 1 && headlined))
      ? [{ topic, weight: least + (headlined ? 3 : 0) + stems.length }]
      : []
  })
  return matched.toSorted((a, b) => b.weight - a.weight || (a.topic < b.topic ? -1 : 1)).map(({ topic }) => topic)
}

/** The places and organisations that the headline names, or the text more than once. */
function names({ headline, places, organisations }: TopicMaterial, text: string): string[] {
  const weighed = [...places, ...organisations].flatMap((name, i) => {
    const weight = (headline.includes(name) ? 5 : 0) + Math.min(10, occurrences(text, name))
    const slug = toSlug(ascii(name), 40)
    return weight >= 2 && slug ? [{ slug, weight, i }] : []
  })
  return weighed
    .toSorted((a, b) => b.weight - a.weight || a.i - b.i)
    .map(({ slug }) => slug)
    .slice(0, 3)
}

/** Pairs of words that the headline and the text share, then single words, most frequent first. */
function phrases(
  { headline, lowercase }: TopicMaterial,
  counts: ReadonlyMap<string, number>,
  inHeadline: ReadonlyMap<string, number>,
): string[] {
  const words = (headline.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []).map((word) => word.replace(/['’]s$/, '').toLowerCase())
  const content = words.filter((word) => word.length > 3 && !isStopWord(word) && lowercase.has(word))
  const pairs = words.slice(1).flatMap((word, i) => {
    const first = words[i] ?? ''
    const both = content.includes(first) && content.includes(word)
    return both && (counts.get(stem(first)) ?? 0) > 3 && (counts.get(stem(word)) ?? 0) > 3 ? [`${first} ${word}`] : []
  })
  const singles = content
    .filter((word) => (counts.get(stem(word)) ?? 0) >= 3)
    .toSorted((a, b) => (counts.get(stem(b)) ?? 0) - (counts.get(stem(a)) ?? 0))
  const frequent = [...lowercase].filter(
    (word) => word.length > 5 && !isStopWord(word) && !inHeadline.has(stem(word)) && (counts.get(stem(word)) ?? 0) >= 4,
  )
  const top = frequent.toSorted((a, b) => (counts.get(stem(b)) ?? 0) - (counts.get(stem(a)) ?? 0) || (a < b ? -1 : 1)).slice(0, 2)
  return [...pairs, ...singles.slice(0, 3), ...(singles.length > 1 ? [] : top)].map((phrase) => toSlug(ascii(phrase), 40))
}

function covers(topic: string, slug: string): boolean {
  return topic === slug || stem(topic) === stem(slug) || `-${topic}-`.includes(`-${slug}-`)
}

function countStems(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []) {
    const key = stem(ascii(word))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function occurrences(text: string, name: string): number {
  let count = 0
  for (let at = text.indexOf(name); at >= 0 && count < 10; at = text.indexOf(name, at + name.length)) count++
  return count
}

function ascii(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}
