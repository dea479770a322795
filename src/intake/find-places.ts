import { placeName } from './places.ts'
import type { Reading } from './reading.ts'
import { datelinePlace, unlistedPlaceAt } from './unlisted-places.ts'

/** Places that a text names. */

const LONGEST = 4
// After these a name of a place is part of another name or a person's.
const NAMED_AFTER = new Set(['Mr', 'Mr.', 'Mrs', 'Mrs.', 'Ms', 'Ms.', 'Dr', 'Dr.', 'President', 'Senator', 'Sen.', 'Lady', 'Lord', 'Sir'])

/** The places a text names, in order of first mention, each once. `isPart` says what is taken by a longer name. */
export function findPlaces(reading: Reading, isTaken: (paragraph: number, start: number) => boolean): string[] {
  const found = new Set<string>()
  const dateline = datelinePlace(reading.sentences)
  if (dateline) found.add(placeName(dateline) ?? dateline)
  for (const sentence of reading.sentences) {
    const { words, paragraph } = sentence
    for (let i = 0; i < words.length; i++) {
      const match = placeAt(words, i) ?? unlistedPlaceAt(reading, sentence, i)
      if (!match) continue
      const first = words[i]
      if (first && !isTaken(paragraph, first.start) && !NAMED_AFTER.has(words[i - 1]?.text ?? '')) found.add(match.name)
      i += match.length - 1
    }
    if (found.size >= 100) break
  }
  return [...found].slice(0, 100)
}

function placeAt(words: Reading['sentences'][number]['words'], from: number): { name: string; length: number } | null {
  const first = words[from]
  if (!first?.capital) return null
  let text = ''
  let best: { name: string; length: number } | null = null
  for (let n = 0; n < LONGEST; n++) {
    const word = words[from + n]
    if (!word || (n > 0 && word.gap !== ' ') || (n > 0 && words[from + n - 1]?.possessive)) break
    text = n === 0 ? word.text : `${text} ${word.text}`
    const name = placeName(text)
    if (name) best = { name, length: n + 1 }
  }
  return best
}
