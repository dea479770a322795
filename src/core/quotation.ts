import type { Span } from './article.ts'

/**
 * The quote lock: whether a quotation stands in a body to the letter, and where. Quote-mark style and white space are
 * folded, nothing else. No I/O. Searching is Knuth-Morris-Pratt (1977), so hostile repetition costs no more than prose.
 */

/** A body made ready for many look-ups. Build it once with `indexBody`. */
export interface BodyIndex {
  readonly paragraphs: readonly Folded[]
  readonly runs: readonly Run[]
  readonly passages: () => Passages
}

/** A paragraph with its quote marks and white space folded; `at` leads back to the original's offsets, null where they are the same. */
interface Folded {
  readonly original: string
  readonly text: string
  readonly at: Uint32Array | null
}

/** Quoted segments that one speaker says in succession, joined by a space. */
interface Run {
  readonly text: string
  readonly pieces: readonly Piece[]
}

interface Piece {
  readonly paragraph: number
  readonly start: number
  readonly end: number
  /** Where the piece begins in the run's text. */
  readonly joined: number
  /** Whether it begins with its quotation mark. */
  readonly marked: boolean
}

interface Passages {
  readonly list: readonly { readonly text: string; readonly paragraph: number; readonly words: readonly string[] }[]
  readonly postings: ReadonlyMap<string, readonly number[]>
}

type Unjoined = Omit<Piece, 'joined'>

/** What stands nearest to a refused quotation. */
export interface Nearest {
  readonly text: string
  readonly paragraph: number
}

