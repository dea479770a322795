/** Marks of direction (UAX #9) for text that runs both ways. Where all runs one way, nothing is added. */

export type Direction = 'ltr' | 'rtl'

/** Letters that run from right to left: Hebrew to Arabic Extended, their presentation forms, N'Ko, Adlam and the like. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const LEFT_TO_RIGHT = /[^\P{L}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const SITE = /[\w-]+(?:\.[\w-]+)+/g

const MARKS: Readonly<Record<Direction, string>> = { ltr: '\u200e', rtl: '\u200f' }

/** A name or a value to stand within a sentence: isolated where it has letters, not isolated yet, that run against the sentence. */
export function isolated(text: string, direction: Direction): string {
  return (direction === 'ltr' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT).test(sentence(text)) ? `\u2068${text}\u2069` : text
}

/** Whether letters of a text run both ways. */
export function runsBothWays(text: string): boolean {
  return RIGHT_TO_LEFT.test(text) && LEFT_TO_RIGHT.test(text)
}

/**
 * The direction in which most of a paragraph runs, isolated names and the names of sites aside. Arabic and Hebrew hardly write vowels, so
 * their letters count twice.
 */
export function mainDirection(paragraph: string): Direction {
  let balance = 0
  for (const [letter] of sentence(paragraph).replaceAll(SITE, '').matchAll(/\p{L}/gu)) balance += RIGHT_TO_LEFT.test(letter) ? 2 : -1
  return balance > 0 ? 'rtl' : 'ltr'
}

/**
 * The mark to stand before a line of a paragraph. What shows plain text takes a line's direction from its first letter; where that runs
 * against the paragraph, a mark in front runs with it.
 */
export function markFor(line: string, direction: Direction): string {
  const [first] = /\p{L}/u.exec(sentence(line)) ?? []
  const runs = first !== undefined && RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr'
  return runs === direction ? '' : MARKS[direction]
}

/** A line whose references, such as " [3]", do not run with the name before them. */
export function withSteadyReferences(line: string, direction: Direction): string {
  return line.replaceAll(/ (?=\[\d+\])/g, ` ${MARKS[direction]}`)
}

// An isolated name may have been broken over two lines.
function sentence(text: string): string {
  return text.replaceAll(/\u2068[^\u2069]*(?:\u2069|$)|^[^\u2068]*\u2069/g, '')
}
