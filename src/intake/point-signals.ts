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

// A conditional logit fitted to sentences that editors marked as the gist of news stories, the more so the more words they
// share with the summary; `overlong` is set lower than fitted, which keeps a briefing brief.
const WEIGHTS: Readonly<Record<string, number>> = {
  first: -0.45,
  third: -0.11,
  early: 0.1,
  nearTop: 0.88,
  depth: -1.46,
  opensParagraph: 0.37,
  paragraphs: -0.41,
  lastParagraph: 0.44,
  short: -0.38,
  tiny: -0.83,
  long: -0.11,
  length: 0.08,
  figures: 0.28,
  quoted: 0.01,
  opensQuoted: -0.1,
  speech: -0.04,
  pronoun: -0.08,
  deictic: 0.06,
  connective: 0.09,
  question: -0.72,
  personal: -0.32,
  central: 0.32,
  title: 0.25,
  titleAny: 0.53,
  frequent: -0.03,
  frequentSum: 0.65,
  likeFirst: 0.27,
  overlong: 0.17,
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
    first: flag(index === 0),
    third: flag(index === 2),
    early: flag(index < 5),
    nearTop: 1 / Math.sqrt(1 + index),
    depth: count > 1 ? index / (count - 1) : 0,
    opensParagraph: flag(start === 0),
    paragraphs: 1 / (1 + paragraph),
    lastParagraph: flag(paragraph === lastParagraph),
  }
}

function shapeSignals({ text, words }: Sentence) {
  const first = words[0]?.text.toLowerCase() ?? ''
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
