const LONGEST = 24 * 3_600_000

/** How long a Retry-After asks to wait, in milliseconds, a day at most; null where it says nothing (RFC 9110, section 10.2.3). */
export function retryAfterMilliseconds(text: string | null, now: Date): number | null {
  if (text === null) return null
  const said = text.trim()
  const wait = /^\d{1,10}$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now.getTime()
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, LONGEST) : null
}
