import { MAX_ATTRIBUTES, MAX_CROWDING, MAX_DEPTH, MAX_ELEMENTS, MAX_REACH, MAX_REFERENCES, MAX_SIBLINGS, MAX_STEPS } from './page-bounds.ts'
import { measureShape } from './page-shape.ts'

/** Why a page is not parsed, or null when its shape is that of a page somebody reads. */
export function refusalOfShape(html: string): string | null {
  const { depth, elements, siblings, crowding, attributes, steps, reach, references, hasFrameset } = measureShape(html)
  if (hasFrameset) return 'the page is a frameset and has no text of its own: send the page in its frame'
  if (depth > MAX_DEPTH) return `the page nests elements deeper than ${MAX_DEPTH} levels`
  if (elements > MAX_ELEMENTS) return `the page has more than ${MAX_ELEMENTS} elements or stray “<”`
  if (siblings > MAX_SIBLINGS) return `the page has an element with more than ${MAX_SIBLINGS} children`
  if (crowding > MAX_CROWDING) return 'the page has too many elements with too many children'
  if (steps > MAX_STEPS) return 'the page nests too many elements too deeply'
  if (reach > MAX_REACH) return 'the page nests too much text too deeply'
  if (references > MAX_REFERENCES) return `the page has more than ${MAX_REFERENCES} character references`
  return attributes > MAX_ATTRIBUTES ? `the page has more than ${MAX_ATTRIBUTES} attributes` : null
}