const DOUBLE_MARK = /[“”„‟«»″〝〞〟＂「」『』﹁﹂﹃﹄❝❞]/g
const SINGLE_MARK = /[‘’‚‛‹›′＇`´❛❜]/g
const WORD = /[\p{L}\p{M}\p{N}]/u
// Written without spaces between words, so a quotation may begin and end anywhere.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const NEAREST_LENGTH = 300
const MAX_PASSAGES = 20_000
const MAX_POSTINGS = 500

/** Folds a body's paragraphs and finds its interrupted and multi-paragraph quotations. */
export function indexBody(body: readonly string[]): BodyIndex {
  const paragraphs = body.map(foldParagraph)
  let passages: Passages | undefined
  return { paragraphs, runs: quotedRuns(paragraphs), passages: () => (passages ??= findPassages(body)) }
}

/**
 * Where a quotation stands in the body: one span, or several when it is interrupted by its attribution or runs over
 * paragraphs that each open a quotation mark, which may stand in it; null where it does not stand there to the letter.
 */
export function locateQuote(index: BodyIndex, text: string): Span[] | null {
  const needle = prepare(
    fold(text)
      .replace(/^["'\s]+/, '')
      .replace(/["'\s]+$/, ''),
  )
  if (!needle) return null
  const paragraph = locate(index, needle)
  if (paragraph) return [originalSpan(index, paragraph.paragraph, paragraph.start, paragraph.start + needle.text.length)]
  for (const run of index.runs) {
    const start = search(run.text, needle)
    if (start >= 0) return runSpans(index, run, start, start + needle.text.length)
  }
  return null
}

/** The paragraph in which a point stands contiguously and to the letter; null where none does. */
export function locatePoint(index: BodyIndex, text: string): number | null {
  const needle = prepare(fold(text).trim())
  return needle ? (locate(index, needle)?.paragraph ?? null) : null
}

/** The sentence of the body that shares most word pairs with a text, for telling someone what does stand there; null where nothing is alike. */
export function nearestText(index: BodyIndex, text: string): Nearest | null {
  const { list, postings } = index.passages()
  const words = wordsOf(text.slice(0, 4000)).slice(0, 400)
  const pairs = pairsOf(words)
  const weights = new Map<number, number>()
  for (const word of new Set(words)) {
    const places = postings.get(word) ?? []
    for (const place of places) weights.set(place, (weights.get(place) ?? 0) + 1 / places.length)
  }
  const candidates = [...weights].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 40)
  let best: { nearest: Nearest; score: number } | null = null
  for (const [place, weight] of candidates) {
    const passage = list[place]
    if (!passage) continue
    const score = dice(pairs, pairsOf(passage.words)) + dice(new Set(words), new Set(passage.words)) / 2 + weight / 1000
    if (!best || score > best.score) best = { nearest: { text: shorten(passage.text), paragraph: passage.paragraph }, score }
  }
  return best?.nearest ?? null
}

function fold(text: string): string {
  return foldParagraph(text).text
}

function foldParagraph(original: string): Folded {
  const same = original.replace(DOUBLE_MARK, '"').replace(SINGLE_MARK, "'")
  if (!/\s\s|[^\S ]|''/.test(same)) return { original, text: same, at: null }
  const at = new Uint32Array(same.length + 1)
  const parts: string[] = []
  let length = 0
  for (const { 0: token, index } of same.matchAll(/\s+|''|[^\s']+|'/g)) {
    const text = token === "''" ? '"' : /^\s/.test(token) ? ' ' : token
    for (let i = 0; i < text.length; i++) at[length + i] = index + i
    length += text.length
    parts.push(text)
  }
  at[length] = same.length
  return { original, text: parts.join(''), at: at.slice(0, length + 1) }
}

interface Needle {
  readonly text: string
  readonly fallback: Int32Array
}

function prepare(text: string): Needle | null {
  if (!WORD.test(text)) return null
  const fallback = new Int32Array(text.length)
  for (let i = 1, matched = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    while (matched > 0 && text.charCodeAt(matched) !== code) matched = fallback[matched - 1] ?? 0
    if (text.charCodeAt(matched) === code) matched++
    fallback[i] = matched
  }
  return { text, fallback }
}

function locate(index: BodyIndex, needle: Needle): { paragraph: number; start: number } | null {
  for (const [paragraph, { text }] of index.paragraphs.entries()) {
    const start = search(text, needle)
    if (start >= 0) return { paragraph, start }
  }
  return null
}

/** The first occurrence that neither begins nor ends within a word; -1 where there is none. */
function search(hay: string, { text, fallback }: Needle): number {
  if (text.length > hay.length) return -1
  for (let i = 0, matched = 0; i < hay.length; i++) {
    const code = hay.charCodeAt(i)
    while (matched > 0 && text.charCodeAt(matched) !== code) matched = fallback[matched - 1] ?? 0
    if (text.charCodeAt(matched) === code) matched++
    if (matched < text.length) continue
    const start = i + 1 - text.length
    if (isBoundary(hay, start) && isBoundary(hay, i + 1)) return start
    matched = fallback[matched - 1] ?? 0
  }
  return -1
}

/** Whether no word runs across an offset: "can" does not stand in "can't", nor 1 in 1,000. */
function isBoundary(text: string, offset: number): boolean {
  const before = charBefore(text, offset)
  const after = charAt(text, offset)
  if (UNSPACED.test(before) || UNSPACED.test(after)) return !/^\p{M}/u.test(after)
  if (WORD.test(before)) return !WORD.test(after) && !joins(after, before, charAt(text, offset + after.length))
  if (WORD.test(after)) return !joins(before, charBefore(text, offset - before.length), after)
  return !(before.length === 1 && isLowSurrogate(text, offset))
}

function joins(mark: string, before: string, after: string): boolean {
  if (mark === "'") return /\p{L}/u.test(before) && /\p{L}/u.test(after)
  return (mark === '.' || mark === ',') && /\p{N}/u.test(before) && /\p{N}/u.test(after)
}

function charAt(text: string, offset: number): string {
  const code = text.codePointAt(offset)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function charBefore(text: string, offset: number): string {
  return offset <= 0 ? '' : charAt(text, isLowSurrogate(text, offset - 1) && offset >= 2 ? offset - 2 : offset - 1)
}

function isLowSurrogate(text: string, offset: number): boolean {
  return (text.charCodeAt(offset) & 0xfc00) === 0xdc00
}

function originalSpan({ paragraphs }: BodyIndex, paragraph: number, start: number, end: number): Span {
  const at = paragraphs[paragraph]?.at
  if (!at) return { paragraph, start, end }
  // The end is taken from the last character, so that folded white space after it stays outside.
  const last = at[end - 1] ?? end - 1
  const width = (at[end] ?? last + 1) - last
  const text = paragraphs[paragraph]?.original ?? ''
  const pair = width === 2 && /^[^\s\p{L}\p{N}]{2}$/u.test(text.slice(last, last + 2))
  return { paragraph, start: at[start] ?? start, end: last + (pair ? 2 : 1) }
}

function runSpans(index: BodyIndex, run: Run, start: number, end: number): Span[] {
  return run.pieces.flatMap((piece) => {
    const shift = piece.start - piece.joined
    const first = Math.max(start, piece.joined) + shift
    const from = piece.marked && first === piece.start ? first + 1 : first
    const to = Math.min(end, piece.joined + piece.end - piece.start) + shift
    return from < to ? [originalSpan(index, piece.paragraph, from, to)] : []
  })
}

interface Segment {
  readonly start: number
  readonly end: number
  readonly closed: boolean
}

/**
 * Successive quoted segments: within a paragraph as long as no more than one speaker's tag interrupts them, and on into the next
 * paragraph where one is left open and the next opens again.
 */
function quotedRuns(paragraphs: readonly Folded[]): Run[] {
  const runs: Run[] = []
  for (const mark of ['"', "'"]) {
    let open: Unjoined[] = []
    const close = () => {
      if (open.length > 1) runs.push(joinPieces(paragraphs, open))
      if (isOverParagraphs(open)) runs.push(joinPieces(paragraphs, open.map(withMark)))
      open = []
    }
    for (const [paragraph, { text }] of paragraphs.entries()) {
      if (!text.startsWith(mark)) close()
      const segments = quotedSegments(text, mark)
      for (const [number, { start, end, closed }] of segments.entries()) {
        open.push({ paragraph, start, end, marked: false })
        const next = segments[number + 1]
        if (closed && !(next && isInterrupted(text, end) && isSpeechTag(text.slice(end + 1, next.start - 1)))) close()
      }
      if (segments.at(-1)?.closed ?? true) close()
    }
    close()
  }
  return runs
}

/** Whether each of the segments is all of its paragraph's. */
function isOverParagraphs(open: readonly Unjoined[]): boolean {
  return open.length > 1 && open.every(({ paragraph }, i) => i === 0 || paragraph !== open[i - 1]?.paragraph)
}

function withMark(piece: Unjoined, i: number): Unjoined {
  return i === 0 ? piece : { ...piece, start: piece.start - 1, marked: true }
}

function quotedSegments(text: string, mark: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  while (segments.length < 2000) {
    const start = openingMark(text, mark, from)
    if (start < 0) break
    const end = closingMark(text, mark, start + 1)
    segments.push({ start: start + 1, end: end < 0 ? text.length : end, closed: end >= 0 })
    if (end < 0) break
    from = end + 1
  }
  return segments
}

function openingMark(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (mark === '"' || (!WORD.test(charBefore(text, at)) && /\S/.test(charAt(text, at + 1)))) return at
  }
  return -1
}

function closingMark(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    // An apostrophe may stand within; only one after punctuation surely closes.
    if (mark === '"' || /[,.!?…—-]/.test(charBefore(text, at))) return at
  }
  return -1
}

function isInterrupted(text: string, end: number): boolean {
  return /[,.!?…;:—–-]\s?$/.test(text.slice(Math.max(0, end - 2), end)) || /^.\s?[,;—–-]/.test(text.slice(end, end + 3))
}

const LONGEST_TAG = 12
// The common verbs of the languages that news comes in; where none stands, nobody knows that one speaker goes on.
const SPEECH_VERB =
  /^(?:said|says|added|adds|told|tells|asked|asks|wrote|writes|replied|continued|insisted|explained|warned|noted|argued|announced|stated|recalled|admitted|joked|declared|concluded|сказав|сказала|заявив|заявила|додав|додала|каже|сказал|заявил|добавил|добавила|sagte|sagt|erklärte|dit|déclaré|affirmé|ajouté|dijo|dice|afirmó|añadió|powiedział|powiedziała|dodał|dodała|قال|قالت|disse)$/u
const OTHER_SPEAKER = /^(?:but|while|whereas|although|though|when|where|who)$/

/** Whether the words between two quoted segments say no more than who speaks: `, she said,` or `, said Ann Roe, the mayor. `. */
function isSpeechTag(between: string): boolean {
  const words = between.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'-]*/gu) ?? []
  const verbs = words.filter((word) => SPEECH_VERB.test(word)).length
  const endsWithin = /[!?…]|\.(?=\s+\S)/u.test(between.trim().replace(/\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|St)\./g, ''))
  return words.length <= LONGEST_TAG && verbs === 1 && !endsWithin && !words.some((word) => OTHER_SPEAKER.test(word))
}

function joinPieces(paragraphs: readonly Folded[], open: readonly Unjoined[]): Run {
  const texts: string[] = []
  const pieces: Piece[] = []
  let joined = 0
  for (const { paragraph, start, end, marked } of open) {
    const whole = paragraphs[paragraph]?.text.slice(start, end) ?? ''
    const text = whole.trim()
    if (!text) continue
    const from = start + whole.indexOf(text)
    pieces.push({ paragraph, start: from, end: from + text.length, joined, marked })
    texts.push(text)
    joined += text.length + 1
  }
  return { text: texts.join(' '), pieces }
}

function findPassages(body: readonly string[]): Passages {
  const list: { text: string; paragraph: number; words: string[] }[] = []
  const postings = new Map<string, number[]>()
  for (const [paragraph, text] of body.entries()) {
    for (const part of passagesOf(text)) {
      if (list.length >= MAX_PASSAGES) return { list, postings }
      const words = wordsOf(part)
      for (const word of new Set(words)) {
        const places = postings.get(word)
        if (!places) postings.set(word, [list.length])
        else if (places.length < MAX_POSTINGS) places.push(list.length)
      }
      list.push({ text: part, paragraph, words })
    }
  }
  return { list, postings }
}

function passagesOf(text: string): string[] {
  const parts: string[] = []
  let start = 0
  for (const { index } of text.matchAll(/[.!?…](?=["'”’»)\]]?\s)|[。！？]/g)) {
    if (index + 1 - start < 25) continue
    parts.push(text.slice(start, index + 1))
    start = index + 1
  }
  parts.push(text.slice(start))
  // A passage without any full stop is cut, so that comparing stays cheap.
  return parts.flatMap((part) => part.match(/[^]{1,2000}/g) ?? []).map((part) => part.trim())
}

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.flatMap((word) => (UNSPACED.test(word) ? Array.from(word) : [word]))
}

function pairsOf(words: readonly string[]): Set<string> {
  return new Set(words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`))
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const item of a) if (b.has(item)) shared++
  return a.size + b.size ? (2 * shared) / (a.size + b.size) : 0
}

function shorten(text: string): string {
  const clean = text.replace(/^["'“”„‘’«»)\]\s]+/, '')
  if (clean.length <= NEAREST_LENGTH) return clean
  const cut = clean.slice(0, NEAREST_LENGTH)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), NEAREST_LENGTH / 2)).toWellFormed()}…`
}
