import type { Segment } from './marks.ts'
import type { Known } from './people.ts'
import type { Reading, Sentence, Word } from './reading.ts'
import { Memory } from './memory.ts'
import { mainSubject, subjectAfter, subjectBefore, type Subject } from './sources.ts'
import { isPlainSpeech, isSpeech } from './speech.ts'

/** Who says a quoted segment: the subject of the verb of speech that goes with it, resolved to the person meant. */

/** How a segment is attributed, and what the speaker resolves to. `name` is null where the text does not say. */
export interface Attributed {
  readonly segment: Segment
  readonly name: string | null
  readonly how: 'after' | 'before' | 'colon' | 'according' | 'inherited' | 'sentence' | 'none'
}

// How many words before a quotation may hold its attribution.
const WINDOW = 70

interface Cue {
  readonly sentence: Sentence
  readonly subject: Subject
  readonly how: Attributed['how']
}

/** Gives each quoted segment its speaker. */
export function attribute(reading: Reading, people: readonly Known[], segments: readonly Segment[]): Attributed[] {
  const byParagraph = groupSentences(reading)
  const inQuote = quotedRanges(segments)
  const cues = segments.map((segment, i) => findCue(reading, byParagraph, inQuote, segments, segment, i))
  const found: Attributed[] = []
  const memory = new Memory(people)
  for (const [i, segment] of segments.entries()) {
    const cue = cues[i] ?? null
    if (cue) {
      found.push({ segment, name: memory.resolve(cue.sentence, cue.subject), how: cue.how })
      continue
    }
    const credit = creditAfter(reading, segment)
    found.push(credit ? { segment, name: credit, how: 'after' } : inherit(byParagraph, segments, cues, found, memory, i))
  }
  return found
}

function groupSentences(reading: Reading): ReadonlyMap<number, Sentence[]> {
  const groups = new Map<number, Sentence[]>()
  for (const sentence of reading.sentences) {
    const group = groups.get(sentence.paragraph)
    if (group) group.push(sentence)
    else groups.set(sentence.paragraph, [sentence])
  }
  return groups
}

function quotedRanges(segments: readonly Segment[]): ReadonlyMap<number, Segment[]> {
  const ranges = new Map<number, Segment[]>()
  for (const segment of segments) {
    const range = ranges.get(segment.paragraph)
    if (range) range.push(segment)
    else ranges.set(segment.paragraph, [segment])
  }
  return ranges
}

function findCue(
  reading: Reading,
  byParagraph: ReadonlyMap<number, Sentence[]>,
  inQuote: ReadonlyMap<number, Segment[]>,
  segments: readonly Segment[],
  segment: Segment,
  i: number,
): Cue | null {
  const sentences = byParagraph.get(segment.paragraph) ?? []
  const next = segments[i + 1]
  const limit = next?.paragraph === segment.paragraph ? next.start : Infinity
  const last = sentences.find((s) => s.end >= segment.end) ?? sentences.at(-1)
  const first = sentences.find((s) => s.end > segment.start)
  const after =
    last && !segment.open ? cueAfter(reading, last, sentences[last.index - (sentences[0]?.index ?? 0) + 1], segment, limit) : null
  if (after && /[,?!—-]$/.test(reading.body[segment.paragraph]?.slice(segment.start, segment.end) ?? '')) return after
  const before = first ? cueBefore(first, segment, inQuote.get(segment.paragraph) ?? []) : null
  return before ?? after
}

