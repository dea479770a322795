import { drawable, type Typeface } from './typeface.ts'
import type { View } from './view.ts'

/** The words on a card, and the articles they are taken from. Pure. */

export type Direction = 'ltr' | 'rtl'

export interface Phrase {
  readonly text: string
  readonly direction: Direction
}

export interface CardWords {
  readonly direction: Direction
  readonly site: Phrase
  /** The colour of the mark beside it, and of the kicker. */
  readonly signal: string
  readonly day: Phrase
  /** The briefing's title above a headline. */
  readonly kicker: Phrase | null
  readonly headline: Phrase
  /** Where the first story comes from; or that there is nothing to report. */
  readonly footing: Phrase | null
  readonly painted: readonly string[]
}

/** Both weights that a card is set in. */
export interface CardTypefaces {
  readonly regular: Typeface
  readonly bold: Typeface
}

/** What a card says; null when the typeface does not have the script of its headline. */
export function cardWords(view: View, { regular, bold }: CardTypefaces): CardWords | null {
  const { direction } = view
  const phrase = (text: string, in_: Direction, typeface: Typeface): Phrase => ({ text: drawable(text, typeface), direction: in_ })
  const wording = view.wordingLanguage?.dir ?? direction
  const story = view.sections.flatMap(({ stories }) => stories).find(({ articles }) => articles.length > 0)
  const first = story?.articles[0]
  const headline = first?.headline ?? view.title
  if (!isMostlyDrawable(headline, bold)) return null
  const origins = story?.origins ?? first?.chain.map(({ text }) => text).join('') ?? view.empty
  const title = view.single || !first ? (view.edition?.name ?? null) : [view.title, view.edition?.name].filter(Boolean).join(' · ')
  return {
    direction,
    site: phrase(view.site, view.brand.name === null ? wording : direction, bold),
    signal: view.brand.colours.signal,
    day: phrase(view.day.text, direction, regular),
    kicker: title === null ? null : phrase(title, direction, bold),
    headline: phrase(headline, first?.otherLanguage?.dir ?? direction, bold),
    footing: origins === null ? null : phrase(origins, wording, regular),
    painted: story?.origins ? story.articles.map(({ id }) => id) : first ? [first.id] : [],
  }
}

function isMostlyDrawable(text: string, typeface: Typeface): boolean {
  const letters = (one: string) => one.match(/\p{L}|\p{N}/gu)?.length ?? 0
  return letters(drawable(text, typeface)) > 0.7 * letters(text)
}
