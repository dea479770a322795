import { isPlainHead } from './organisation-words.ts'
import type { Attributed } from './speakers.ts'

/**
 * Whether a quoted segment is someone's words, or a scare quote, a nickname or the title of a work: a logistic model over
 * what the segment looks like and what stands around it.
 */

const SIGNALS = {
  oneWord: /^\S+$/,
  twoWords: /^\S+ \S+$/,
  threeWords: /^\S+ \S+ \S+$/,
  sixWords: /^(?:\S+ ){5}/,
  twelveWords: /^(?:\S+ ){11}/,
  endsInside: /[,.!?…]$/,
  endsComma: /,$/,
  startsUpper: /^["'‘“[(]?\p{Lu}/u,
  hasPronoun: /(?:^|[\s"“‘'])(?:I|we|We|you|You|my|our|us|me|your|I’m|I'm|it’s|It’s|it's|don’t|don't)(?=$|[\s,.!?'’"”])/,
} as const

const BEFORE = {
  colon: /:\s?$/,
  comma: /,\s?$/,
  that: /\b(?:that|if|whether)\s$/i,
  article: /\b(?:the|an?)\s$/i,
  possessive: /(?:['’]s|s['’]|\b(?:his|her|their|its))\s$/,
  as: /\bas (?:an? |the )?$/,
  called:
    /\b(?:called|calls|calling|call|dubbed|named|titled|entitled|labeled|labelled|labels|branded|term|phrase|word|words|slogan|headline|nicknamed|known as|so-called|title|song|book|film|movie|show|album|series|episode|column|essay|hashtag)(?: \S+){0,4}\s$/,
  work: /\b(?:titled|entitled|song|book|film|movie|album|series|episode|magazine|program|on (?:ABC|NBC|CBS|CNN|Fox)(?:['’]s)?|['’]s)\s$/,
  start: /^\s*$/,
} as const

const AFTER = {
  comma: /^["”'’]*,/,
  stop: /^["”'’]*[.;:]/,
  lower: /^["”'’]* \p{Ll}/u,
  end: /^["”'’]*\s*$/,
  bracket: /^["”'’]*[)\]]/,
} as const

// Fitted to quotations that people annotated in news articles; five-fold cross-validation keeps precision within a point.
const WEIGHTS: Readonly<Record<string, number>> = {
  bias: 0.58,
  'how-before': 1.58,
  titleCase: -0.76,
  capital: 0.2,
  named: 0.48,
  open: -0.06,
  whole: -0.6,
  oneWord: -0.77,
  twoWords: -0.4,
  threeWords: -0.47,
  sixWords: 0.47,
  twelveWords: 0.06,
  endsInside: 0.34,
  endsComma: 0.06,
  startsUpper: -0.7,
  'before-colon': 1.44,
  'before-comma': 0.58,
  'before-that': 0.37,
  'before-article': 0.43,
  'before-possessive': -0.12,
  'before-as': 0.61,
  'before-work': -0.43,
  'before-start': 0.69,
  'after-lower': 0.39,
  'after-end': -0.48,
  'after-bracket': -0.39,
  'how-after': 0.42,
  'how-inherited': -1.1,
  'how-none': -0.79,
  'how-sentence': 0.25,
}

/** What is known about a segment, each signal 0 or 1. */
function signalsOf(paragraph: string, { segment, name, how }: Attributed): Record<string, number> {
  const text = paragraph.slice(segment.start, segment.end)
  const before = paragraph.slice(Math.max(0, segment.start - 60), segment.start).replace(/["“”„«»'‘’`]+$/, '')
  const after = paragraph.slice(segment.end, segment.end + 12)
  const words = text.split(/\s+/)
  const content = words.filter((word) => word.length > 3 || /^\p{Lu}/u.test(word))
  const signals: Record<string, number> = {
    bias: 1,
    [`how-${how}`]: 1,
    titleCase: flag(words.length > 1 && content.length > 0 && content.every((word) => /^["'‘“#]?[\p{Lu}\p{N}]/u.test(word))),
    capital: flag(words.length === 1 && /^\p{Lu}/u.test(text)),
    named: flag(name !== null),
    head: flag(isPlainHead(words.at(-1) ?? '')),
    open: flag(segment.open),
    whole: flag(before === '' && /^["”'’]*$/.test(after)),
  }
  for (const [key, pattern] of Object.entries(SIGNALS)) signals[key] = flag(pattern.test(text))
  for (const [key, pattern] of Object.entries(BEFORE)) signals[`before-${key}`] = flag(pattern.test(before))
  for (const [key, pattern] of Object.entries(AFTER)) signals[`after-${key}`] = flag(pattern.test(after))
  return signals
}

/** The odds, as a logarithm, that a segment is someone's words; above 0 it more likely is than not. */
export function oddsOf(paragraph: string, attributed: Attributed): number {
  return Object.entries(signalsOf(paragraph, attributed)).reduce((sum, [key, value]) => sum + value * (WEIGHTS[key] ?? 0), 0)
}

function flag(value: boolean): number {
  return value ? 1 : 0
}
