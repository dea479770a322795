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

// A logistic model fitted to sentences that editors marked as the gist of news stories.
const WEIGHTS: Readonly<Record<string, number>> = {
  first: -0.26,
  second: 0.22,
  third: -0.12,
  early: 0.32,
  nearTop: 0.31,
  depth: -1.44,
  opensParagraph: 0.4,
  paragraphs: 0.03,
  lastParagraph: 0.34,
  short: -0.21,
  tiny: -0.64,
  long: 0.3,
  length: 0.1,
  figures: 0.32,
  quoted: 0.09,
  opensQuoted: -0.13,
  pronoun: -0.08,
  deictic: 0.06,
  connective: 0.1,
  question: -0.52,
  personal: -0.37,
  names: 0.1,
  central: 0.82,
  title: 0.49,
  titleAny: 0.54,
  frequent: -0.73,
  frequentSum: 0.18,
  likeFirst: 0.18,
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
  const subject = subjectOf(reading, terms, vectors)
  const raw = reading.sentences.map((sentence, i) => ({
    ...positionSignals(reading, sentence),
    ...shapeSignals(sentence),
    ...subjectSignals(subject, sentence, new Set(terms[i]), vectors[i] ?? new Map(), i),
  }))
  const highest = Object.fromEntries(RELATIVE.map((key) => [key, Math.max(1e-9, ...raw.slice(0, 3000).map((values) => values[key]))]))
  return reading.sentences.map((sentence, i) => {
    const values: Record<string, number> = { ...raw[i] }
    for (const key of RELATIVE) values[`${key}Most`] = (values[key] ?? 0) / (highest[key] ?? 1)
    values['titleEarly'] = (values['titleMost'] ?? 0) * (values['nearTop'] ?? 0)
    values['centralEarly'] = (values['centralMost'] ?? 0) * (values['nearTop'] ?? 0)
    return { sentence, vector: vectors[i] ?? new Map(), values }
  })
}

const RELATIVE = ['title', 'central', 'frequentSum', 'centroid', 'entities'] as const

/** What the whole text is about: the measure of its sentences. */
interface Subject {
  readonly title: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
  readonly central: readonly number[]
  readonly frequency: ReadonlyMap<string, number>
  readonly entities: ReadonlyMap<string, number>
  readonly centroid: Vector
  readonly first: Vector
  readonly second: Vector
}

function subjectOf({ headline, sentences }: Reading, terms: readonly (readonly string[])[], vectors: readonly Vector[]): Subject {
  const entities = new Map<string, number>()
  for (const { words } of sentences) {
    for (const { text, capital } of words.slice(1, MAX_TERMS))
      if (capital && text.length > 2 && !isStopWord(text.toLowerCase())) entities.set(text, (entities.get(text) ?? 0) + 1)
  }
  const titleList = titleTerms(headline)
  return {
    title: new Set(titleList),
    pairs: new Set(titleList.slice(1).map((term, i) => `${titleList[i] ?? ''} ${term}`)),
    central: centralityOf(vectors),
    frequency: countTerms(terms),
    entities,
    centroid: centroidOf(vectors),
    first: vectors[0] ?? new Map(),
    second: vectors[1] ?? new Map(),
  }
}

function subjectSignals(subject: Subject, sentence: Sentence, own: ReadonlySet<string>, vector: Vector, i: number) {
  const shared = [...own].filter((term) => subject.title.has(term)).length
  const frequencies = [...own].map((term) => Math.log(subject.frequency.get(term) ?? 1))
  const sum = frequencies.reduce((a, b) => a + b, 0)
  const list = [...own]
  const entities = new Set(sentence.words.filter((word) => word.capital).map((word) => word.text))
  return {
    central: Math.min(3, subject.central[i] ?? 0),
    title: subject.title.size ? shared / subject.title.size : 0,
    titleAny: Math.min(3, shared) / 3,
    titlePairs: Math.min(2, list.slice(1).filter((term, j) => subject.pairs.has(`${list[j] ?? ''} ${term}`)).length) / 2,
    frequent: own.size ? sum / own.size : 0,
    frequentSum: Math.min(2, sum / 15),
    likeFirst: i === 0 ? 0 : cosine(vector, subject.first),
    likeSecond: i === 1 ? 0 : cosine(vector, subject.second),
    centroid: cosine(vector, subject.centroid),
    entities: [...entities].reduce((total, text) => total + Math.log(subject.entities.get(text) ?? 1), 0) / 6,
    entityFirst: flag((subject.entities.get(sentence.words[0]?.text ?? '') ?? 0) > 2),
  }
}

function centroidOf(vectors: readonly Vector[]): Vector {
  const sum = new Map<string, number>()
  for (const vector of vectors) for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight)
  const length = Math.hypot(...sum.values()) || 1
  return new Map([...sum].map(([term, weight]) => [term, weight / length]))
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

function titleTerms(headline: string): string[] {
  const words = headline.slice(0, 400).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? []
  return words
    .map((word) => word.replace(/['’]s$/, ''))
    .filter((word) => word.length > 2 && !isStopWord(word.toLowerCase()))
    .map(stem)
}

function countTerms(terms: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const list of terms) for (const term of list) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

function flag(value: boolean): number {
  return value ? 1 : 0
}
