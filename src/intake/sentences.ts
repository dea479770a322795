/**
 * Sentences of a paragraph. `Intl.Segmenter` parts "Dr. Smith", "U.S. officials" and "J. K. Rowling", and repairing that takes
 * as many rules as parting: so this scans once for marks that end a sentence and asks what stands around each.
 */

/** Offsets of a sentence in its paragraph. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

const ABBREVIATIONS = new Set(
  (
    'mr mrs ms mx dr prof st sr jr sen rep reps sens gov gen col lt capt cpt cmdr adm maj sgt cpl pvt hon rev fr msgr pres supt insp det ' +
    'atty amb asst assoc dir del vs etc inc ltd co corp bros llc plc dept est govt univ mt ft ave blvd rd no nos vol pp ed eds fig ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ' +
    'ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo ' +
    'bzw ca evtl ggf inkl nr str usw vgl av exc mme mlle sra srta dra ud uds ul gen вул ул им тис млн млрд руб грн обл'
  ).split(' '),
)
// Followed by a name or a number they never end a sentence; else a capital after them begins a new one.
const EITHER_WAY = new Set(
  'inc ltd co corp bros llc plc etc jr sr no ave blvd rd st est jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
)
const OPENS_SENTENCE = new Set(
  'the a an he she it they we i you but and in on at for this that these those his her its their our if when while as after there what'.split(
    ' ',
  ),
)

/** The sentences of a paragraph in order, without the white space between them. */
export function sentencesOf(paragraph: string): Stretch[] {
  const found: Stretch[] = []
  let start = 0
  for (const { 0: mark, index } of paragraph.matchAll(/[.!?…]+["'”’»)\]]*(?=\s)|[。！？｡؟۔।]+[」』”）]*|\n/g)) {
    const end = index + mark.length
    if (!endsSentence(paragraph, index, end, mark)) continue
    push(found, paragraph, start, end)
    start = end
  }
  push(found, paragraph, start, paragraph.length)
  return found
}

function push(found: Stretch[], text: string, start: number, end: number): void {
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (start < end && /\s/.test(text.charAt(end - 1))) end--
  if (start < end) found.push({ start, end })
}

function endsSentence(text: string, index: number, end: number, mark: string): boolean {
  if (!/^[.…]/.test(mark) && !/^[!?]/.test(mark)) return true
  const next = nextWord(text, end)
  if (/^\p{Ll}/u.test(next.word)) return false
  if (mark !== '.') return true
  const before = lastWord(text, index)
  if (/^\p{Lu}$/u.test(before)) return OPENS_SENTENCE.has(next.word.toLowerCase())
  if (/^(?:\p{L}\.)+\p{L}$/u.test(before)) return OPENS_SENTENCE.has(next.word.toLowerCase()) || next.quoted
  const lower = before.toLowerCase()
  if (
    !ABBREVIATIONS.has(lower) ||
    (before === lower && /^(?:no|co|fig|sat|sun|mon|mar|mass|ill|ore|wash|miss|ala|dec|jan|det|est|fr)$/.test(lower))
  )
    return true
  return EITHER_WAY.has(lower) && OPENS_SENTENCE.has(next.word.toLowerCase())
}

function lastWord(text: string, end: number): string {
  const from = Math.max(0, end - 24)
  return /[\p{L}\p{N}.]*$/u.exec(text.slice(from, end))?.[0] ?? ''
}

function nextWord(text: string, from: number): { word: string; quoted: boolean } {
  const after = text.slice(from, from + 40).trimStart()
  const opened = after.replace(/^["'“‘«„([]+/, '')
  return { word: /^[\p{L}\p{N}]+/u.exec(opened)?.[0] ?? '', quoted: opened.length < after.length }
}
