import type { Segment } from './marks.ts'
import { datelineLength } from './dateline.ts'
import type { Known } from './people.ts'
import type { Reading, Sentence } from './reading.ts'
import { Memory } from './memory.ts'
import { accordingTo, type Attributed } from './speakers.ts'
import { subjectAfter, subjectBefore, type Subject } from './sources.ts'
import { isReporting } from './speech.ts'

/** Reported statements: whole sentences, without quotation, that a named person or source is said to have said. */

/** A statement and whose it is. */
export interface Statement {
  readonly segment: Segment
  readonly name: string
}

const MAX_STATEMENTS = 60

/** The statements reported in sentences that hold no quotation accepted as direct. */
export function findReported(reading: Reading, people: readonly Known[], direct: readonly Attributed[]): Statement[] {
  const memory = new Memory(people)
  const quoted = new Map<number, Segment[]>()
  for (const { segment } of direct) {
    const range = quoted.get(segment.paragraph)
    if (range) range.push(segment)
    else quoted.set(segment.paragraph, [segment])
  }
  const known = new Set(people.map((person) => person.name))
  const found: Statement[] = []
  for (const sentence of reading.sentences) {
    if (found.length >= MAX_STATEMENTS) break
    const subject = sentence.end - sentence.start > 1000 ? null : reportedSubject(sentence)
    const name = subject ? memory.resolve(sentence, subject) : null
    const taken = quotedShare(sentence, quoted.get(sentence.paragraph) ?? []) > 0.4
    if (!name || taken || !isSource(name, known) || sentence.words.length < 6) continue
    const start = sentence.start + datelineLength(sentence.text)
    found.push({ segment: { paragraph: sentence.paragraph, start, end: sentence.end, open: false, single: false }, name })
  }
  return found
}

/** How much of a sentence stands in quotation marks already, from 0 to 1. */
function quotedShare({ start, end }: Sentence, quoted: readonly Segment[]): number {
  const length = quoted.reduce((sum, segment) => sum + Math.max(0, Math.min(segment.end, end) - Math.max(segment.start, start)), 0)
  return length / Math.max(1, end - start)
}

// Who was called or told said nothing.
const PASSIVE = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being'])

function reportedSubject(sentence: Sentence): Subject | null {
  const { words } = sentence
  for (let v = 0; v < Math.min(words.length, 80); v++) {
    const verb = words[v]
    if (!verb || verb.capital || !isReporting(verb.text) || PASSIVE.has(words[v - 1]?.text ?? '')) continue
    const subject = subjectBefore(words, v, 0)
    if (subject) return subject
    const inverted = /[,”"]/.test(verb.gap) ? subjectAfter(words, v, words.length) : null
    if (inverted) return inverted
  }
  return accordingTo(sentence, 0, words.length)?.subject ?? null
}

/** A person, or a name; "officials" and "the report" are none. */
function isSource(name: string, known: ReadonlySet<string>): boolean {
  return (
    known.has(name) ||
    (/^(?:[Tt]he )?\p{Lu}/u.test(name) && !/^(?:The|A|An|One|Some|Many|It|This|That|There)$/.test(name.split(' ')[0] ?? ''))
  )
}
