import { isCommon, isDemonym, textOf } from './capitals.ts'
import { datelineLength } from './dateline.ts'
import { isHead, knownOrganisation } from './organisation-words.ts'
import type { Reading, Sentence, Word } from './reading.ts'
import { isRole, isTitle } from './roles.ts'

/** Places that no gazetteer of ours lists, told by what stands around them: the dateline, and "in Fort Wayne on Monday". English only. */

const BEFORE = new Set(['in', 'In', 'near', 'outside'])
// A noun after it would make the name an attribute: "in Family court".
const AFTER = new Set(
  (
    'on in and at by for to after when where while last this was is has have had since during as with but that who said says were are before from ' +
    'next early late about told will would until over amid because or than between under around near'
  ).split(' '),
)
// What is published or believed in is no place, and a month is short for none.
const ELSEWHERE = new Set('published appeared printed interested interest believe believes believed confidence faith trust'.split(' '))
const MONTH = /^(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?$/
const LONGEST = 3

/** The place at a word, and how many words it takes; null where nothing says that it is one. */
export function unlistedPlaceAt({ lowercase }: Reading, sentence: Sentence, at: number): { name: string; length: number } | null {
  const { words } = sentence
  if (!lowercase.has('the') || words[at]?.gap !== ' ' || !BEFORE.has(words[at - 1]?.text ?? '')) return null
  if (ELSEWHERE.has(words[at - 2]?.text ?? '') || MONTH.test(words[at]?.text ?? '')) return null
  let to = at
  while (
    words[to]?.capital &&
    (to === at || (/^\.? $/.test(words[to]?.gap ?? '') && !words[to - 1]?.possessive)) &&
    !isCommon(words[to]?.text ?? '')
  )
    to++
  const name = textOf(sentence, at, to).replace(/\s+/g, ' ')
  const parts = words.slice(at, to)
  if (to === at || to - at > LONGEST || name.length < 4 || !parts.every((word) => isNameLike(word, lowercase))) return null
  if (isHead(parts.at(-1)?.text ?? '') || knownOrganisation(name) || !endsThere(words[to])) return null
  return { name, length: to - at }
}

/** The place of a dateline, "HALDEN, May 2 (Reuters) —", as it would be written in a text. */
export function datelinePlace([first]: readonly Sentence[]): string | null {
  if (!first || first.paragraph > 1 || datelineLength(first.text) === 0) return null
  const name = /^\p{Lu}{3}(?:[\p{Lu}\p{M}'’.]|[ -](?=\p{Lu}{2}))*/u.exec(first.text)?.[0]
  return name
    ? name.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    : null
}

function isNameLike({ text, possessive }: Word, lowercase: ReadonlySet<string>): boolean {
  return (
    !possessive &&
    /^\p{Lu}[\p{L}'’-]*\p{Ll}\.?$/u.test(text) &&
    !isDemonym(text) &&
    !isTitle(text) &&
    !isRole(text) &&
    !lowercase.has(text.toLowerCase())
  )
}

function endsThere(next: Word | undefined): boolean {
  return !next || next.gap !== ' ' || AFTER.has(next.text) || isCommon(next.text)
}
