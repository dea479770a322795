/** Schedules as people say them: certain days of the week at one time of day. */

export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export interface Weekly {
  readonly days: readonly Weekday[]
  /** Such as "07:30". */
  readonly time: string
}

/** A cron expression as days and a time; null for one that says more than that. */
export function toWeekly(cron: string): Weekly | null {
  const [minute = '', hour = '', day, month, weekdays = '', ...more] = cron.trim().toUpperCase().split(/\s+/)
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour) || day !== '*' || month !== '*' || more.length > 0) return null
  const parts = weekdays === '*' ? [WEEKDAYS] : weekdays.split(',').map(daysOf)
  const chosen = new Set(parts.flat())
  if (chosen.has(null)) return null
  return { days: WEEKDAYS.filter((one) => chosen.has(one)), time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` }
}

/** Days and a time as a cron expression; null where no day is chosen, or the time is none. */
export function fromWeekly({ days, time }: { readonly days: readonly string[]; readonly time: string }): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim()) ?? []
  const chosen = WEEKDAYS.filter((day) => days.includes(day))
  if (hour === undefined || minute === undefined || chosen.length === 0) return null
  const list = chosen.length === WEEKDAYS.length ? '*' : isWorkingWeek(chosen) ? 'MON-FRI' : chosen.join(',')
  return `${Number(minute)} ${Number(hour)} * * ${list}`
}

function isWorkingWeek(days: readonly Weekday[]): boolean {
  return days.length === 5 && !days.includes('SAT') && !days.includes('SUN')
}

/** The days that a part of the weekday field means, such as "MON", "1" or "MON-FRI"; null for what is none of these. */
function daysOf(part: string): readonly Weekday[] | null {
  const [first = '', last, ...more] = part.split('-')
  const [from, to] = [dayAt(first), dayAt(last ?? first)]
  if (from === -1 || to === -1 || from > to || more.length > 0) return null
  return WEEKDAYS.slice(from, to + 1)
}

// 0 and 7 are Sunday.
function dayAt(name: string): number {
  if (/^[0-7]$/.test(name)) return name === '0' ? 6 : Number(name) - 1
  return WEEKDAYS.findIndex((day) => day === name)
}
