import { localeFor } from '../locale.ts'

/** A moment as a page of the desk shows it: in words for people, and as it is for machines. */
export interface When {
  readonly iso: string
  readonly text: string
}

/** A moment (RFC 3339, UTC) in a time zone; UTC unless it is a briefing's. */
export function when(instant: string, timezone = 'UTC'): When {
  return { iso: instant, text: localeFor('en-GB', timezone).moment(instant) }
}
