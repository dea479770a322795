import * as z from 'zod'
import { addDuration } from './duration.ts'
import { Line, toInstant } from './field.ts'
import { fail, ok, type Result } from './result.ts'

/** A link to a snapshot: what one may ask for, and how long it lives. */

const HOUR = 3_600_000
const DEFAULT_LIFE = 'P30D'

/** The body of `POST /api/shares`. */
export const ShareRequest = z.strictObject({
  of: z.string().max(300).describe('the path of what to share: a briefing as of now, an edition, or an article'),
  expiresIn: z.string().max(40).default(DEFAULT_LIFE).describe('ISO 8601 duration, from one hour to one year'),
  label: Line(120).nullable().default(null).describe('for you; readers do not see it'),
  private: z.literal(true).optional().describe('said outright, when what is shared is private'),
})

export type ShareRequest = z.infer<typeof ShareRequest>

/** When a share made at `now` expires (RFC 3339, UTC), or what is wrong with the duration. */
export function expiryOf(expiresIn: string, now: Date): Result<string, string> {
  const expiry = addDuration(now, expiresIn)
  const latest = addDuration(now, 'P1Y')
  if (!expiry || !latest) return fail('must be an ISO 8601 duration, such as "P7D" or "PT12H"')
  if (expiry.getTime() - now.getTime() < HOUR) return fail('must be at least one hour, "PT1H"')
  if (expiry > latest) return fail('must be at most one year, "P1Y"')
  return ok(toInstant(expiry))
}

/** The form of a key: 24 random bytes in base64url (RFC 4648, section 5). */
export const SHARE_KEY = /^[A-Za-z0-9_-]{32}$/

/** A key made of 24 random bytes: 192 bits. */
export function toShareKey(random: Uint8Array): string {
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
