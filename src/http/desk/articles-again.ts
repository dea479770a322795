import type { Context } from 'hono'
import type { EditorPage, Stored } from '../../render/desk/article-editor.ts'
import type { ArticleFields } from '../../render/desk/article-fields.ts'
import { findArticle } from '../../store/catalogue.ts'
import { findStanding } from '../../store/revisions.ts'
import { storeOf } from '../../store/store.ts'
import { problemOf, showEditor, type Opened } from './articles-page.ts'
import type { DeskDoor } from './door.ts'
import type { Form } from './form.ts'

/** The form of a stored article as it came in, given back: nothing that was typed is lost. */

/** The form again, with these fields. */
export async function again(
  c: Context<DeskDoor>,
  id: string,
  form: Form,
  fields: ArticleFields,
  more: Partial<EditorPage>,
  status = 200,
): Promise<Response> {
  const store = storeOf(c.env)
  const [entry, standing] = await Promise.all([findArticle(store, id), findStanding(store, id)])
  if (!entry) return gone(c, fields)
  const stored: Stored = { id, key: form.text('key'), story: form.text('story-was') || null, held: standing?.held ?? 0 }
  return showEditor(c, { fields, stored, unsaved: true, change: changeOf(form), ...more }, status)
}

/** The article is no longer there; what was written becomes a draft. */
export function gone(c: Context<DeskDoor>, fields: ArticleFields): Promise<Response> {
  return showEditor(c, { fields, unsaved: true, problem: problemOf(ERASED, { flaws: [] }) }, 412)
}

const ERASED = 'Somebody erased this article while you were writing. What you wrote is here as a draft: store it anew, or leave it.'

/** How an article stands that was opened just now. */
export async function standingOf(c: Context<DeskDoor>, { entry }: Opened): Promise<Stored> {
  const standing = await findStanding(storeOf(c.env), entry.id)
  return { id: entry.id, key: entry.key, story: entry.story, held: standing?.held ?? 0 }
}

/** How readers are told, as it was chosen. */
export function changeOf(form: Form): EditorPage['change'] {
  return { kind: form.text('change'), note: form.text('correction') }
}
