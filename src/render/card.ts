import { CARD } from '../core/card.ts'
import { setInBox, setOnLine, type SetText } from './card-lines.ts'
import type { CardTypefaces, CardWords, Direction, Phrase } from './card-words.ts'
import { escapeHtml } from './escape-html.ts'
import { runsOf, widthOf, type Typeface } from './typeface.ts'

/** The preview picture as SVG: the head of the page, in large. Pure. */

const COLOURS = { paper: '#faf8f3', ink: '#1c1b19', quiet: '#5f5a52', rule: '#d9d3c7' } as const
const EDGE = 72
const WIDTH = CARD.width - 2 * EDGE
const LONGEST_NAME = 600
const HEADLINE_SIZES = [76, 68, 60, 54, 48, 44]
const HEADLINE_BOX = { width: WIDTH, height: 268, lineHeight: 1.2 }

export function renderCard(words: CardWords, typefaces: CardTypefaces): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">`,
    `<rect width="${CARD.width}" height="${CARD.height}" fill="${COLOURS.paper}"/>`,
    nameplate(words, typefaces),
    story(words, typefaces),
    footing(words, typefaces),
    '</svg>',
  ].join('\n')
}

function nameplate({ direction, site, signal, day }: CardWords, { regular, bold }: CardTypefaces): string {
  const dot = direction === 'rtl' ? CARD.width - EDGE - 11 : EDGE + 11
  const end = direction === 'rtl' ? 'ltr' : 'rtl'
  const named = setOnLine(site.text, 34, bold, LONGEST_NAME)
  const siteWidth = widthOf(named.lines.join(' '), bold) * 34
  return [
    `<circle cx="${dot}" cy="88" r="11" fill="${signal}"/>`,
    paint(site, named, bold, { y: 100, align: direction, indent: 36, fill: COLOURS.ink }),
    paint(day, setOnLine(day.text, 27, regular, WIDTH - siteWidth - 96), regular, { y: 99, align: end, indent: 0, fill: COLOURS.quiet }),
    rule(128, 3, COLOURS.ink),
    rule(135, 1, COLOURS.ink),
  ].join('\n')
}

function story({ direction, signal, kicker, headline }: CardWords, { bold }: CardTypefaces): string {
  const set = setInBox(headline.text, HEADLINE_SIZES, bold, HEADLINE_BOX)
  const kicked = kicker !== null && kicker.text !== ''
  const top = kicked ? 226 : 170
  return [
    kicked ? paint(kicker, setOnLine(kicker.text, 29, bold, WIDTH), bold, { y: 198, align: direction, indent: 0, fill: signal }) : '',
    paint(headline, set, bold, { y: top + set.size, align: headline.direction, indent: 0, fill: COLOURS.ink }),
  ].join('\n')
}

function footing({ direction, footing: said }: CardWords, { regular }: CardTypefaces): string {
  if (said === null) return ''
  const set = setOnLine(said.text, 28, regular, WIDTH)
  return [rule(528, 1, COLOURS.rule), paint(said, set, regular, { y: 574, align: direction, indent: 0, fill: COLOURS.quiet })].join('\n')
}

function rule(y: number, height: number, fill: string): string {
  return `<rect x="${EDGE}" y="${y}" width="${WIDTH}" height="${height}" fill="${fill}"/>`
}

interface Place {
  /** The first line's. */
  readonly y: number
  /** At the start of a line in this direction. */
  readonly align: Direction
  readonly indent: number
  readonly fill: string
}

function paint({ direction }: Phrase, { size, lines }: SetText, typeface: Typeface, { y, align, indent, fill }: Place): string {
  const x = align === 'rtl' ? CARD.width - EDGE - indent : EDGE + indent
  const anchor = align === 'rtl' ? 'end' : 'start'
  return lines
    .map((line, index) => {
      const attributes = `x="${x}" y="${y + Math.round(index * size * HEADLINE_BOX.lineHeight)}" text-anchor="${anchor}" font-size="${size}"`
      return `<text ${attributes} font-weight="${typeface.weight}" fill="${fill}">${spans(line, direction, typeface)}</text>`
    })
    .join('\n')
}

// resvg knows no `direction`: its lines always run from the left. Only an embedding (UAX #9) turns one around.
const EMBEDDED: Readonly<Record<Direction, readonly [string, string]>> = { ltr: ['', ''], rtl: ['\u202b', '\u202c'] }

function spans(line: string, direction: Direction, typeface: Typeface): string {
  const [before, after] = EMBEDDED[direction]
  const runs = runsOf(line, typeface).map(({ family, text }) => `<tspan font-family="${family}">${escapeHtml(text)}</tspan>`)
  return before + runs.join('') + after
}
