import type { FontMetrics } from './font-metrics.ts'

/** The typeface of a card: one weight of it is a font for each script, tried in order. Pure. */

export interface Typeface {
  /** As CSS has it. */
  readonly weight: number
  readonly fonts: readonly { readonly family: string; readonly metrics: FontMetrics }[]
}

/** A stretch of text in one font. */
export interface Run {
  readonly family: string
  readonly text: string
}

// They show nothing by themselves: what joins letters or keeps them apart, and marks of direction.
const INVISIBLE = /[\u200c-\u200f\u2066-\u2069]/u

/** A text without the characters that the typeface does not have: better no emoji than a box. */
export function drawable(text: string, { fonts }: Typeface): string {
  const kept = Array.from(text).filter((character) => fonts.some((font) => has(font, character)))
  return kept.join('').replace(/\s+/g, ' ').trim()
}

/** How wide a text is, in ems. Joined letters are counted unjoined, which is never less. */
export function widthOf(text: string, typeface: Typeface): number {
  let width = 0
  const fonts = fontsFor(text, typeface)
  for (const character of text) width += INVISIBLE.test(character) ? 0 : (fontOf(character, fonts)?.metrics.advance(codeOf(character)) ?? 0)
  return width
}

/** A text in stretches of one font each. A character that several have stays with those before it. */
export function runsOf(text: string, typeface: Typeface): Run[] {
  const runs: { family: string; text: string }[] = []
  const fonts = fontsFor(text, typeface)
  for (const character of text) {
    const last = runs.at(-1)
    const current = fonts.find(({ family }) => family === last?.family)
    const stays = current !== undefined && has(current, character) && !/\p{L}/u.test(character)
    const family = stays ? current.family : fontOf(character, fonts)?.family
    if (last && (family === undefined || family === last.family)) last.text += character
    else if (family !== undefined) runs.push({ family, text: character })
  }
  return runs
}

type Font = Typeface['fonts'][number]

// One font for the whole line where one has it all, as an Arabic one has Latin letters: resvg sets the Latin stretches of a line of two fonts in the
// regular weight.
function fontsFor(text: string, { fonts }: Typeface): readonly Font[] {
  const whole = fonts.find((font) => Array.from(text).every((character) => has(font, character)))
  return whole ? [whole] : fonts
}

function has({ metrics }: Font, character: string): boolean {
  return INVISIBLE.test(character) || metrics.advance(codeOf(character)) !== null
}

function fontOf(character: string, fonts: readonly Font[]): Font | undefined {
  return fonts.find(({ metrics }) => metrics.advance(codeOf(character)) !== null)
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
