/** ISO 8601 durations on the calendar. */

const DURATION = /^P(?=\d|T\d)(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/

/** A moment and a duration later, by the UTC calendar; null where the text is no duration such as "P7D", "P1M" or "PT12H". */
export function addDuration(moment: Date, duration: string): Date | null {
  const parts = DURATION.exec(duration)
  if (!parts) return null
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  const later = new Date(moment)
  later.setUTCMonth(later.getUTCMonth() + 12 * years + months)
  // The 31st of a month that has no such day: its last one.
  if (later.getUTCDate() !== moment.getUTCDate()) later.setUTCDate(0)
  return new Date(later.getTime() + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000)
}
