import { isCommon } from './capitals.ts'
import { isGivenName } from './given-names.ts'
import type { Known } from './people.ts'
import type { Word } from './reading.ts'
import { isRole } from './roles.ts'
import { isSpeech } from './speech.ts'

/** Who a verb of speech belongs to: its subject before or after it, and the person that subject means. */

/** The words of a sentence, from `from` to before `to`, that name a source. */
export interface Subject {
  readonly from: number
  readonly to: number
  readonly kind: 'name' | 'noun' | 'pronoun'
}

const PRONOUNS = new Set('he she they it i we you who'.split(' '))
const AUXILIARIES = new Set(
  (
    'also later then has had have having would will could can may might did does do is was are were be been being once again first still even just ' +
    'always often never previously recently repeatedly famously now further both all not is’nt went on to as early ago yesterday today earlier himself herself themselves'
  ).split(' '),
)
const BOUNDS = new Set(
  (
    'in on at by with from during after before while as when since because if although though despite amid but and or nor that which whom whose where why how ' +
    'whether than so about into through against until asked speaking noting citing over under like unlike per via without'
  ).split(' '),
)
const INNER = new Set('of for at from in to with on'.split(' '))
const LONGEST = 24

/** The subject that ends right before the verb at `verb`; `floor` is the first word it may begin with. */
export function subjectBefore(words: readonly Word[], verb: number, floor: number): Subject | null {
  let end = verb
  while (end > floor && isAuxiliary(words[end - 1]?.text ?? '') && !/[,;:"”]/.test(words[end]?.gap ?? '')) end--
  if (end <= floor) return null
  const gap = words[end]?.gap ?? ''
  if (/\)\s*$/.test(gap)) return subjectBefore(words, openParenthesis(words, end, floor), floor)
  if (/[.;:!?]/.test(gap.replace(/^\. $/, ''))) return null
  if (gap.includes(',') || gap.includes('—') || gap.includes('--')) return subjectOfApposition(words, end, floor)
  const pronoun = words[end - 1]?.text.toLowerCase() ?? ''
  if (pronoun === 'who' || pronoun === 'that') return end - 1 > floor ? subjectBefore(words, end - 1, floor) : null
  if (PRONOUNS.has(pronoun)) return { from: end - 1, to: end, kind: 'pronoun' }
  return nounPhrase(words, end, floor)
}

/** "Ann Lee (D-Ohio) said": what stands in brackets is no part of the subject. */
function openParenthesis(words: readonly Word[], end: number, floor: number): number {
  for (let at = end - 1; at > floor && end - at < 12; at--) if (words[at]?.gap.includes('(')) return at
  return floor
}

/** The subject of the clause that a participle hangs on: "Ann Lee opened the debate, saying that". */
export function mainSubject(words: readonly Word[], verb: number, floor: number): Subject | null {
  for (let at = floor; at < verb; at++) {
    const word = words[at]
    if (!word) break
    if (PRONOUNS.has(word.text.toLowerCase()) && /^(?:he|she|they)$/i.test(word.text)) return { from: at, to: at + 1, kind: 'pronoun' }
    if (
      !word.capital ||
      word.possessive ||
      BOUNDS.has(word.text.toLowerCase()) ||
      (at > floor && INNER.has(words[at - 1]?.text.toLowerCase() ?? ''))
    )
      continue
    if (!hasName(words, at, at + 1) && !words[at + 1]?.capital) continue
    if (at === 0 && !words[1]?.capital && (isCommon(word.text) || word.text.endsWith('ing'))) continue
    let to = at + 1
    while (to < verb && words[to]?.capital && /^\.? $/.test(words[to]?.gap ?? '')) to++
    if (words[to - 1]?.possessive) continue
    return { from: at, to, kind: 'name' }
  }
  return null
}

/** The subject that begins right after the verb at `verb`: "said Ann Lee, the mayor". */
export function subjectAfter(words: readonly Word[], verb: number, ceiling: number): Subject | null {
  let from = verb + 1
  const first = words[from]
  if (!first || from >= ceiling || !/^[ ]$/.test(first.gap)) return null
  if (PRONOUNS.has(first.text.toLowerCase())) return { from, to: from + 1, kind: 'pronoun' }
  let to = from
  while (to < ceiling && to - from < LONGEST) {
    const word = words[to]
    if (!word || (to > from && !/^(?: |-|\. |['’] ?)$/.test(word.gap))) break
    if (
      to > from &&
      !word.capital &&
      (BOUNDS.has(word.text) || isSpeech(word.text) || word.text === 'who' || word.text === 'told') &&
      !(INNER.has(word.text) && !hasName(words, from, to))
    )
      break
    to++
  }
  if (to === from) return null
  if (!hasName(words, from, to) && !isNounPhrase(words, from, to)) return null
  return { from, to, kind: hasName(words, from, to) ? 'name' : 'noun' }
}

/** "Ann Lee, the mayor of Oslo, said": the subject stands before the comma that opens the apposition. */
function subjectOfApposition(words: readonly Word[], end: number, floor: number): Subject | null {
  const chunks: { from: number; to: number }[] = []
  let from = Math.max(floor, end - 60)
  for (let i = from; i < end; i++) {
    if (i > from && /[,;:—]|--| - |"|“|”/.test(words[i]?.gap ?? '')) {
      chunks.push({ from, to: i })
      from = i
    }
  }
  chunks.push({ from, to: end })
  const possible = chunks.filter(
    (chunk) => !BOUNDS.has(words[chunk.from]?.text.toLowerCase() ?? '') && !/^(?:who|which|\w+ing)$/.test(words[chunk.from]?.text ?? ''),
  )
  // "The ferry sails on Monday, Ann Lee, the mayor, said": what ends with a day is no source.
  const named = possible.find(
    ({ from: first, to }) => to < end && hasName(words, first, to) && !hasVerb(words, first, to) && !isCommon(words[to - 1]?.text ?? ''),
  )
  const chosen =
    named ?? possible.find((chunk) => chunk.to <= end && PRONOUNS.has(words[chunk.to - 1]?.text.toLowerCase() ?? '')) ?? possible[0]
  if (!chosen) return null
  const pronoun = words[chosen.to - 1]?.text.toLowerCase() ?? ''
  if (PRONOUNS.has(pronoun)) return { from: chosen.to - 1, to: chosen.to, kind: 'pronoun' }
  return nounPhrase(words, chosen.to, chosen.from)
}

/** The noun phrase that ends before word `end`. */
function nounPhrase(words: readonly Word[], end: number, floor: number): Subject | null {
  let from = end
  while (from > floor && end - from < LONGEST) {
    const word = words[from - 1]
    if (!word) break
    if (from < end && !/^(?: |-|\. |['’] ?| \(| "|["”] |\) )$/.test(words[from]?.gap ?? '')) break
    const lower = word.text.toLowerCase()
    if (INNER.has(word.text) && from < end && from - 2 >= floor && linksNouns(words, from - 1)) {
      from--
      continue
    }
    if (
      (BOUNDS.has(lower) && !(word.text === 'and' && words[from]?.capital && words[from - 2]?.capital)) ||
      isVerbLike(word, words[from - 2])
    )
      break
    from--
    if (/^(?:a|an|the|his|her|its|their|our|my|one|another|some|many|several|both|two|three|most|other)$/.test(lower)) break
  }
  if (from === end) return null
  if (end - from === 1 && /^(?:a|an|the|his|her|its|their|our|my|other|that|this|it|there)$/i.test(words[from]?.text ?? '')) return null
  const named = hasName(words, from, end)
  return named || isNounPhrase(words, from, end) ? { from, to: end, kind: named ? 'name' : 'noun' } : null
}

/** "a spokesman for the mayor": the phrase goes on before the preposition where a role or a capital stands there. */
function linksNouns(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]
  return (
    before !== undefined &&
    words[at]?.gap === ' ' &&
    (isRole(before.text) || (words[at]?.text === 'of' && !isSpeech(before.text)) || (before.capital && isRole(before.text)))
  )
}

function isVerbLike(word: Word, before: Word | undefined): boolean {
  return !word.capital && isSpeech(word.text) && before !== undefined && !/^(?:a|an|the|his|her|its|their)$/.test(before.text)
}

function isAuxiliary(word: string): boolean {
  return AUXILIARIES.has(word) || (/^\p{Ll}+ly$/u.test(word) && word !== 'family' && word !== 'ally')
}

function hasName(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (words[i]?.capital && !/^(?:The|A|An|One|Some|Many|But|And|In|It|I)$/.test(words[i]?.text ?? '')) return true
  return false
}

function hasVerb(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!words[i]?.capital && isSpeech(words[i]?.text ?? '') && i > from) return true
  return false
}

function isNounPhrase(words: readonly Word[], from: number, to: number): boolean {
  const first = words[from]?.text.toLowerCase() ?? ''
  return (
    /^(?:a|an|the|his|her|its|their|our|my|one|another|some|many|several|both|two|three|most|other)$/.test(first) ||
    isRole(words[to - 1]?.text ?? '') ||
    (words[to - 1]?.text ?? '').endsWith('s')
  )
}

/** Whether a word is a pronoun for a person of a gender. */
export function pronounGender(word: string): 'he' | 'she' | null {
  const lower = word.toLowerCase()
  return lower === 'he' || lower === 'she' ? lower : null
}

/** A short name's person among those known; by surname, else by given name. */
export function personNamed(people: readonly Known[], name: string): Known | null {
  const words = name.split(' ')
  const last = words.at(-1) ?? ''
  return (
    people.find((person) => person.name.split(' ').at(-1) === last) ??
    (isGivenName(last) ? (people.find((person) => person.name.split(' ')[0] === last) ?? null) : null)
  )
}
