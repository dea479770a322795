/** Quotation marks: where quoted segments begin and end in a paragraph. */

/** A quoted segment without its marks; `open` where nothing closes it in its paragraph. */
export interface Segment {
  readonly paragraph: number
  readonly start: number
  readonly end: number
  readonly open: boolean
  /** In single marks, as much a way to show distance as to quote. */
  readonly single: boolean
}

const MARK = /["“”„‟«»″〝〞「」『』]|''|``|‘‘|’’/g
const SINGLE = /['‘’‹›]/g
const LETTER = /[\p{L}\p{N}]/u
const MAX_SEGMENTS = 2000

/** The quoted segments of a body, in order. Single marks count only in a text that uses no double ones. */
export function quotedSegments(body: readonly string[]): Segment[] {
  const double = body.flatMap((text, paragraph) => segmentsOf(text, paragraph, doubleMarks(text), false)).slice(0, MAX_SEGMENTS)
  if (double.length > 0) return double
  return body.flatMap((text, paragraph) => segmentsOf(text, paragraph, singleMarks(text), true)).slice(0, MAX_SEGMENTS)
}

interface Mark {
  readonly at: number
  readonly width: number
  readonly side: 'opens' | 'closes' | 'either'
}

function doubleMarks(text: string): Mark[] {
  const marks: Mark[] = []
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (isInches(text, index)) continue
    marks.push({ at: index, width: mark.length, side: sideOf(text, index, mark) })
    if (marks.length >= MAX_SEGMENTS * 2) break
  }
  return marks
}

function sideOf(text: string, at: number, mark: string): Mark['side'] {
  const before = text.charAt(at - 1)
  const after = text.charAt(at + mark.length)
  // German writes “ where English opens, Swedish ” where English closes: what stands around decides before the shape does.
  const opens = /^[\s([—–-]?$/.test(before) && /\S/.test(after)
  const closes = /^[\s)\],.;:!?—–-]?$/.test(after) && /\S/.test(before)
  if (opens && !closes) return 'opens'
  if (closes && !opens) return 'closes'
  if (/[“„«「『〝`‘]/.test(mark)) return 'opens'
  return /[”»」』〞’]/.test(mark) ? 'closes' : 'either'
}

function isInches(text: string, at: number): boolean {
  return (
    text.charAt(at) === '"' &&
    /\d/.test(text.charAt(at - 1)) &&
    /[\s,x×]/.test(text.charAt(at + 1)) &&
    !/["“]\S{0,40}$/.test(text.slice(Math.max(0, at - 41), at))
  )
}

function singleMarks(text: string): Mark[] {
  const marks: Mark[] = []
  for (const { index } of text.matchAll(SINGLE)) {
    const before = text.charAt(index - 1)
    const after = text.charAt(index + 1)
    if (LETTER.test(before) && LETTER.test(after)) continue
    if (!LETTER.test(before) && LETTER.test(after)) marks.push({ at: index, width: 1, side: 'opens' })
    else if (/[,.!?…]/.test(before)) marks.push({ at: index, width: 1, side: 'closes' })
    else if (LETTER.test(before)) marks.push({ at: index, width: 1, side: 'closes' })
    if (marks.length >= MAX_SEGMENTS * 2) break
  }
  return marks
}

function segmentsOf(text: string, paragraph: number, marks: readonly Mark[], single: boolean): Segment[] {
  const segments: Segment[] = []
  let start = -1
  const close = (end: number, open: boolean) => {
    const inner = trimmed(text, start, end)
    if (inner.start < inner.end) segments.push({ paragraph, ...inner, open, single })
    start = -1
  }
  for (const { at, width, side } of marks) {
    if (start < 0) {
      if (side !== 'closes') start = at + width
    } else if (side !== 'opens') close(at, false)
  }
  if (start >= 0) close(text.length, true)
  return segments
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (start < end && /\s/.test(text.charAt(end - 1))) end--
  return { start, end }
}
