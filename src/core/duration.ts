/** ISO 8601 durations on the calendar. */

const DURATION = /^P(?=\d|T\d)(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/

/** A moment and a duration later, by the UTC calendar; null where the text is no duration such as "P7D", "P1M" or "PT12H". */
export function addDuration(moment: Date, duration: string): Date | null {
  return move(moment, duration, 1)
}

/** The moment from which a duration leads to this one, likewise. */
export function subtractDuration(moment: Date, duration: string): Date | null {
  return move(moment, duration, -1)
}

function move(moment: Date, duration: string, sign: 1 | -1): Date | null {
  const parts = DURATION.exec(duration)
  if (!parts) return null
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => sign * Number(part ?? 0))
  const moved = new Date(moment)
  moved.setUTCMonth(moved.getUTCMonth() + 12 * years + months)
  // The 31st of a month that has no such day: its last one.
  if (moved.getUTCDate() !== moment.getUTCDate()) moved.setUTCDate(0)
  return new Date(moved.getTime() + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000)
}
