import * as z from 'zod'
import { line } from './text.ts'

/** The kinds of field that records are made of. Each parses what a client sends into the form that is kept. */

/** One line of text, cleaned; white space at the ends does not count. */
export const Line = (max: number) =>
  z
    .string()
    .overwrite(line)
    .min(1, 'must not be empty')
    .max(max, `at most ${max} characters`)
    .refine((text) => text === '' || VISIBLE.test(text), 'must have something to see')

// A letter, number, mark of punctuation or symbol; not the fillers and the blank of Braille that Unicode counts among them.
const VISIBLE = /(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u

/** An http or https address, as the URL standard writes it. */
export const WebUrl = z
  .string()
  .max(2048, 'at most 2048 characters')
  .overwrite((text) => URL.parse(line(text))?.href ?? text)
  .refine(isWebUrl, 'must be an http or https address without credentials')

/** A moment: RFC 3339 with an offset in, UTC to the second out. */
export const Instant = z.iso
  .datetime({ offset: true, abort: true, error: 'must be a date and time with its offset, such as "2026-01-31T10:00:00Z"' })
  .overwrite((text) => toInstant(new Date(text)))
  .refine((text) => /^(?!0000)\d{4}-/.test(text), 'must lie in the years 0001 to 9999')

/** A BCP 47 language tag in its canonical form. */
export const Language = z
  .string()
  .max(35, 'at most 35 characters')
  .refine((tag) => canonicalTag(tag) !== null, { error: 'must be a BCP 47 language tag, such as "en" or "uk"', abort: true })
  .overwrite((tag) => canonicalTag(tag) ?? tag)

/** An IANA time zone name. */
export const TimeZone = z
  .string()
  .max(64, 'at most 64 characters')
  .refine(isTimeZone, 'must be an IANA time zone, such as "UTC" or "Europe/Kyiv"')

/** A date as RFC 3339 in UTC to the second, such as "2026-01-31T10:00:00Z". */
export function toInstant(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

function isWebUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password
}

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}

function isTimeZone(name: string): boolean {
  try {
    // An offset such as "+02:00" is understood too, but knows no daylight saving.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
