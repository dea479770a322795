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

// They show nothing by themselves; these two join Arabic letters or keep them apart.
const JOINERS = /[\u200c\u200d]/u

/** A text without the characters that the typeface does not have: better no emoji than a box. */
export function drawable(text: string, { fonts }: Typeface): string {
  const kept = Array.from(text).filter((character) => fonts.some(({ metrics }) => metrics.advance(codeOf(character)) !== null))
  return kept.join('').replace(/\s+/g, ' ').trim()
}

/** How wide a text is, in ems. Joined letters are counted unjoined, which is never less. */
export function widthOf(text: string, typeface: Typeface): number {
  let width = 0
  for (const character of text)
    width += JOINERS.test(character) ? 0 : (fontOf(character, typeface)?.metrics.advance(codeOf(character)) ?? 0)
  return width
}

/** A text in stretches of one font each. A character that several have stays with those before it. */
export function runsOf(text: string, typeface: Typeface): Run[] {
  const runs: { family: string; text: string }[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const current = typeface.fonts.find(({ family }) => family === last?.family)
    const stays = current !== undefined && current.metrics.advance(codeOf(character)) !== null && !/\p{L}/u.test(character)
    const family = stays ? current.family : fontOf(character, typeface)?.family
    if (last && (family === undefined || family === last.family)) last.text += character
    else if (family !== undefined) runs.push({ family, text: character })
  }
  return runs
}

function fontOf(character: string, { fonts }: Typeface): Typeface['fonts'][number] | undefined {
  return fonts.find(({ metrics }) => metrics.advance(codeOf(character)) !== null)
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
