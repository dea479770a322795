import { SLUG_LENGTH, toSlug } from '../core/slug.ts'

/**
 * The slug that a new article is known by: its headline in ASCII. One that leaves no letters gets the day and a short id.
 * The caller passes the day (`YYYY-MM-DD`) and a random short id, and makes a taken slug unique.
 */
export async function articleId(headline: string, { day, shortId }: { day: string; shortId: string }): Promise<string> {
  const slug = toSlug(isAscii(headline) ? headline : await transliterated(headline))
  if (slug) return slug
  return toSlug(`${day}-${shortId}`, SLUG_LENGTH)
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text)
}

async function transliterated(text: string): Promise<string> {
  const { default: slugify } = await import('@sindresorhus/slugify')
  // Its own words for symbols ("unicorn" for an emoji) would name what the headline does not say.
  return slugify(text.replace(/\p{Extended_Pictographic}/gu, ' '), { decamelize: false, customReplacements: [] })
}
