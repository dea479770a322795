import { toInstant } from '../core/field.ts'

/** When a page says it was published, in whatever form it says it. No I/O. */

export interface Moment {
  /** RFC 3339, UTC. */
  readonly instant: string
  /** Whether the page said so with an offset; without one its clock is taken for UTC. */
  readonly zoned: boolean
}

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
}
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const TIME = /(?:^|[T\s,-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\b\.?)?\s*(Z|UTC|GMT|[A-Z]{2,4}T\b|[+-]\d{2}:?\d{2})?/i
// The abbreviations that news pages print and that stand for one offset only.
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
}

// Clocks differ by less, and time zones that a publisher got wrong by more.
const AHEAD = 3_600_000

/** Whether a time is so much later than now that nothing can have been published then. */
export function liesAhead(instant: string, now: string): boolean {
  return Date.parse(instant) > Date.parse(now) + AHEAD
}

/** Reads a date, with its time and offset where they are said; null when it is none, or could be two. */
export function readMoment(text: string): Moment | null {
  const said = text.slice(0, 100).trim()
  const epoch = /^\d{10}(?:\d{3})?$/.exec(said)?.[0]
  if (epoch) return toMoment(Number(epoch.padEnd(13, '0')), true)
  const day = readDay(said)
  if (!day) return null
  const time = TIME.exec(said.slice(day.end))
  const midnight = Date.UTC(day.year, day.month - 1, day.day)
  if (new Date(midnight).getUTCDate() !== day.day) return null
  if (!time) return toMoment(midnight, false)
  const [, hours = '0', minutes = '0', seconds = '0', half, zone] = time
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return toMoment(midnight, false)
  const offset = zone === undefined ? null : offsetOf(zone)
  return toMoment(midnight + ((hour * 60 + Number(minutes) - (offset ?? 0)) * 60 + Number(seconds)) * 1000, offset !== null)
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** Where in the text it ends. */
  readonly end: number
}

function readDay(text: string): Day | null {
  const iso = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})(?=T|$)/.exec(text)
  if (iso) return dayOf(iso, iso[1], iso[3], iso[4])
  const american = new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i').exec(text)
  if (american) return dayOf(american, american[3], monthOf(american[1]), american[2])
  const european = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?${MONTH},?[\\s-]+(\\d{4})\\b`, 'i').exec(text)
  if (european) return dayOf(european, european[3], monthOf(european[2]), european[1])
  return readNumbers(text)
}

/** "09/25/2025" and "25.9.2025"; one that could be read both ways is not read. */
function readNumbers(text: string): Day | null {
  const numbers = /(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text)
  if (!numbers) return null
  const [, first = '', mark, second = '', year] = numbers
  if (mark === '.' || Number(first) > 12 || first === second) return dayOf(numbers, year, second, first)
  return Number(second) > 12 ? dayOf(numbers, year, first, second) : null
}

function dayOf(match: RegExpExecArray, year: string | undefined, month: string | number | undefined, day: string | undefined): Day | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  return y >= 1800 && y <= 2200 && m >= 1 && m <= 12 && d >= 1 && d <= 31
    ? { year: y, month: m, day: d, end: match.index + match[0].length }
    : null
}

function monthOf(name: string | undefined): number | undefined {
  return MONTHS[(name ?? '').slice(0, 3).toLowerCase()]
}

/** Minutes east of UTC. */
function offsetOf(zone: string): number | null {
  const numeric = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]))
  return ZONES[zone.toUpperCase()] ?? null
}

function toMoment(time: number, zoned: boolean): Moment | null {
  const date = new Date(time)
  const year = date.getUTCFullYear()
  return year >= 1800 && year <= 2200 ? { instant: toInstant(date), zoned } : null
}
