import type { Segment } from './marks.ts'
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
    const taken =
      quoted.get(sentence.paragraph)?.some(({ start, end }) => start < sentence.end && end > sentence.start && end - start > 30) ?? false
    if (!name || taken || !isSource(name, known) || sentence.words.length < 6) continue
    found.push({ segment: { paragraph: sentence.paragraph, start: sentence.start, end: sentence.end, open: false, single: false }, name })
  }
  return found
}

function reportedSubject(sentence: Sentence): Subject | null {
  const { words } = sentence
  for (let v = 0; v < Math.min(words.length, 80); v++) {
    const verb = words[v]
    if (!verb || verb.capital || !isReporting(verb.text)) continue
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
