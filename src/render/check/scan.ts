/** A template cut into its tags, as mustache.js cuts it; quickly, whatever stands in it. */

export interface Tag {
  /** Empty for a variable; otherwise one of # ^ / > & { = ! */
  readonly symbol: string
  readonly name: string
  /** From where to before where it stands in the text. */
  readonly start: number
  readonly end: number
}

/** Something wrong, and where. */
export interface Fault {
  readonly at: number
  readonly detail: string
}

export interface Scanned {
  readonly tags: readonly Tag[]
  readonly faults: readonly Fault[]
}

const MOST_TAGS = 2000
const LONGEST_NAME = 200
/** mustache.js takes time that grows with the square of the white space in a tag. */
const LONGEST_COMMENT = 2000

/** Cuts out the tags. What could be read in two ways, or would take long, ends it with a fault. */
export function scan(text: string): Scanned {
  const tags: Tag[] = []
  let from = 0
  for (;;) {
    const start = text.indexOf('{{', from)
    if (start < 0) return { tags, faults: [] }
    if (tags.length === MOST_TAGS) return { tags, faults: [{ at: start, detail: `has more than ${MOST_TAGS} tags` }] }
    const [opening = '', symbol = ''] = OPENING.exec(text.slice(start, start + LONGEST_NAME)) ?? []
    const inner = start + opening.length
    const unescaped = symbol === '{' || symbol === '&'
    if (unescaped) return { tags, faults: [{ at: start, detail: UNESCAPED }] }
    if (symbol === '=') return { tags, faults: [{ at: start, detail: 'changes the delimiters: tags are written {{…}} throughout' }] }
    const close = text.indexOf('}}', inner)
    if (close < 0) return { tags, faults: [{ at: start, detail: 'opens a tag that is never closed: a }} is missing' }] }
    if (close - inner > (symbol === '!' ? LONGEST_COMMENT : LONGEST_NAME))
      return { tags, faults: [{ at: start, detail: 'is a tag too long to be one: perhaps a }} is missing' }] }
    const name = text.slice(inner, close).trim()
    if (name === '' && symbol !== '!') return { tags, faults: [{ at: start, detail: 'is a tag without a name' }] }
    tags.push({ symbol, name, start, end: close + 2 })
    from = close + 2
  }
}

const OPENING = /^\{\{\s*([#^/>{&=!]?)\s*/

const UNESCAPED = 'would leave its value unescaped: write {{name}}, which makes it harmless where it stands'
