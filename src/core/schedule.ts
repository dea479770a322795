import { Cron } from 'croner'

/** Whether a text is a cron expression of five fields: minute, hour, day of the month, month, day of the week. */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) return false
  try {
    return new Cron(text, { paused: true }).nextRun(new Date(0)) !== null
  } catch {
    return false
  }
}
