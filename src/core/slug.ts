import * as z from 'zod'

export const SLUG_LENGTH = 80

/** The names in URLs: lower-case ASCII letters and digits, parted by single hyphens. */
export const Slug = z
  .string()
  .max(SLUG_LENGTH, `at most ${SLUG_LENGTH} characters`)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens, such as "energy-prices"')

/**
 * ASCII text cut to a slug at a word's end; empty where no letter or digit is left.
 * Other scripts are to be transliterated before.
 */
export function toSlug(ascii: string, length = 60): string {
  const words = ascii
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > length) break
    slug = longer
  }
  return slug || (words[0] ?? '').slice(0, length)
}
