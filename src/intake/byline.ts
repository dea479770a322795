import { isKnownOutlet, outletName } from '../core/outlet.ts'

/** Who wrote a text and for whom, as a credit line at its beginning or end says. */

export interface Credit {
  readonly names: string[]
  readonly outlets: string[]
}

const NEAR_ENDS = 2
const LONGEST = 200

/** The credits of a body's first and last paragraphs. */
export function findCredit(body: readonly string[]): Credit {
  const lines = body.filter((text, i) => text.length <= LONGEST && (i < NEAR_ENDS || i >= body.length - NEAR_ENDS))
  const names: string[] = []
  const outlets: string[] = []
  for (const text of lines) {
    const credit = creditOf(text)
    names.push(...credit.names)
    outlets.push(...credit.outlets)
  }
  return { names: onceEach(names).slice(0, 20), outlets: [...new Set(outlets)] }
}

/** Whether a line is no part of the text but says who wrote it. */
export function isCreditLine(text: string): boolean {
  return text.length <= LONGEST && creditOf(text).names.length > 0
}

/** Each name once; "ANN LEE" is "Ann Lee". */
function onceEach(names: readonly string[]): string[] {
  const once = new Map<string, string>()
  for (const name of names) {
    const known = once.get(name.toLowerCase())
    if (known === undefined || known === known.toUpperCase()) once.set(name.toLowerCase(), name)
  }
  return [...once.values()]
}

function creditOf(text: string): Credit {
  const source = /^(?:Source|Sources|Via|Credit|Джерело|Источник|Quelle|Fuente)\s?:\s*(.+)$/iu.exec(text)?.[1]
  if (source)
    return {
      names: [],
      outlets: source
        .split(/\s*[,;/|]\s*/)
        .filter(isName)
        .map(outletName)
        .slice(0, 8),
    }
  const by = /^(?:By|BY|Reporting by|Written by|Автор:|Von|Par|Por)\s+(\p{Lu}.*)$/u.exec(text)?.[1]
  if (!by) return { names: [], outlets: [] }
  const parts = by.replace(/\.$/, '').split(/\s*[,;|•·–—]\s*|\s+(?:and|with|for|und|et|y|та|і)\s+|\s+-\s+/)
  const outlets = parts.filter(isKnownOutlet).map(outletName)
  const names = parts.filter((part) => isName(part) && !isKnownOutlet(part) && !/\d/.test(part) && isPerson(part))
  // A sentence that begins with "By" is no credit.
  return names.length > 0 && names.length >= parts.length - outlets.length - 1
    ? { names, outlets }
    : { names: [], outlets: names.length > 0 ? [] : outlets }
}

function isName(text: string): boolean {
  return text.length > 1 && text.length <= 120 && /^\p{Lu}/u.test(text)
}

function isPerson(text: string): boolean {
  const words = text.split(/\s+/)
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => /^(?:\p{Lu}[\p{L}\p{M}.'’-]*|de|van|von|der|bin|al|da|la|le|di|del)$/u.test(word))
  )
}
