import { sentencesOf } from './sentences.ts'

/** A body parted into sentences and words, once, for all that is derived from it. */

export interface Reading {
  readonly headline: string
  readonly body: readonly string[]
  readonly sentences: readonly Sentence[]
  /** Words that stand in lower case somewhere: a capitalised one of them is no name by its capital alone. */
  readonly lowercase: ReadonlySet<string>
}

export interface Sentence {
  readonly index: number
  readonly paragraph: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly words: readonly Word[]
}

/** A word; `start` and `end` are offsets in its paragraph, a possessive's ending left out. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  readonly possessive: boolean
  /** What stands between this word and the one before it, its possessive ending aside. */
  readonly gap: string
}

// Deriving reads no further: the news of a longer text stands before.
const MAX_SENTENCES = 3000
const MAX_WORDS = 60_000

/** Reads a body. */
export function read(headline: string, body: readonly string[]): Reading {
  const sentences: Sentence[] = []
  const lowercase = new Set<string>()
  let count = 0
  for (const [paragraph, text] of body.entries()) {
    for (const { start, end } of sentencesOf(text)) {
      if (sentences.length >= MAX_SENTENCES || count >= MAX_WORDS) return { headline, body, sentences, lowercase }
      const words = wordsOf(text.slice(start, Math.min(end, start + 20_000)), start)
      count += words.length
      for (const word of words) if (!word.capital) lowercase.add(word.text)
      sentences.push({ index: sentences.length, paragraph, start, end, text: text.slice(start, end), words })
    }
  }
  return { headline, body, sentences, lowercase }
}

/** The words of a text; `offset` is where the text begins in its paragraph. */
function wordsOf(text: string, offset = 0): Word[] {
  const words: Word[] = []
  let last = 0
  for (const { 0: raw, index } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’&.-]*/gu)) {
    const whole = isDotted(raw) ? raw.replace(/[-'’&]+$/, '') : trimEnd(raw)
    const possessive =
      /['’]s$/.test(whole) || (whole.endsWith('s') && /^['’]/.test(text.slice(index + whole.length, index + whole.length + 1)))
    const word = whole.replace(/['’]s$/, '')
    words.push({
      text: word,
      start: offset + index,
      end: offset + index + word.length,
      capital: /^\p{Lu}/u.test(word),
      possessive,
      gap: text.slice(last, index),
    })
    last = index + whole.length
  }
  return words
}

function isDotted(raw: string): boolean {
  return /^(?:\p{L}\.)+$/u.test(raw) || /^(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|Capt|St|Jr|Sr|Del|Hon|Adm|Maj)\.$/.test(raw)
}

function trimEnd(raw: string): string {
  let end = raw.length
  while (end > 0 && /['’&.-]/.test(raw.charAt(end - 1))) end--
  return raw.slice(0, end)
}
