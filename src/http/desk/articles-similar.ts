import { ArticleInput, type Article, type ArticleContent } from '../../core/article.ts'
import { similarTo } from '../../core/similar.ts'
import { fingerprintOf } from '../../newsroom/revision.ts'
import { similarToDrafts } from '../../newsroom/similar-drafts.ts'
import type { EditorPage } from '../../render/desk/article-editor.ts'
import type { ArticleFields } from '../../render/desk/article-fields.ts'
import { findCandidates } from '../../store/similar.ts'
import type { Store } from '../../store/store.ts'
import { toInput } from './articles-form.ts'

/** What came before a stored article and says the same, or may be on the same event. */
export async function similarToStored(store: Store, article: Article, now: string): Promise<EditorPage['similar']> {
  const fingerprint = await fingerprintOf(article)
  const found = await findCandidates(store, [{ ...fingerprint, id: article.id, listedAt: article.publishedAt ?? now }])
  return similarTo([fingerprint], found)[0] ?? []
}

/** What is stored that a draft is a copy of, or may be on the same event as. */
export async function similarToDraft(store: Store, content: ArticleContent, now: string): Promise<EditorPage['similar']> {
  const found = await similarToDrafts(store, [content], now)
  return found.flatMap(({ article, headline, kind }) => (article === null ? [] : [{ id: article, headline, kind }]))
}

/** The same for a form that is being filled in; nothing while it is no article yet. */
export async function similarToFields(store: Store, fields: ArticleFields, now: string): Promise<EditorPage['similar']> {
  // Points and quotations make no two articles alike, and may be wrong still.
  const input = ArticleInput.safeParse({ ...toInput(fields), points: [], quotes: [] })
  if (!input.success) return []
  const { deriveArticle } = await import('../../intake/derive.ts')
  const content = deriveArticle(input.data, { knownTopics: [] })
  return content.ok ? similarToDraft(store, content.value, now) : []
}
