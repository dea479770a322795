import { Cron, CronPattern } from 'croner'
import { dayIn } from './day.ts'

/** When a briefing is due: a cron expression in the briefing's time zone, less the dates it skips. */

/** What due times follow from, of a briefing's schedule. */
interface Timetable {
  readonly cron: string
  /** Dates in the briefing's time zone. */
  readonly skipDates: readonly string[]
}

const FIELDS = ['a minute', 'an hour', 'a day of the month', 'a month', 'a weekday']
const DAY = 24 * 60
/** The clock that looks for what is due ticks this often, in minutes. */
const TICK = 5
/** The calendar repeats after 28 years. */
const CYCLE = { from: new Date('2000-01-01T00:00:00Z'), until: new Date('2028-01-02T00:00:00Z') }

/** The latest due time in (last, now]; null when there is none. Whoever was away for long learns of the latest only. */
export function dueAt({ cron, skipDates }: Timetable, timezone: string, last: Date, now: Date): Date | null {
  const job = readCron(cron, { timezone })
  const midnight = readCron('0 0 * * *', { timezone })
  const skipped = new Set(skipDates)
  let run = runBefore(job, now.getTime() + 1)
  while (run && run > last && skipped.has(dayIn(timezone, run))) run = runBefore(job, startOfDay(midnight, run))
  return run && run > last ? run : null
}

/** The next due times after a moment: `count` of them, or fewer when no more come. */
export function nextDue({ cron, skipDates }: Timetable, timezone: string, after: Date, count: number): Date[] {
  const job = readCron(cron, { timezone })
  const midnight = readCron('0 0 * * *', { timezone })
  const skipped = new Set(skipDates)
  const due: Date[] = []
  let run = job.nextRun(after)
  while (run && due.length < count) {
    const skips = skipped.has(dayIn(timezone, run))
    if (!skips) due.push(run)
    const next: Date | null = skips ? midnight.nextRun(run) : run
    // A run at midnight counts, too.
    run = next && job.nextRun(skips ? new Date(next.getTime() - 1) : next)
  }
  return due
}

/** What is wrong with a text as the cron expression of a schedule; null when nothing is. */
export function cronFlaw(text: string): string | null {
  const fields = fieldsOf(text)
  if (text.includes('@')) return 'must be five fields, such as "0 7 * * MON-FRI"; nicknames such as @daily are not known here'
  if (fields.length > 5) return 'must have five fields (minute, hour, day of the month, month, weekday), without seconds or years'
  if (fields.length < 5) return 'must have five fields, such as "0 7 * * MON-FRI": minute, hour, day of the month, month, weekday'
  const wrong = fields.findIndex((field, index) => !isField(field, index))
  if (wrong >= 0) return `has ${FIELDS[wrong]} that cannot be read: "${fields[wrong]}"`
  if (!readCron(text, { utcOffset: 0 }).nextRun(CYCLE.from)) return 'never comes: there is no such date'
  return isTooOften(fields) ? 'has two runs less than five minutes apart; "*/5 * * * *" is as often as it can be' : null
}

/**
 * A time of day comes once a day, whatever the clocks do: one that they leave out comes when they have jumped, one that they repeat
 * comes the first time. What runs in every hour goes by the hours that pass.
 */
function readCron(text: string, zone: { readonly timezone: string } | { readonly utcOffset: number }): Cron {
  const [minute = '', hour = '', ...days] = fieldsOf(text)
  const { minutes, hours } = timesOf(minute, hour)
  // As lists they are times of day to croner; steps would make them spans of time, which pass twice in a repeated hour.
  const times = [minutes.join(','), hours.length === 24 ? '*' : hours.join(',')]
  return new Cron([...times, ...days].join(' '), { ...zone, paused: true, mode: '5-part', fixedTimeRule: 'no-wildcard' })
}

function fieldsOf(text: string): string[] {
  return text.trim().split(/\s+/)
}

function timesOf(minute: string, hour: string): { minutes: number[]; hours: number[] } {
  const pattern = new CronPattern(`${minute} ${hour} * * *`)
  const chosen = (values: readonly number[]) => values.flatMap((isOn, value) => (isOn ? [value] : []))
  return { minutes: chosen(pattern.minute), hours: chosen(pattern.hour) }
}

function runBefore(job: Cron, moment: number): Date | null {
  return job.previousRuns(1, new Date(moment))[0] ?? null
}

/** When the date that `moment` lies on began: not always at 00:00. */
function startOfDay(midnight: Cron, moment: Date): number {
  return (runBefore(midnight, moment.getTime() + 1) ?? moment).getTime()
}

function isField(field: string, index: number): boolean {
  // A colon would make the whole a date to croner.
  if (!/^[A-Za-z0-9*?,/#+-]+$/.test(field)) return false
  try {
    return Boolean(new CronPattern(FIELDS.map((_name, at) => (at === index ? field : '*')).join(' '), undefined, { mode: '5-part' }))
  } catch {
    return false
  }
}

/** Whether two runs come less than a tick apart, within a day or over a midnight. */
function isTooOften([minute = '', hour = '', ...days]: readonly string[]): boolean {
  const { minutes, hours } = timesOf(minute, hour)
  const times = hours.flatMap((each) => minutes.map((past) => each * 60 + past))
  const isClose = (time: number, index: number) => index > 0 && time - (times[index - 1] ?? 0) < TICK
  const overnight = (times[0] ?? 0) + DAY - (times.at(-1) ?? 0)
  return times.some(isClose) || (overnight < TICK && hasNeighbours(days))
}

/** Whether two days with runs ever follow each other. */
function hasNeighbours(days: readonly string[]): boolean {
  const job = readCron(`0 0 ${days.join(' ')}`, { utcOffset: 0 })
  let day = job.nextRun(CYCLE.from)
  while (day && day < CYCLE.until) {
    const next = job.nextRun(day)
    if (next && next.getTime() - day.getTime() === DAY * 60_000) return true
    day = next
  }
  return false
}
