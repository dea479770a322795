import type { Schedule } from '../../core/briefing.ts'
import type { When } from './moment.ts'
import { toWeekly, WEEKDAYS, type Weekday } from '../../core/weekly.ts'

/** When a briefing goes out, in words. */

const NAMES: Readonly<Record<Weekday, string>> = {
  MON: 'Monday',
  TUE: 'Tuesday',
  WED: 'Wednesday',
  THU: 'Thursday',
  FRI: 'Friday',
  SAT: 'Saturday',
  SUN: 'Sunday',
}

/** The days of the week, for a choice of them. */
export const WEEKDAY_NAMES = WEEKDAYS.map((day) => ({ day, dayName: NAMES[day] }))

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** Such as "Monday to Friday at 07:00". */
export function scheduleWords({ cron }: Pick<Schedule, 'cron'>): string {
  const weekly = toWeekly(cron)
  if (!weekly) return `by “${cron}”`
  return `${dayWords(weekly.days)} at ${weekly.time}`
}

/** A due time in the briefing's time zone, such as "Monday 30 November 2026 at 07:00 GMT+2". */
export function dueWords(instant: string, timezone: string): When {
  const date = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en-GB', {
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: timezone,
  })
  return { iso: instant, text: format.format(new Date(instant)) }
}

function dayWords(days: readonly Weekday[]): string {
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) return ''
  if (days.length === WEEKDAYS.length) return 'every day'
  const isRun = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === days.length - 1
  return isRun && days.length > 2 ? `${NAMES[first]} to ${NAMES[last]}` : list.format(days.map((day) => NAMES[day]))
}
