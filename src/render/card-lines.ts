import { widthOf, type Typeface } from './typeface.ts'

/** Text set into a box: how large, and on which lines. Pure. */

export interface Box {
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly lineHeight: number
}

export interface SetText {
  readonly size: number
  readonly lines: readonly string[]
}

/** Sets a text at the first of the sizes, largest first, at which it fits its box; at the last it is cut to fit. */
export function setInBox(text: string, sizes: readonly number[], typeface: Typeface, { width, height, lineHeight }: Box): SetText {
  let set: SetText = { size: 0, lines: [] }
  for (const size of sizes) {
    const room = Math.max(1, Math.floor(height / (size * lineHeight)))
    const lines = breakLines(text, width / size, typeface)
    if (lines.length <= room) return { size, lines }
    set = { size, lines: cutLines(lines, room, width / size, typeface) }
  }
  return set
}

/** A text on one line, cut where it is too wide. */
export function setOnLine(text: string, size: number, typeface: Typeface, width: number): SetText {
  return { size, lines: cutLines(breakLines(text, width / size, typeface), 1, width / size, typeface) }
}

function breakLines(text: string, ems: number, typeface: Typeface): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').flatMap((one) => breakWord(one, ems, typeface))) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`, typeface) <= ems) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// A word that is wider than the line goes on in the next.
function breakWord(word: string, ems: number, typeface: Typeface): string[] {
  if (widthOf(word, typeface) <= ems) return [word]
  const parts: string[] = []
  for (const { segment } of graphemes.segment(word)) {
    const last = parts.at(-1)
    if (last !== undefined && widthOf(last + segment, typeface) <= ems) parts[parts.length - 1] = last + segment
    else parts.push(segment)
  }
  return parts
}

function cutLines(lines: readonly string[], room: number, ems: number, typeface: Typeface): string[] {
  if (lines.length <= room) return [...lines]
  const kept = lines.slice(0, room)
  let last = Array.from(graphemes.segment(kept.at(-1) ?? ''), ({ segment }) => segment)
  while (last.length > 0 && widthOf(`${last.join('')}…`, typeface) > ems) last = last.slice(0, -1)
  const end = last.join('').replace(/[\s,;:.–—-]+$/u, '')
  return [...kept.slice(0, -1), `${end}…`]
}
