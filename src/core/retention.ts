import { subtractDuration } from './duration.ts'
import { toInstant } from './field.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * From when on the texts of articles are kept, by the setting `BODY_RETENTION` (such as "P90D") at `now`: the beginning of a day, UTC, so that
 * whatever has to be cleaned up after a text is cleaned up once a day. Null where they are kept for good; else what is wrong with the setting.
 */
export function textsKeptSince(setting: string | undefined, now: Date): Result<string | null, string> {
  if (setting === undefined || setting === '') return ok(null)
  const since = subtractDuration(now, setting)
  if (since === null) return fail('BODY_RETENTION is no ISO 8601 duration such as "P90D": no text is dropped')
  if (now.getTime() - since.getTime() < DAY) return fail('BODY_RETENTION is shorter than a day: no text is dropped')
  since.setUTCHours(0, 0, 0, 0)
  return ok(toInstant(since))
}

const DAY = 24 * 3600 * 1000
