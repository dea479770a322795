import type { Person } from '../core/article.ts'
import { isKnownOutlet } from '../core/outlet.ts'
import { capitalRuns, isCommon, isDemonym, nameStart, textOf, type Run } from './capitals.ts'
import { genderOf, isGivenName } from './given-names.ts'
import { isHead, knownOrganisation } from './organisation-words.ts'
import { placeName } from './places.ts'
import { roleOf } from './person-role.ts'
import type { Reading, Sentence } from './reading.ts'
import { isFullTitle, isRole, isTitle } from './roles.ts'
import { isSpeech } from './speech.ts'

/** People: found by what stands around a run of capitals, known afterwards by surname alone. */

const MAX_PEOPLE = 100

/** A person and where the text names them. */
export interface Known extends Person {
  readonly gender: 'he' | 'she' | null
  readonly mentions: readonly Mention[]
}

/** A place where a person is named: the words of a sentence from `from` to before `to`. */
export interface Mention {
  readonly sentence: Sentence
  readonly from: number
  readonly to: number
}

interface Candidate extends Mention {
  readonly name: string
  readonly score: number
  readonly title: string | null
}

/** The people that a text names, in order of first mention. */
export function findPeople(reading: Reading): Known[] {
  const runs = capitalRuns(reading)
  const candidates = runs.flatMap((run) => candidateOf(reading, run))
  const singles = countSingles(candidates)
  const full = acceptFull(reading, candidates, singles)
  const titled = acceptTitled(candidates, full)
  return gather([...full, ...titled], candidates)
}

/** The name as schema and readers want it. */
export function toPerson({ name, role }: Known): Person {
  return { name, role }
}

function candidateOf(reading: Reading, run: Run): Candidate[] {
  const { sentence } = run
  const from = nameStart(reading, run)
  const to = run.to
  if (from >= to || to - from > 5) return []
  const words = sentence.words.slice(from, to)
  const name = textOf(sentence, from, to).replace(/\s+/g, ' ')
  if (name.length < 2 || name.length > 60 || words.some(({ text }) => /\d|&/.test(text))) return []
  const title = titleBefore(sentence, run.from, from)
  return [{ sentence, from, to, name, title, score: words.length > 1 ? evidence(sentence, from, to, title) : 0 }]
}

function titleBefore({ words }: Sentence, first: number, from: number): string | null {
  const before = words[from - 1]
  if (!before) return null
  if (from > first && isFullTitle(before.text) && words[from]?.gap.trim().length === 0) return before.text
  const gap = words[from]?.gap ?? ''
  return !before.capital && !before.possessive && gap === ' ' && isRole(before.text) && !before.text.endsWith('s') ? before.text : null
}

/** How sure it is that a run of two or more words is a person's full name. */
function evidence(sentence: Sentence, from: number, to: number, title: string | null): number {
  const words = sentence.words.slice(from, to).map(({ text }) => text)
  const name = words.join(' ')
  if (placeName(name) || knownOrganisation(name) || isKnownOutlet(name)) return -9
  if (words.some((word) => /^\p{Lu}{3,}s?$/u.test(word) && !/^III$/.test(word))) return -9
  const last = words.at(-1) ?? ''
  if (isHead(last) || isTitle(last) || isCommon(last) || isDemonym(last))
    return isGivenName(words[0] ?? '') && !isTitle(last) && words.length < 4 ? 0.5 : -5
  let score = 0
  if (isGivenName(words[0] ?? '')) score += 3
  else if (/^\p{Lu}\.?$|^(?:\p{Lu}\.)+$/u.test(words[0] ?? '')) score += 1.5
  if (title) score += 3
  // Korean given names, as written in English: Kim Jong-un.
  if (/^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(last)) score += 3
  if (from === 0 && !title && !isGivenName(words[0] ?? '')) score -= 1.5
  if (words.some((word) => isHead(word) || isCommon(word) || isDemonym(word) || isTitle(word))) score -= 2
  if (words.some((word) => /^\p{Lu}{2,}$/u.test(word) && !/^(?:I+|IV|JR|SR)$/.test(word))) score -= 3
  if (!isGivenName(words[0] ?? '') && words.some((word) => placeName(word))) score -= 2
  return score + surroundings(sentence, from, to)
}

function surroundings(sentence: Sentence, from: number, to: number): number {
  const { words, text, start } = sentence
  let score = 0
  const before = words[from - 1]
  const after = words[to]
  if (before && /^(?:the|a|an)$/i.test(before.text)) score -= 3
  if (before && isSpeech(before.text)) score += 1.5
  if (after && isSpeech(after.text) && after.gap === ' ') score += 2
  const tail = text.slice((words[to - 1]?.end ?? start) - start, (words[to - 1]?.end ?? start) - start + 60)
  if (/^, \d\d(?:,|\.| )/.test(tail)) score += 4
  if (/^, (?:an? |the |who |whose )/.test(tail)) score += 1
  if (roleOf(sentence, from, to)) score += 2.5
  if (words.slice(from, to).some((word) => !word.capital)) score += 1
  if (/^ \((?:[DR]-|born |\d\d\))/.test(tail)) score += 3
  return score
}

