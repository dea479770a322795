import { isGivenName } from './given-names.ts'
import { placeName } from './places.ts'
import { isFullTitle, isRole, isTitle } from './roles.ts'
import type { Reading, Sentence, Word } from './reading.ts'

/** Runs of capitalised words: what names are made of. */

/** A run of words of one sentence that may be a name, from word `from` to before word `to`. */
export interface Run {
  readonly sentence: Sentence
  readonly from: number
  readonly to: number
}

const PARTICLES = new Set('de del della der den di da dos do du la le van von vander bin ibn ben al el ul ter y e af av zu zur'.split(' '))
const COMMON =
  'The A An This That These Those He She It They We I You My His Her Its Our Their Your But And Or Nor So Yet If When While As After Before Since Until Because Although ' +
  'Though In On At By For From With Without To Of Into Over Under About Against Between During Through Despite Amid Among Like Unlike Near What Who Whom Whose Which Where ' +
  'Why How There Here Now Then Today Tomorrow Yesterday Still Also Even Just Only Not No Yes Once Both Each Every All Some Many Most More Few Several Other Another Such One Two ' +
  'Three Four Five Six Seven Eight Nine Ten First Second Third Last Next Meanwhile However Moreover Instead Rather According Earlier Later Asked Speaking Is Are Was Were Be Been ' +
  'Has Have Had Do Does Did Will Would Can Could Should May Might Must Let Perhaps Maybe Never Ever Always Often Sometimes Again Back Then Thus Hence Given Yet Per Via Plus Well Oh ' +
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Christmas Easter ' +
  'God English Internet Web Discussions Talks Officials Police Critics Everything Everyone Everybody Nothing Nobody Something Someone Anyone Anything Supporters Experts Analysts Sources Leaders Lawmakers Voters Residents People Women Men Children'
const DEMONYMS =
  'American British English Scottish Welsh Irish French German Italian Spanish Portuguese Dutch Belgian Swiss Austrian Polish Czech Slovak Hungarian Romanian Bulgarian Greek ' +
  'Turkish Russian Ukrainian Belarusian Moldovan Georgian Armenian Swedish Norwegian Danish Finnish Estonian Latvian Lithuanian European African Asian Arab Israeli Palestinian ' +
  'Iranian Iraqi Syrian Lebanese Egyptian Saudi Afghan Pakistani Indian Chinese Japanese Korean Vietnamese Thai Filipino Indonesian Malaysian Australian Canadian Mexican Brazilian ' +
  'Argentine Colombian Venezuelan Cuban Nigerian Kenyan Ethiopian Somali Libyan Tunisian Moroccan Algerian Western Eastern Northern Southern Muslim Christian Catholic Jewish Islamic ' +
  'Protestant Hindu Buddhist Sikh Sunni Shiite Democratic Republican Conservative Labour Liberal Libertarian Soviet Nazi Hispanic Latino Latina Black White Native Californian Texan ' +
  'Democrat Democrats Republicans Americans Europeans Russians Ukrainians Muslims Christians Jews Catholics Conservatives Liberals Olympic Olympics'

const common = new Set(COMMON.split(' '))
const demonyms = new Set(DEMONYMS.split(' '))

/** Whether a capitalised word is an everyday one that begins a sentence, a day or a month. */
export function isCommon(word: string): boolean {
  return common.has(word)
}

/** Whether a word is the adjective of a nation, a faith or a party. */
export function isDemonym(word: string): boolean {
  return demonyms.has(word)
}

/** The longest runs of capitalised words, particles within them included, in order. */
export function capitalRuns({ sentences }: Reading): Run[] {
  const runs: Run[] = []
  for (const sentence of sentences) {
    const { words } = sentence
    for (let from = 0; from < words.length; from++) {
      if (!words[from]?.capital) continue
      const to = endOfRun(words, from)
      runs.push({ sentence, from, to })
      from = to - 1
    }
  }
  return runs
}

function endOfRun(words: readonly Word[], from: number): number {
  let to = from + 1
  while (to < words.length) {
    if (words[to - 1]?.possessive || !adjoins(words[to])) break
    if (words[to]?.capital) {
      to++
      continue
    }
    const after = particlesFrom(words, to)
    if (after === to || !words[after]?.capital || !adjoins(words[after])) break
    to = after + 1
  }
  return to
}

function adjoins(word: Word | undefined): boolean {
  return word?.gap === ' ' || word?.gap === '. '
}

function particlesFrom(words: readonly Word[], from: number): number {
  let at = from
  while (at < from + 3 && PARTICLES.has(words[at]?.text ?? '') && adjoins(words[at])) at++
  return at
}

/** Drops from the front of a run what stands before a name: openers of sentences, demonyms, titles. */
export function nameStart(reading: Reading, { sentence, from, to }: Run): number {
  let at = afterTitle(sentence.words, from, to)
  while (at < to) {
    const word = sentence.words[at]?.text ?? ''
    const opener = at === 0 && !isGivenName(word) && !placeName(word) && reading.lowercase.has(word.toLowerCase())
    // "Nurse Ann Lee": a role before a whole name.
    const role = isRole(word) && !isGivenName(word) && to - at >= 3
    if (!opener && !role && !isCommon(word) && !isDemonym(word) && !isTitle(word)) break
    // "May Lee", "Christian Bale", "Chase Judge": a given name, unless a title stands there too.
    if (isGivenName(word) && to - at >= 2 && !isTitle(word) && !isTitle(sentence.words[at + 1]?.text ?? '')) break
    at++
  }
  return at
}

/** "Judiciary Committee Chairman Ann Lee": what stands before the last title belongs to the title. */
function afterTitle(words: readonly Word[], from: number, to: number): number {
  for (let at = to - 2; at > from; at--) if (isFullTitle(words[at]?.text ?? '') && !isGivenName(words[at - 1]?.text ?? '')) return at
  return from
}

/** The text of the words of a sentence from one to before another, as it stands. */
export function textOf({ start, text, words }: Sentence, from: number, to: number): string {
  const first = words[from]
  const last = words[to - 1]
  return first && last ? text.slice(first.start - start, last.end - start) : ''
}
