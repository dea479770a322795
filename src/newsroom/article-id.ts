import type { ArticleContent } from '../core/article.ts'
import type { Act } from './revision.ts'

const NUMBERED = 9

/** The ids an article may get, best first: its headline as a slug, the same with a number, and one that is surely free. */
export async function idsToTry({ headline, publishedAt }: ArticleContent, act: Act): Promise<string[]> {
  const { articleId } = await import('../intake/id.ts')
  const shortId = act.newId().slice(0, 8)
  const made = await articleId(headline, { day: (publishedAt ?? act.now).slice(0, 10), shortId })
  // The desk's page of a new article has that address.
  const slug = made === 'new' ? 'new-article' : made
  const numbered = Array.from({ length: NUMBERED }, (_, index) => `${slug}-${index + 2}`)
  return [slug, ...numbered, slug.endsWith(shortId) ? slug : `${slug}-${shortId}`]
}

/** The first id that is free. */
export function chooseId(ids: readonly string[], taken: (id: string) => boolean): string {
  return ids.find((id) => !taken(id)) ?? ids.at(-1) ?? ''
}
