import type { Quote } from '../core/article.ts'
import { joinInterrupted } from './interrupted.ts'
import { quotedSegments, type Segment } from './marks.ts'
import { groupParagraphs, speakerOf } from './over-paragraphs.ts'
import type { Known } from './people.ts'
import { oddsOf } from './quote-signals.ts'
import type { Reading } from './reading.ts'
import { findReported } from './reported.ts'
import { attribute, type Attributed } from './speakers.ts'

/** The quotations of a text: what stands in quotation marks as someone's words, and what is reported of what someone said. */

const MAX_QUOTES = 100
const MAX_LENGTH = 4000
const LEAST_ODDS = 0.7
const LEAST_ODDS_SINGLE = 1.8

/** Direct and reported quotations in the text's order, each one contiguous stretch of one paragraph, or of several that each open a mark. */
export function findQuotes(reading: Reading, people: readonly Known[]): Quote[] {
  const segments = quotedSegments(reading.body)
  const attributed = joinInterrupted(reading, attribute(reading, people, segments))
  const kept = new Set(keepWords(reading, attributed))
  const groups = groupParagraphs(reading, attributed).filter((group) => group.some((each) => kept.has(each)))
  const direct = groups.flatMap((group) => toOneQuote(reading, group))
  const reported = findReported(reading, people, attributed).flatMap(({ segment, name }) => toQuote(reading, segment, name, 'reported'))
  return [...direct, ...reported].toSorted(inOrder).slice(0, MAX_QUOTES)
}

function keepWords(reading: Reading, attributed: readonly Attributed[]): Attributed[] {
  const kept: Attributed[] = []
  for (const each of attributed) {
    const paragraph = reading.body[each.segment.paragraph] ?? ''
    if (oddsOf(paragraph, each) > (each.segment.single ? LEAST_ODDS_SINGLE : LEAST_ODDS) || continues(paragraph, kept.at(-1), each))
      kept.push(each)
  }
  return kept
}

/** Whether a segment goes on with what was being said before an interruption: `“A,” she said. “B.”` */
function continues(paragraph: string, before: Attributed | undefined, { segment, how }: Attributed): boolean {
  if (how !== 'inherited' || !before) return false
  const text = paragraph.slice(segment.start, segment.end)
  if (before.segment.open && before.segment.paragraph === segment.paragraph - 1) return true
  const said = before.segment.paragraph === segment.paragraph && (before.how === 'after' || before.how === 'inherited')
  return said && text.split(/\s+/, 5).length > 3 && /[,.!?…]$/.test(text)
}

function toOneQuote(reading: Reading, group: readonly Attributed[]): Quote[] {
  const pieces = group.flatMap(({ segment }) => toQuote(reading, segment, speakerOf(group), 'direct'))
  const [first, ...others] = pieces
  if (!first) return []
  const text = [first.text, ...others.map((piece) => openingMark(reading, piece) + piece.text)].join(' ')
  return [{ ...first, text, spans: pieces.flatMap(({ spans }) => spans) }]
}

function openingMark({ body }: Reading, { spans: [span] }: Quote): string {
  return (span ? (body[span.paragraph]?.slice(0, span.start) ?? '') : '').trim()
}

function toQuote(reading: Reading, segment: Segment, speaker: string | null, kind: Quote['kind']): Quote[] {
  const { paragraph, start } = segment
  // The comma before a closing mark belongs to the sentence around the quotation.
  const end = start + wholeWords((reading.body[paragraph] ?? '').slice(start, segment.end)).replace(/[,،、]$/, '').length
  const text = (reading.body[paragraph] ?? '').slice(start, end)
  return /[\p{L}\p{N}]/u.test(text) ? [{ text, speaker: speaker?.slice(0, 200) ?? null, kind, spans: [{ paragraph, start, end }] }] : []
}

function wholeWords(text: string): string {
  if (text.length <= MAX_LENGTH) return text
  const cut = text.slice(0, MAX_LENGTH)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)) || cut.toWellFormed()
}

function inOrder(a: Quote, b: Quote): number {
  const [one, other] = [a.spans[0], b.spans[0]]
  return one && other ? one.paragraph - other.paragraph || one.start - other.start : 0
}