function countSingles(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { from, to, name } of candidates) if (to - from === 1) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function acceptFull(reading: Reading, candidates: readonly Candidate[], singles: ReadonlyMap<string, number>): Candidate[] {
  const surnames = new Set(
    candidates.flatMap(({ name }) => (isGivenName(name.split(' ')[0] ?? '') ? name.split(' ').slice(1).slice(-1) : [])),
  )
  const best = new Map<string, number>()
  for (const { name, score, from, to } of candidates) if (to - from > 1) best.set(name, Math.max(best.get(name) ?? -9, score))
  return candidates.filter(({ name, from, to, sentence }) => {
    if (to - from < 2) return false
    const last = sentence.words[to - 1]?.text ?? ''
    const first = sentence.words[from]?.text ?? ''
    // "Notice Lee" opens a sentence about Ann Lee.
    if (from === 0 && !isGivenName(first) && surnames.has(last)) return false
    const everyday = [first, last].some((word) => !isGivenName(word) && reading.lowercase.has(word.toLowerCase()))
    const alone = (singles.get(last) ?? 0) > 0 && !placeName(last) && !isHead(last)
    return (best.get(name) ?? 0) + (alone ? 1.5 : 0) - (everyday ? 2 : 0) >= 2.5
  })
}

function acceptTitled(candidates: readonly Candidate[], full: readonly Candidate[]): Candidate[] {
  const surnames = new Set(full.flatMap(({ name }) => name.split(' ').slice(1)))
  return candidates.filter(
    ({ name, title, from, to, sentence }) =>
      to - from === 1 &&
      !surnames.has(name) &&
      title !== null &&
      /^\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*$/u.test(name) &&
      !placeName(name) &&
      !knownOrganisation(name) &&
      !isHead(name) &&
      !isDemonym(name) &&
      !isCommon(name) &&
      !isTitle(name) &&
      !isRole(name) &&
      !(sentence.words[to]?.gap === ' ' && sentence.words[to]?.capital),
  )
}

function gather(accepted: readonly Candidate[], candidates: readonly Candidate[]): Known[] {
  const groups = new Map<string, Candidate[]>()
  const bySurname = new Map<string, string[]>()
  for (const candidate of accepted.toSorted(inOrder)) {
    const key = keyFor(candidate.name, groups, bySurname)
    const group = groups.get(key)
    if (group) group.push(candidate)
    else if (groups.size < MAX_PEOPLE) {
      groups.set(key, [candidate])
      const surname = lastWord(key)
      bySurname.set(surname, [...(bySurname.get(surname) ?? []), key])
    }
  }
  const taken = new Set(accepted)
  for (const candidate of candidates) {
    const [key] = candidate.to - candidate.from === 1 && !taken.has(candidate) ? (bySurname.get(candidate.name) ?? []) : []
    if (key !== undefined) groups.get(key)?.push(candidate)
  }
  return [...groups].map(([key, mentions]) => known(key, mentions.toSorted(inOrder)))
}

function inOrder(a: Candidate, b: Candidate): number {
  return a.sentence.index - b.sentence.index || a.from - b.from
}

/** One person is one entry: "Jane B. Doe" and "Jane Doe", "Joe Roe" and a titled "Roe", "Kim Jong Un" and "Kim". */
function keyFor(name: string, groups: ReadonlyMap<string, unknown>, bySurname: ReadonlyMap<string, readonly string[]>): string {
  if (groups.has(name)) return name
  const words = name.split(' ')
  for (const key of bySurname.get(lastWord(name)) ?? []) {
    const other = key.split(' ')
    if (words.length === 1 || (other.length > 1 && other[0] === words[0])) return key
  }
  if (words.length > 1 || isGivenName(name)) return name
  for (const key of groups.keys()) if (key.startsWith(`${name} `)) return key
  return name
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1)
}

function known(key: string, mentions: readonly Candidate[]): Known {
  const name = fullName(
    key,
    mentions.map((mention) => mention.name),
  )
  let role: string | null = null
  for (const mention of mentions.slice(0, 20)) role ??= roleOf(mention.sentence, mention.from, mention.to)
  return { name, role, gender: gender(name, mentions), mentions }
}

/** The longest form without initials, else as first written. */
function fullName(key: string, names: readonly string[]): string {
  const full = names.filter((name) => name.includes(' ') && !name.includes('.'))
  return full.reduce((a, b) => (b.split(' ').length > a.split(' ').length ? b : a), full[0] ?? key)
}

function gender(name: string, mentions: readonly Candidate[]): 'he' | 'she' | null {
  for (const { title } of mentions) {
    if (title && /^(?:Mr|Sir|Lord|King|Prince|Congressman|spokesman|chairman|Chairman|Spokesman|Father)\.?$/.test(title)) return 'he'
    if (title && /^(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Congresswoman|spokeswoman|chairwoman|Chairwoman|Spokeswoman)\.?$/.test(title))
      return 'she'
  }
  return genderOf(name.split(' ')[0] ?? '')
}
