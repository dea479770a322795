import type { Context } from 'hono'
import type { Article } from '../../core/article.ts'
import { takeStored, type Conflicting } from '../../render/desk/article-conflict.ts'
import { fieldsOf, type ArticleFields } from '../../render/desk/article-fields.ts'
import { findStanding, readRevisionByKey } from '../../store/revisions.ts'
import { storeOf } from '../../store/store.ts'
import { again, changeOf, gone, standingOf } from './articles-again.ts'
import { openArticle, problemOf, showEditor } from './articles-page.ts'
import type { DeskDoor } from './door.ts'
import type { Form } from './form.ts'

/** Two editors saved one article: the second is shown both changes, and chooses field by field. */

/** Shows what somebody else has stored since beside what was written, and goes on from theirs. */
export async function clash(c: Context<DeskDoor>, id: string, form: Form, fields: ArticleFields): Promise<Response> {
  const now = await openArticle(c, id)
  if (now instanceof Response) {
    return now.status === 404 ? gone(c, fields) : again(c, id, form, fields, { problem: problemOf(UNREADABLE, { flaws: [] }) }, 503)
  }
  const shown = {
    fields,
    stored: await standingOf(c, now),
    unsaved: true,
    change: changeOf(form),
    problem: problemOf(MEANWHILE, { flaws: [] }),
    conflict: await conflictOf(c, now.article, { key: form.text('key'), story: form.text('story-was') }, form),
  }
  return showEditor(c, shown, 412)
}

const MEANWHILE = 'Somebody saved this article while you were writing. Nothing of yours is lost, and nothing of theirs.'
const UNREADABLE = 'The stored article cannot be read just now. Nothing was saved, and all that you wrote is still here: try again.'

/** What a form that has met another's save still has to choose from; null where it has met none. */
export async function openConflict(c: Context<DeskDoor>, id: string, form: Form): Promise<Conflicting | null> {
  const key = form.text('opened')
  const stored = key === '' ? null : await readRevisionByKey(storeOf(c.env), id, form.text('key'))
  if (!stored) return null
  return conflictOf(c, { ...stored, story: form.text('story-was') || null }, { key, story: form.text('story-opened') }, form)
}

/** What was written, with those fields as they are stored of which somebody said so. They are those of the revision that was shown. */
export async function withStored(c: Context<DeskDoor>, id: string, form: Form, fields: ArticleFields): Promise<ArticleFields> {
  const stored = await readRevisionByKey(storeOf(c.env), id, form.text('key'))
  if (!stored) return fields
  const shown = { ...fieldsOf(stored), story: form.text('story-was') }
  return takeStored(fields, shown, (field) => form.text(`take-${field}`) === 'stored')
}

/** `opened` is the key of the revision that was opened, and the story that it was of then. */
async function conflictOf(
  c: Context<DeskDoor>,
  stored: Article,
  opened: { readonly key: string; readonly story: string },
  form: Form,
): Promise<Conflicting> {
  const store = storeOf(c.env)
  const [before, standing] = await Promise.all([readRevisionByKey(store, stored.id, opened.key), findStanding(store, stored.id)])
  return {
    ...opened,
    opened: before && { ...fieldsOf(before), story: opened.story },
    stored: fieldsOf(stored),
    revision: stored.revision,
    actor: standing?.actor ?? null,
    chosen: (field) => form.text(`take-${field}`),
  }
}
