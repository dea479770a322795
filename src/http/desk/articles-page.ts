import type { Context } from 'hono'
import type { Article } from '../../core/article.ts'
import type { CatalogueEntry } from '../../core/arrangement.ts'
import { renderEditor, type EditorPage } from '../../render/desk/article-editor.ts'
import type { TookIn } from '../../newsroom/take-in.ts'
import { findArticle } from '../../store/catalogue.ts'
import { readArticles } from '../../store/content.ts'
import { storeOf } from '../../store/store.ts'
import { purge, tagsOfArticles } from '../purge.ts'
import { page, sorry } from './answer.ts'
import { fieldOf } from './articles-form.ts'
import type { DeskDoor } from './door.ts'
import type { Refusal } from '../../core/refusal.ts'

/** What the pages of one article share. */

export const ABOVE = [{ text: 'Articles', address: '/desk/articles' }] as const

/** A stored article, with the story that it is of now. */
export interface Opened {
  readonly entry: CatalogueEntry
  readonly article: Article
}

/** The article that an address names; or the page that says why it cannot be opened. */
export async function openArticle(c: Context<DeskDoor>, id: string): Promise<Opened | Response> {
  const store = storeOf(c.env)
  const entry = await findArticle(store, id)
  if (!entry)
    return sorry(404, 'There is no such article', 'It was never here, or somebody has erased it. The list of articles has all that are.')
  const [article] = await readArticles(store, [entry])
  return article
    ? { entry, article: { ...article, story: entry.story } }
    : sorry(503, 'It cannot be read just now', 'The stored article does not answer. Nothing is lost: try again in a few seconds.')
}

const NOTHING: Omit<EditorPage, 'fields'> = {
  stored: null,
  problem: null,
  conflict: null,
  change: { kind: '', note: '' },
  unsaved: false,
  focus: null,
  warnings: [],
  similar: [],
}

/** The page on which an article is written. */
export async function showEditor(
  c: Context<DeskDoor>,
  shown: Pick<EditorPage, 'fields'> & Partial<EditorPage>,
  status = 200,
): Promise<Response> {
  const heading = shown.stored ? shown.fields.headline.trim() || shown.stored.id : 'A new article'
  return page(c, { area: 'articles', heading, above: ABOVE }, (frame) => renderEditor(frame, { ...NOTHING, ...shown }), status)
}

/** A refusal as the form shows it. */
export function problemOf(detail: string, { flaws }: Pick<Refusal, 'flaws'>): EditorPage['problem'] {
  return { detail, flaws, fieldOf }
}

/** Has the edge drop what the articles that came in have changed. */
export function purgeTaken(c: Context<DeskDoor>, { taken, briefings, moved }: TookIn): void {
  const changed = taken.filter(({ outcome }) => outcome === 'created' || outcome === 'revised').map(({ article }) => article.id)
  if (changed.length > 0) purge(c, tagsOfArticles([...changed, ...moved], briefings))
}
