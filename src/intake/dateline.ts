// A place in capitals, perhaps its country, a date and an agency, then a dash: "KYIV, Jan 5 (Reuters) —"; or an agency alone: "(AP) —".
const DATELINE =
  /^(?:\p{Lu}{3}[\p{Lu}\p{M}'’. -]{1,30}(?:, [\p{L}\p{M}. ]{2,25})?(?:,? \p{L}[\p{L}.]{2,9} \d{1,2}(?:, \d{4})?)?(?: \([^()]{2,40}\))?|\([^()]{2,40}\)) ?(?:—|–|--?) /u

const LONGEST = 120

/** How much of a sentence is its dateline: the news begins after it. */
export function datelineLength(sentence: string): number {
  return DATELINE.exec(sentence.slice(0, LONGEST))?.[0].length ?? 0
}
