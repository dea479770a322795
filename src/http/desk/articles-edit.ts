import { Hono, type Context } from 'hono'
import { ArticleReplacement } from '../../core/article.ts'
import type { Refusal } from '../../core/refusal.ts'
import { fail, type Result } from '../../core/result.ts'
import { revise, type Revised } from '../../newsroom/revise.ts'
import { fieldsOf, type ArticleFields } from '../../render/desk/article-fields.ts'
import { readHeld, readRevisions } from '../../store/revisions.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { purge, tagsOfArticles } from '../purge.ts'
import { onTo, sorry } from './answer.ts'
import { again, standingOf } from './articles-again.ts'
import { clash, openConflict, withStored } from './articles-conflict.ts'
import { readFields, refuseFields, toInput, withoutBlanks } from './articles-form.ts'
import { openArticle, problemOf, showEditor, type Opened } from './articles-page.ts'
import { rearrange } from './articles-rows.ts'
import { similarToStored } from './articles-similar.ts'
import type { DeskDoor } from './door.ts'
import { formOf, type Form } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/articles/{id}`: an article that is stored, to be looked at and changed. */
export const articleEditor = new Hono<DeskDoor>()

articleEditor.get('/:id', async (c) => {
  const opened = await openArticle(c, c.req.param('id'))
  if (opened instanceof Response) return opened
  const earlier = await earlierText(c, opened)
  if (earlier === null) return sorry(404, 'That text is not here', 'There is no such revision, or nobody waits for it any more.')
  return showEditor(c, {
    fields: { ...fieldsOf(earlier ?? opened.article), story: opened.entry.story ?? '' },
    stored: await standingOf(c, opened),
    unsaved: earlier !== undefined,
    similar: await similarToStored(storeOf(c.env), opened.article, actOf(c).now),
  })
})

/** The other text of the article that the address asks for, to begin from: a revision, or what its source has sent. Undefined where it asks for none. */
async function earlierText(c: Context<DeskDoor>, { entry: { id } }: Opened) {
  const { revision, held } = c.req.query()
  if (held !== undefined) return readHeld(storeOf(c.env), id, held)
  if (revision === undefined) return undefined
  return (await readRevisions(storeOf(c.env), id, [Number(revision)]))[0] ?? null
}

articleEditor.post('/:id', needs('write'), async (c) => {
  const form = await formOf(c)
  if (!form.has('writing')) return sorry(400, 'Nothing arrived', 'The form came without its fields. Go back, and send it again.')
  const id = c.req.param('id')
  const fields = readFields(form)
  const act = form.text('act')
  const moved = rearrange(fields, act)
  if (moved) return again(c, id, form, moved.fields, { focus: moved.focus, conflict: await openConflict(c, id, form) })
  if (act === 'look') return again(c, id, form, fields, { conflict: await openConflict(c, id, form) })
  const merged = await withStored(c, id, form, fields)
  return act === 'merge' ? again(c, id, form, merged, {}) : save(c, id, form, withoutBlanks(merged))
})

async function save(c: Context<DeskDoor>, id: string, form: Form, fields: ArticleFields): Promise<Response> {
  const revised = await reviseBy(c, id, form, fields)
  if (revised.ok) {
    const { article, outcome, briefings, moved } = revised.value
    if (outcome === 'unchanged') return onTo(c, `/desk/articles/${id}`, 'unchanged')
    purge(c, tagsOfArticles([article.id, ...moved], briefings))
    return onTo(c, `/desk/articles/${id}`, 'saved')
  }
  if (revised.error.status === 412) return clash(c, id, form, fields)
  const detail = revised.error.status === 422 ? 'Nothing was saved yet. All that you wrote is still here.' : revised.error.detail
  return again(c, id, form, fields, { problem: problemOf(detail, revised.error) }, revised.error.status)
}

async function reviseBy(c: Context<DeskDoor>, id: string, form: Form, fields: ArticleFields): Promise<Result<Revised, Refusal>> {
  const { story, ...input } = toInput(fields)
  const kind = form.text('change')
  const replacement = ArticleReplacement.safeParse({
    ...input,
    // A story that was not touched is nobody's word: it may have been found for it since.
    ...(fields.story.trim() === form.text('story-was') ? {} : { story }),
    ...(kind === 'correction' ? { correction: form.text('correction') } : kind === 'minor' ? { minor: true } : {}),
  })
  if (!replacement.success) return fail(refuseFields(fields, replacement.error))
  const key = form.text('key')
  const revised = await revise(storeOf(c.env), id, replacement.data, (current) => current === key, actOf(c))
  if (revised.ok || kind !== '') return revised
  return fail({ ...revised.error, flaws: revised.error.flaws.map((flaw) => (flaw.pointer === '/correction' ? SAY_WHICH : flaw)) })
}

const SAY_WHICH = { pointer: '/minor', detail: 'choose whether readers are told of it' }
