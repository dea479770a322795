import { Hono, type Context } from 'hono'
import { ArticleReplacement, type Article } from '../../core/article.ts'
import { refuse, type Refusal } from '../../core/refusal.ts'
import { fail, type Result } from '../../core/result.ts'
import { revise, type Revised } from '../../newsroom/revise.ts'
import { renderRevisions, type RevisionsPage } from '../../render/desk/article-revisions.ts'
import { fieldsOf } from '../../render/desk/article-fields.ts'
import { dismissHeld, listRevisionsAndHeld, readHeld, readRevisions } from '../../store/revisions.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { purge, tagsOfArticles } from '../purge.ts'
import { onTo, page, sorry } from './answer.ts'
import { ABOVE, openArticle } from './articles-page.ts'
import type { DeskDoor } from './door.ts'
import { formOf, type Form } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/articles/{id}/revisions`: what an article went through, the way back to any of it, and what its source has sent. */
export const articleRevisions = new Hono<DeskDoor>()

articleRevisions.get('/:id/revisions', (c) =>
  show(c, c.req.param('id'), { from: numberIn(c, 'from'), to: numberIn(c, 'to'), mistake: null }),
)

articleRevisions.post('/:id/revisions/:revision/restore', needs('write'), async (c) => {
  const { id, revision } = c.req.param()
  const form = await formOf(c)
  const [article] = await readRevisions(storeOf(c.env), id, [Number(revision)])
  if (!article) return noText()
  const restored = await putBack(c, id, article, form)
  if (!restored.ok)
    return show(
      c,
      id,
      { from: null, to: Number(revision), mistake: mistakeOf(restored.error, `restore-${revision}`, form) },
      restored.error.status,
    )
  return done(c, id, restored.value, 'restored')
})

articleRevisions.post('/:id/held/:key/accept', needs('write'), async (c) => {
  const { id, key } = c.req.param()
  const form = await formOf(c)
  const article = await readHeld(storeOf(c.env), id, key)
  if (!article) return noText()
  const accepted = await putBack(c, id, article, form)
  if (!accepted.ok)
    return show(c, id, { from: null, to: null, mistake: mistakeOf(accepted.error, `held-${key}`, form) }, accepted.error.status)
  return done(c, id, accepted.value, 'accepted')
})

articleRevisions.post('/:id/held/:key/dismiss', needs('write'), async (c) => {
  const { id, key } = c.req.param()
  return (await dismissHeld(storeOf(c.env), id, key)) ? onTo(c, `/desk/articles/${id}/revisions`, 'dismissed') : noText()
})

/** Makes an earlier text, or one that waits, the newest revision; where it is not stale, and with what readers are told. The story stays. */
async function putBack(
  c: Context<DeskDoor>,
  id: string,
  { story: _story, ...article }: Article,
  form: Form,
): Promise<Result<Revised, Refusal>> {
  const kind = form.text('change')
  const told = kind === 'correction' ? { correction: form.text('correction') } : kind === 'minor' ? { minor: true } : {}
  const replacement = ArticleReplacement.safeParse({ ...article, ...told })
  if (!replacement.success) return fail(refuse(replacement.error))
  const key = form.text('key')
  return revise(storeOf(c.env), id, replacement.data, (current) => current === key, actOf(c))
}

function done(c: Context<DeskDoor>, id: string, { outcome, briefings, moved }: Revised, what: string): Response {
  if (outcome !== 'unchanged') purge(c, tagsOfArticles([id, ...moved], briefings))
  return onTo(c, `/desk/articles/${id}/revisions`, outcome === 'unchanged' ? 'unchanged' : what)
}

function mistakeOf({ status, detail, flaws }: Refusal, form: string, { text }: Form): RevisionsPage['mistake'] {
  const told = flaws.some(({ pointer }) => pointer === '/correction')
  const said = told
    ? 'Say what readers are to be told, or that it is minor. Nothing was changed.'
    : status === 412
      ? 'Somebody saved this article meanwhile. Look at what changed below, and ask again if you still want to.'
      : [detail, ...flaws.map((flaw) => flaw.detail)].join(' ')
  return { form, detail: said, change: text('change'), note: text('correction') }
}

async function show(
  c: Context<DeskDoor>,
  id: string,
  asked: Pick<RevisionsPage, 'mistake'> & { from: number | null; to: number | null },
  status = 200,
): Promise<Response> {
  const opened = await openArticle(c, id)
  if (opened instanceof Response) return opened
  const { entry, article } = opened
  const store = storeOf(c.env)
  const listed = await listRevisionsAndHeld(store, id)
  // Without being asked: what the last change was, or what an undo would do.
  const from = asked.from ?? (asked.to === null ? Math.max(1, entry.revision - 1) : entry.revision)
  const to = asked.to ?? entry.revision
  const [before = null, after = null] = await readRevisions(store, id, [from, to])
  if (!listed) return noText()
  const shown: RevisionsPage = {
    id,
    current: entry.revision,
    key: entry.key,
    revisions: listed.revisions,
    compared: before && after && from !== to ? { from, to, before: fieldsOf(before), after: fieldsOf(after) } : null,
    missing: before === null || after === null,
    held: listed.held.map(({ key, at, article: text }) => ({ key, at, fields: fieldsOf({ ...text, story: article.story }) })),
    fields: fieldsOf(article),
    mistake: asked.mistake,
  }
  return page(c, { area: 'articles', heading: article.headline, above: ABOVE }, (frame) => renderRevisions(frame, shown), status)
}

function numberIn(c: Context<DeskDoor>, name: string): number | null {
  const text = c.req.query(name) ?? ''
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}

function noText(): Promise<Response> {
  return sorry(404, 'That text is not here', 'There is no such revision, or it does not wait any more.')
}
