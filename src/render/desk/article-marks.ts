import { indexBody, locatePoint, locateQuote, nearestText, type BodyIndex } from '../../core/quotation.ts'
import type { Span } from '../../core/article.ts'
import type { Flaw } from '../../core/result.ts'

/** Where the points and quotations of a form stand in its body, and what is said of each. */

export interface Verdict {
  /** Whether it stands in the body to the letter. */
  readonly stands: boolean
  /** The paragraph it begins in, from 1; null where it stands in none. */
  readonly paragraph: number | null
  readonly detail: string
}

/** A point or quotation that stands in the body. */
export interface Mark {
  readonly kind: 'point' | 'quote'
  /** Its place in its list, from 0. */
  readonly at: number
  readonly spans: readonly Span[]
}

// As many as anyone would mend in one go: looking for the nearest text costs more than finding the text.
const MOST_HINTS = 20

/** The verdicts on all points and quotations of a form, and the marks of those that stand in the body. */
export function verdictsOf(
  body: readonly string[],
  points: readonly { readonly text: string }[],
  quotes: readonly { readonly text: string }[],
): { readonly points: Verdict[]; readonly quotes: Verdict[]; readonly marks: Mark[] } {
  const index = indexBody(body)
  const marks: Mark[] = []
  let hints = 0
  const onPoint = ({ text }: { readonly text: string }, at: number) => {
    const spans = pointSpans(index, body, text)
    if (spans) marks.push({ kind: 'point', at, spans })
    return pointVerdict(text, spans)
  }
  const onQuote = ({ text }: { readonly text: string }, at: number) => {
    const spans = locateQuote(index, text)
    if (spans) marks.push({ kind: 'quote', at, spans })
    else hints += 1
    return quoteVerdict(index, text, spans, hints <= MOST_HINTS)
  }
  return { points: points.map(onPoint), quotes: quotes.map(onQuote), marks }
}

/** The verdict on one of them, while it is typed. */
export function verdictOn(kind: Mark['kind'], text: string, body: readonly string[]): Verdict {
  const index = indexBody(body)
  return kind === 'point' ? pointVerdict(text, pointSpans(index, body, text)) : quoteVerdict(index, text, locateQuote(index, text), true)
}

/** The quotations that do not stand in the body, as the lock would refuse them: said together with whatever else is wrong with a form. */
export function lockFlaws(body: readonly string[], quotes: readonly { readonly text: string }[]): Flaw[] {
  return verdictsOf(body, [], quotes).quotes.flatMap(({ stands, detail }, at) =>
    stands ? [] : [{ pointer: `/quotes/${at}/text`, detail }],
  )
}

/** Where a point stands in the paragraph that it is traced to. */
function pointSpans(index: BodyIndex, body: readonly string[], text: string): Span[] | null {
  const paragraph = locatePoint(index, text)
  if (paragraph === null) return null
  const spans = locateQuote(indexBody([body[paragraph] ?? '']), text)
  return spans?.map((span) => ({ ...span, paragraph })) ?? null
}

function pointVerdict(text: string, spans: readonly Span[] | null): Verdict {
  const paragraph = paragraphOf(spans)
  if (text.trim() === '') return { stands: true, paragraph: null, detail: 'Still empty: left out when you save.' }
  if (paragraph === null) return { stands: false, paragraph, detail: 'The editor’s own words. Readers are told so.' }
  return { stands: true, paragraph, detail: `To the letter, in paragraph ${paragraph}.` }
}

function quoteVerdict(index: BodyIndex, text: string, spans: readonly Span[] | null, hint: boolean): Verdict {
  const paragraph = paragraphOf(spans)
  if (text.trim() === '') return { stands: true, paragraph: null, detail: 'Still empty: left out when you save.' }
  if (paragraph !== null) return { stands: true, paragraph, detail: `To the letter, in paragraph ${paragraph}.` }
  const nearest = hint ? nearestText(index, text) : null
  const hinted = nearest
    ? `The nearest text, in paragraph ${nearest.paragraph + 1}: “${nearest.text}”`
    : 'Copy it from the body, or drop it.'
  return { stands: false, paragraph: null, detail: `This does not stand in the body to the letter. ${hinted}` }
}

function paragraphOf(spans: readonly Span[] | null): number | null {
  const first = spans?.[0]
  return first ? first.paragraph + 1 : null
}
