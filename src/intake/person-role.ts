import type { Sentence, Word } from './reading.ts'
import { isGivenName } from './given-names.ts'
import { isDemonym } from './capitals.ts'
import { isCourtesy, isRole, isTitle } from './roles.ts'
import { placeName } from './places.ts'
import { isSpeech } from './speech.ts'

/** What a sentence says that a person is: in apposition after the name, or in a phrase before it. */

const LINKS = new Set(['of', 'for', 'and', 'the', 'at', 'to', 'in', 'on'])
const STOPS = new Set(
  'a an the his her its their our my your this that these those by with from under than although though expects like as is was were be been has had have who whom which when while after before but or if so then told said asked says it he she they we I and also'.split(
    ' ',
  ),
)
const ENDS = new Set(
  'who whose whom which when while where told tells but or because if as is was were has had have will would during after before since until'.split(
    ' ',
  ),
)
const BEFORE_TITLE = new Set(
  'former acting deputy vice interim first outgoing incoming then longtime assistant associate senior top junior new current ex late veteran of for and the'.split(
    ' ',
  ),
)
const LONGEST = 14

/** The role of the person named by the words from `from` to before `to`; null where the sentence gives none. */
export function roleOf(sentence: Sentence, from: number, to: number): string | null {
  return roleAfter(sentence, to) ?? roleBefore(sentence, from)
}

function roleAfter({ words, text, start }: Sentence, to: number): string | null {
  let at = to
  if (words[at]?.gap !== ', ') return null
  if (/^\d{1,3}$/.test(words[at]?.text ?? '')) {
    at++
    if (words[at]?.gap !== ', ') return null
  }
  if (/^(?:a|an|the)$/.test(words[at]?.text ?? '')) at++
  else if (words[at]?.possessive && placeName(words[at]?.text ?? '')) at++
  const end = endOfApposition(words, at)
  const role = words.slice(at, end)
  // The role noun comes soon, or what follows is not the person's role but another clause.
  const noun = role.findIndex((word) => isRole(word.text))
  if (noun < 0 || noun > 5 || role.slice(0, noun).some((word) => isSpeech(word.text) || STOPS.has(word.text))) return null
  if (!role.slice(0, noun + 1).every((word, i) => i === 0 || /^[\s-]*$/.test(word.gap) || word.gap === ', ')) return null
  if (
    role.some(
      (word, i) =>
        isGivenName(word.text) && word.capital && (!role[i - 1]?.capital || isTitle(role[i - 1]?.text ?? '')) && role[i + 1]?.capital,
    )
  )
    return null
  const first = role[0]
  const last = role.at(-1)
  return first && last && !first.possessive ? tidy(text.slice(first.start - start, last.end - start)) : null
}

function endOfApposition(words: readonly Word[], from: number): number {
  let end = from
  while (end < words.length && end < from + LONGEST) {
    const word = words[end]
    if (!word || ENDS.has(word.text) || (isSpeech(word.text) && !isRole(word.text))) break
    if (end > from && !/^[ -]$/.test(word.gap) && !/^['’] $/.test(word.gap)) break
    end++
  }
  while (end > from && (LINKS.has(words[end - 1]?.text ?? '') || (words[end - 1]?.text ?? '').endsWith('ly'))) end--
  return end
}

function roleBefore({ words, text, start }: Sentence, from: number): string | null {
  const gap = words[from]?.gap ?? ''
  if (gap !== ' ' && gap !== ', ' && gap !== '. ') return null
  let at = from
  while (at > 0 && from - at < 10) {
    const word = words[at - 1]
    if (!word || word.possessive || isSpeech(word.text)) break
    // "the head of the Council, Ann Lee": the article belongs to the phrase.
    if (STOPS.has(word.text.toLowerCase()) && !(word.text === 'the' && /^(?:of|for|to)$/.test(words[at - 2]?.text ?? ''))) break
    if (/^\p{L}+ly$/u.test(word.text) || word.text.endsWith('ing')) break
    if (
      !word.capital &&
      words[at]?.capital &&
      word.text.endsWith('ed') &&
      !/^(?:retired|appointed|elected|disgraced|self-styled)$/.test(word.text)
    )
      break
    // "Minister Ann Lee met Secretary Bo Berg": what is neither a role nor goes with one ends the phrase.
    if (!word.capital && words[at]?.capital && at < from && !BEFORE_TITLE.has(word.text) && !LINKS.has(word.text) && !isRole(word.text))
      break
    at--
    if (words[at]?.gap !== ' ') break
  }
  while (at < from && (LINKS.has(words[at]?.text ?? '') || isCourtesy(words[at]?.text ?? ''))) at++
  const phrase = words.slice(at, from)
  if (LINKS.has(phrase.at(-1)?.text ?? '') || !phrase.some((word) => isRole(word.text)) || !endsInRole(phrase, gap)) return null
  if (gap === ', ' && !words[at - 1]?.possessive && !/^(?:the|a|an|its|their|his|her)$/i.test(words[at - 1]?.text ?? '')) return null
  while (phrase.length > 1 && isAddress(phrase.at(-1)?.text ?? '')) phrase.pop()
  const first = phrase[0]
  const last = phrase.at(-1)
  if (!first || !last || (phrase.length === 1 && isCourtesy(first.text))) return null
  return tidy(text.slice(first.start - start, last.end - start))
}

function endsInRole(phrase: readonly Word[], gap: string): boolean {
  const of = phrase.findIndex((word) => word.text === 'of' || word.text === 'for')
  const head = phrase[(of > 0 ? of : phrase.length) - 1]
  if (!head || !isRole(head.text.replace(/\.$/, ''))) return abbreviated(head)
  return !head.text.endsWith('s') || isRole(head.text.toLowerCase()) || gap === ', '
}

function isAddress(word: string): boolean {
  return isCourtesy(word) || /^(?:Rep|Sen|Gen|Gov|Col|Lt|Capt|Sgt|Rev|Late|late)\.?$/.test(word)
}

function abbreviated(word: Word | undefined): boolean {
  return word !== undefined && isTitle(word.text) && !isCourtesy(word.text) && !isDemonym(word.text)
}

function tidy(role: string): string | null {
  const clean = role.replace(/\s+/g, ' ').trim()
  return clean.length > 2 && clean.length <= 300 ? clean : null
}