/** `…," said Ann Lee` or `…," Ann Lee said`. */
function cueAfter(reading: Reading, sentence: Sentence, following: Sentence | undefined, segment: Segment, limit: number): Cue | null {
  // "!" and "?" may have ended the sentence before its attribution: “Stop!” the crowd yelled.
  const tail = tailOf(sentence, segment.end, limit)
  const used = tail ? sentence : following
  const words = used?.words ?? []
  const from = tail ? tail.from : 0
  const to = tail ? tail.to : Math.min(words.filter((word) => word.start < limit).length, 14)
  if (!used || to <= from) return null
  if (!tail && !/[!?]["”'’]*$/.test(reading.body[segment.paragraph]?.slice(segment.start, segment.end + 2).trimEnd() ?? '')) return null
  if (!tail && !isClosingClause(words)) return null
  for (let v = from; v < Math.min(to, from + 30); v++) {
    const verb = words[v]
    if (!verb || verb.capital || !isSpeech(verb.text)) continue
    if (v === from) {
      const subject = subjectAfter(words, v, to)
      if (subject) return { sentence: used, subject, how: 'after' }
      continue
    }
    const subject = subjectBefore(words, v, from)
    if (subject && (subject.from - from <= 2 || (words[from]?.gap ?? '').startsWith(','))) return { sentence: used, subject, how: 'after' }
    const inverted = v - from <= 2 ? subjectAfter(words, v, to) : null
    if (inverted) return { sentence: used, subject: inverted, how: 'after' }
  }
  return accordingTo(used, from, to)
}

/** Whether a sentence after a quoted question is no more than its attribution: `“Why now?” Ann Lee asked.` */
function isClosingClause(words: readonly Word[]): boolean {
  const verb = words.findIndex((word) => !word.capital && isSpeech(word.text))
  return verb > 0 && (words[0]?.capital === false || (verb <= 4 && words.length - verb <= 8))
}

/** `“…” — Ann Lee`: a credit that ends the paragraph. */
function creditAfter(reading: Reading, segment: Segment): string | null {
  const tail = reading.body[segment.paragraph]?.slice(segment.end, segment.end + 90) ?? ''
  return /^["”’'»]+[\s,]*[—–―-]{1,2}\s*(\p{Lu}[^.,;:!?"“”]{2,60})[.,]?$/u.exec(tail)?.[1]?.trim() ?? null
}

function tailOf({ words }: Sentence, end: number, limit: number): { from: number; to: number } | null {
  const from = words.findIndex((word) => word.start >= end)
  if (from < 0) return null
  const to = words.findIndex((word) => word.start >= limit)
  return { from, to: to < 0 ? words.length : to }
}

/** `Ann Lee said: "…`, `Ann Lee told reporters that "…`, `According to Ann Lee, "…`. */
function cueBefore(sentence: Sentence, segment: Segment, quoted: readonly Segment[]): Cue | null {
  const { words } = sentence
  let end = words.findIndex((word) => word.start >= segment.start)
  if (end < 0) end = words.length
  const first = Math.max(0, end - WINDOW)
  const opening = words[first]?.start ?? 0
  const nearby = quoted.filter(({ start, end: stop }) => stop > opening && start < segment.start)
  const isQuoted = (word: Word) => nearby.some(({ start, end: stop }) => word.start >= start && word.start < stop)
  let best: { cue: Cue; weight: number } | null = null
  let floor = first
  for (let v = first + 1; v < end; v++) {
    const verb = words[v]
    if (verb && isQuoted(verb)) {
      floor = v + 1
      continue
    }
    if (!verb || verb.capital || !isSpeech(verb.text)) continue
    const participle = verb.text.endsWith('ing')
    const subject = participle ? mainSubject(words, v, first) : subjectBefore(words, v, floor)
    if (!subject) continue
    const weight = (isPlainSpeech(verb.text) ? 2 : 0) + (subject.kind === 'noun' ? 0 : 1.5) + v / 100 + (end - v <= 3 ? 2 : 0)
    if (!best || weight >= best.weight) best = { cue: { sentence, subject, how: 'before' }, weight }
  }
  return best?.cue ?? accordingTo(sentence, first, end)
}

/** "according to" in the words from `from` to before `to`. */
export function accordingTo(sentence: Sentence, from: number, to: number): Cue | null {
  const { words } = sentence
  for (let v = from; v < to - 2; v++) {
    if (words[v]?.text.toLowerCase() !== 'according' || words[v + 1]?.text !== 'to') continue
    const subject = subjectAfter(words, v + 1, words.length)
    if (subject) return { sentence, subject, how: 'according' }
  }
  return null
}

function inherit(
  byParagraph: ReadonlyMap<number, Sentence[]>,
  segments: readonly Segment[],
  cues: readonly (Cue | null)[],
  found: readonly Attributed[],
  memory: Memory,
  i: number,
): Attributed {
  const segment = segments[i]
  const previous = segments[i - 1]
  const before = found[i - 1]
  if (!segment) throw new RangeError('no such segment')
  // Whoever "she" may be, after “A,” she said. “B.” both are hers.
  const said = before && (before.name ?? (before.how === 'after' ? null : undefined))
  if (previous?.paragraph === segment.paragraph && said !== undefined) return { segment, name: said, how: 'inherited' }
  const next = segments[i + 1]
  const cue = cues[i + 1]
  if (next?.paragraph === segment.paragraph && cue?.how === 'after')
    return { segment, name: memory.peek(cue.sentence, cue.subject), how: 'inherited' }
  if (previous && before?.name && previous.paragraph === segment.paragraph - 1 && previous.open)
    return { segment, name: before.name, how: 'inherited' }
  return { segment, ...memory.nearest(segment, sentenceOf(byParagraph, segment)) }
}

function sentenceOf(byParagraph: ReadonlyMap<number, Sentence[]>, { paragraph, start }: Segment): Sentence | undefined {
  return byParagraph.get(paragraph)?.find((sentence) => sentence.end > start)
}
