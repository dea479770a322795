import { line } from '../core/text.ts'
import { lineOfMarkup } from './markup-text.ts'

/** Who wrote an item, as feeds put it: "By A. Writer and B. Writer", "desk@paper.example (A. Writer)". No I/O. */

/** The names, each once; addresses are none. */
export function bylineOf(authors: readonly string[]): string[] {
  return [...new Set(authors.flatMap(namesIn))].slice(0, 20)
}

function namesIn(author: string): string[] {
  const said = line(lineOfMarkup(author.slice(0, 400)))
  const name = said
    .replace(/^\S+@\S+\s*\((.+)\)$/, '$1')
    .replace(/\s*[<(]?\S+@\S+[>)]?$/, '')
    .replace(/^by\s+/i, '')
  return together(name).filter((each) => each.length <= 120 && /\p{L}/u.test(each) && !/^https?:/i.test(each))
}

/** Names of two or more words on either side are two people's; "Research and Development" is one desk. */
function together(name: string): string[] {
  const parts = name.split(/\s+(?:and|&)\s+|\s*;\s*/)
  return parts.length > 1 && parts.every((part) => part.split(/,\s*/).every((each) => /^\S+(?:\s\S+){1,3}$/.test(each)))
    ? parts.flatMap((part) => part.split(/,\s*/))
    : [name]
}
