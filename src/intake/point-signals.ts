import { centralityOf, cosine, vectorsOf, type Vector } from './centrality.ts'
import type { Reading, Sentence } from './reading.ts'
import { isStopWord, stem } from './stop-words.ts'
import { isSpeech } from './speech.ts'

/** What speaks for a sentence as a key point: where it stands, how central it is, what it shares with the headline. */

export interface Weighed {
  readonly sentence: Sentence
  readonly vector: Vector
  readonly score: number
}

// A conditional logit fitted to sentences that editors marked as the gist of news stories; `overlong` keeps a briefing brief.
const WEIGHTS: Readonly<Record<string, number>> = {
  first: -0.46,
  second: 0.03,
  third: -0.13,
  early: 0.16,
  nearTop: 0.63,
  depth: -1.46,
  opensParagraph: 0.39,
  paragraphs: -0.27,
  lastParagraph: 0.42,
  alone: 0.06,
  short: -0.22,
  tiny: -0.7,
  long: 0.09,
  length: 0.38,
  figures: 0.27,
  quoted: 0.06,
  opensQuoted: -0.1,
  speech: -0.03,
  pronoun: -0.07,
  deictic: 0.05,
  connective: 0.12,
  question: -0.74,
  personal: -0.33,
  central: 0.31,
  title: 0.32,
  titleAny: 0.44,
  frequent: -0.1,
  frequentSum: 0.62,
  likeFirst: 0.12,
  overlong: -0.1,
}
const MAX_TERMS = 80

/** Every sentence with its score. */
export function weigh(reading: Reading): Weighed[] {
  return signals(reading).map(({ sentence, vector, values }) => ({
    sentence,
    vector,
    score: Object.entries(values).reduce((sum, [key, value]) => sum + value * (WEIGHTS[key] ?? 0), 0),
  }))
}

/** The signals of every sentence, most of them between 0 and 1. */
export function signals(reading: Reading): { sentence: Sentence; vector: Vector; values: Record<string, number> }[] {
  const terms = reading.sentences.map(termsOf)
  const vectors = vectorsOf(terms)
  const subject = {
    title: titleTerms(reading.headline),
    central: centralityOf(vectors),
    frequency: countTerms(terms),
    first: vectors[0] ?? new Map(),
  }
  return reading.sentences.map((sentence, i) => {
    const vector = vectors[i] ?? new Map()
    const about = subjectSignals(subject, new Set(terms[i]), vector, i)
    return { sentence, vector, values: { ...positionSignals(reading, sentence), ...shapeSignals(sentence), ...about } }
  })
}

/** What the whole text is about: the measure of its sentences. */
interface Subject {
  readonly title: ReadonlySet<string>
  readonly central: readonly number[]
  readonly frequency: ReadonlyMap<string, number>
  readonly first: Vector
}

function subjectSignals({ title, central, frequency, first }: Subject, own: ReadonlySet<string>, vector: Vector, i: number) {
  const shared = [...own].filter((term) => title.has(term)).length
  const sum = [...own].reduce((total, term) => total + Math.log(frequency.get(term) ?? 1), 0)
  return {
    central: Math.min(3, central[i] ?? 0),
    title: title.size ? shared / title.size : 0,
    titleAny: Math.min(3, shared) / 3,
    frequent: own.size ? sum / own.size : 0,
    frequentSum: Math.min(2, sum / 15),
    likeFirst: i === 0 ? 0 : cosine(vector, first),
  }
}

function positionSignals(reading: Reading, { index, paragraph, start }: Sentence) {
  const count = reading.sentences.length
  const lastParagraph = reading.body.length - 1
  return {
    bias: 1,
    first: flag(index === 0),
    second: flag(index === 1),
    third: flag(index === 2),
    early: flag(index < 5),
    nearTop: 1 / Math.sqrt(1 + index),
    depth: count > 1 ? index / (count - 1) : 0,
    opensParagraph: flag(start === 0),
    paragraphs: 1 / (1 + paragraph),
    lastParagraph: flag(paragraph === lastParagraph),
    alone: flag(reading.sentences[index - 1]?.paragraph !== paragraph && reading.sentences[index + 1]?.paragraph !== paragraph),
  }
}

function shapeSignals({ text, words }: Sentence) {
  const first = words[0]?.text.toLowerCase() ?? ''
  const capitals = words.filter((word, i) => i > 0 && word.capital).length
  return {
    short: flag(words.length < 10),
    tiny: flag(words.length < 6),
    long: flag(words.length > 35),
    length: Math.min(40, words.length) / 40,
    overlong: Math.max(0, words.length - 20) / 20,
    figures: flag(/\d/.test(text)),
    quoted: flag(/["“”]/.test(text)),
    opensQuoted: flag(/^["“'‘]/.test(text)),
    speech: flag(words.some((word) => !word.capital && isSpeech(word.text))),
    pronoun: flag(/^(?:he|she|they|it|his|her|their|its|him|them)$/.test(first)),
    deictic: flag(/^(?:this|that|these|those|such|there|here)$/.test(first)),
    connective: flag(/^(?:but|and|so|or|yet|however|still|meanwhile|then|also|instead|nor|because|moreover|besides|indeed)$/.test(first)),
    question: flag(/\?["”]?$/.test(text)),
    personal: flag(words.some((word) => /^(?:I|we|We|you|You|my|our|me|us|your|I'm|I’m)$/.test(word.text))),
    names: Math.min(6, capitals) / 6,
    colon: flag(text.endsWith(':')),
  }
}

function termsOf({ words }: Sentence): string[] {
  return words
    .slice(0, MAX_TERMS)
    .filter(({ text }) => text.length > 2 && !isStopWord(text.toLowerCase()))
    .map(({ text }) => stem(text))
}

function titleTerms(headline: string): ReadonlySet<string> {
  const words = headline.slice(0, 400).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? []
  const content = words.map((word) => word.replace(/['’]s$/, '')).filter((word) => word.length > 2 && !isStopWord(word.toLowerCase()))
  return new Set(content.map(stem))
}

function countTerms(terms: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const list of terms) for (const term of list) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

function flag(value: boolean): number {
  return value ? 1 : 0
}
