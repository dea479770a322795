import { diffArrays } from 'diff'

/** What changed from one text to another, word by word. */

/** A stretch that is in both, only in the later or only in the earlier one: one of the three is text, the others are null. */
export interface Change {
  readonly same: string | null
  readonly added: string | null
  readonly removed: string | null
}

// Past these the two have so little in common that they read better one after the other, and the search costs their square.
const MOST_WORDS = 400
const MOST_LINES = 1500
// More changed paragraphs than anyone compares word by word.
const MOST_PAIRS = 300

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The changes of a text that is one thing: a headline, a paragraph. */
export function wordChanges(before: string, after: string): Change[] {
  if (before === after) return before === '' ? [] : [{ same: before, added: null, removed: null }]
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_WORDS })
  if (!changes) return [...removed(before), ...added(after)]
  return changes.flatMap(({ value, added: isAdded, removed: isRemoved }) => {
    const text = value.join('')
    return isAdded ? added(text) : isRemoved ? removed(text) : [{ same: text, added: null, removed: null }]
  })
}

/** A line that is in both, or two that stand for one another; or, with `skipped`, how many in succession are in both. */
export interface LineChange {
  readonly changes: readonly Change[]
  readonly skipped: number | null
}

/** The changes of a text that is a list of lines: paragraphs, points, names. What stays is told in one number. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  const blocks = diffArrays([...before], [...after], { maxEditLength: MOST_LINES }) ?? [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ]
  const lines: LineChange[] = []
  let gone: string[] = []
  for (const [index, { value, added: isAdded, removed: isRemoved }] of blocks.entries()) {
    if (isRemoved) gone = value
    if (isRemoved && blocks[index + 1]?.added) continue
    if (isRemoved || isAdded) lines.push(...pairs(gone, isAdded ? value : [], MOST_PAIRS - lines.length))
    else lines.push({ changes: [], skipped: value.length })
    gone = []
  }
  return lines
}

/** Lines that went and lines that came in their place, one by one; after `most` of them without comparing their words. */
function pairs(gone: readonly string[], come: readonly string[], most: number): LineChange[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
    const [before = '', after = ''] = [gone[index], come[index]]
    return { changes: index < most ? wordChanges(before, after) : [...removed(before), ...added(after)], skipped: null }
  })
}

function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function added(text: string): Change[] {
  return text === '' ? [] : [{ same: null, added: text, removed: null }]
}

function removed(text: string): Change[] {
  return text === '' ? [] : [{ same: null, added: null, removed: text }]
}
