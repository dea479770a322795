import { fail, ok, type Result } from '../core/result.ts'
import { liesAhead, readMoment } from './page-date.ts'

/** When a feed says an item was published. No I/O, no clock. */

// How months begin in the languages whose feeds are written with them, against the rules: Portuguese to Dutch.
const MONTHS: Readonly<Record<string, string>> = {
  jan: 'ene gen janv',
  feb: 'fev fév',
  mar: 'mär maa mrt',
  apr: 'abr avr',
  may: 'mai mei mag',
  jun: 'giu juin',
  jul: 'lug juil',
  aug: 'ago aoû',
  sep: 'set',
  oct: 'out okt ott',
  dec: 'dez dic déc',
}
const ENGLISH = new Map(Object.entries(MONTHS).flatMap(([month, names]) => names.split(' ').map((name): [string, string] => [name, month])))

/** An item's time in UTC, by whatever it says; or why it is none. Without an offset its clock is taken for UTC. */
export function readItemTime(said: string, now: string): Result<string, string> {
  const shown = `"${said.slice(0, 40).toWellFormed()}"`
  const moment = readMoment(inEnglish(said.slice(0, 100)))
  if (!moment) return fail(`its date ${shown} cannot be read`)
  if (liesAhead(moment.instant, now)) return fail(`its date ${shown} lies in the future`)
  return ok(moment.instant)
}

/** A day with its month in English and its year in four digits: RFC 822 had two, and RSS began with it. */
function inEnglish(said: string): string {
  return said.replace(
    /(?<![\p{L}\d])(\d{1,2})[\s-]+(\p{L}{3,9})\.?[\s-]+(\d{4}|\d{2})(?=\s+\d{1,2}:|\s*$)/u,
    (_, day: string, name: string, year: string) => {
      const month = [4, 3].flatMap((length) => ENGLISH.get(name.toLowerCase().slice(0, length)) ?? [])[0] ?? name
      return `${day} ${month} ${year.length === 4 ? year : `${Number(year) < 70 ? '20' : '19'}${year}`}`
    },
  )
}
