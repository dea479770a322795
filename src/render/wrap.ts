import stringWidth from 'string-width'
import { mainDirection, markFor, runsBothWays, withSteadyReferences } from './bidi.ts'

/**
 * Wraps text by display width (UAX #11), each line for itself. A tab ends the first line's prefix: what follows hangs below it. A
 * no-break space glues and is written as a space. A word is never broken, so one that is wider than the line stands out.
 */
export function wrap(text: string, columns: number): string {
  const lines = text.split('\n').flatMap((line) => steadied(wrapLine(line, columns), line))
  return `${lines
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^\n+/, '')
    .trimEnd()}\n`
}

function steadied(lines: string[], paragraph: string): string[] {
  if (!runsBothWays(paragraph)) return lines
  const direction = mainDirection(paragraph)
  return lines.map((line) => markFor(line, direction) + withSteadyReferences(line, direction))
}

function wrapLine(line: string, columns: number): string[] {
  const tab = line.indexOf('\t')
  const prefix = tab >= 0 ? line.slice(0, tab) : (/^ +/.exec(line)?.[0] ?? '')
  // Half a line at most, or every line of a paragraph would be as long as what stands before it.
  const indent = ' '.repeat(Math.min(stringWidth(prefix), columns >> 1))
  const lines: string[] = []
  let current = prefix
  let width = indent.length
  let empty = true
  for (const { text, spaced } of breakable(line.slice(tab >= 0 ? tab + 1 : prefix.length), columns - indent.length)) {
    const needed = stringWidth(text) + (spaced && !empty ? 1 : 0)
    if (!empty && width + needed > columns) {
      lines.push(current)
      current = indent
      width = indent.length
      empty = true
    }
    current += spaced && !empty ? ` ${text}` : text
    width += empty ? stringWidth(text) : needed
    empty = false
  }
  lines.push(empty ? current.trimEnd() : current)
  return lines
}

/** A piece that stays whole, and whether a space stands before it. */
interface Piece {
  readonly text: string
  readonly spaced: boolean
}

// Scripts that are written without spaces break between words (UAX #14), if not within an address.
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u

function breakable(text: string, room: number): Piece[] {
  return text
    .split(' ')
    .filter(Boolean)
    .flatMap((word) => {
      const whole = !UNSPACED.test(word) || word.includes('://') || stringWidth(word) <= Math.min(room, 12)
      return whole ? [{ text: word, spaced: true }] : segments(word).map((part, index) => ({ text: part, spaced: index === 0 }))
    })
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

// Punctuation stays with the word it belongs to: opening with the next, the rest with the one before.
function segments(word: string): string[] {
  const parts: string[] = []
  let opening = ''
  for (const { segment, isWordLike } of segmenter.segment(word)) {
    const last = parts.length - 1
    if (/^[\p{Ps}\p{Pi}]$/u.test(segment)) opening += segment
    else if (isWordLike || opening || last < 0) {
      parts.push(opening + segment)
      opening = ''
    } else parts[last] += segment
  }
  return opening ? [...parts, opening] : parts
}
