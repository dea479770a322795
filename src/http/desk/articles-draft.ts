import { Hono, type Context } from 'hono'
import { ArticleInput, type ArticleContent } from '../../core/article.ts'
import { unprocessable, type Refusal } from '../../core/refusal.ts'
import { takeIn } from '../../newsroom/take-in.ts'
import type { EditorPage } from '../../render/desk/article-editor.ts'
import { fieldsOf, type ArticleFields } from '../../render/desk/article-fields.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { onTo, sorry } from './answer.ts'
import { readFields, refuseFields, toInput, withoutBlanks } from './articles-form.ts'
import { problemOf, purgeTaken, showEditor } from './articles-page.ts'
import { rearrange } from './articles-rows.ts'
import { similarToDraft, similarToFields } from './articles-similar.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/articles/new/draft`: an article that is not stored yet. It lives in its form alone. */
export const articleDraft = new Hono<DeskDoor>()

/** A draft as it was made of a document. */
export async function showDraft(c: Context<DeskDoor>, content: ArticleContent, warnings: readonly string[]): Promise<Response> {
  const similar = await similarToDraft(storeOf(c.env), content, actOf(c).now)
  return showEditor(c, { fields: fieldsOf(content), unsaved: true, warnings, similar })
}

articleDraft.post('/new/draft', needs('write'), async (c) => {
  const form = await formOf(c)
  if (!form.has('writing')) return sorry(400, 'Nothing arrived', 'The form came without its fields. Go back, and send it again.')
  const typed = readFields(form)
  const act = form.text('act')
  const moved = rearrange(typed, act)
  if (moved || act === 'look') {
    const { fields, focus } = moved ?? { fields: typed, focus: null }
    return showEditor(c, {
      fields,
      focus,
      unsaved: true,
      similar: await similarToFields(storeOf(c.env), withoutBlanks(fields), actOf(c).now),
    })
  }
  return storeDraft(c, withoutBlanks(typed))
})

async function storeDraft(c: Context<DeskDoor>, fields: ArticleFields): Promise<Response> {
  const again = (refusal: Refusal, same: EditorPage['similar'] = []) => {
    const detail = refusal.status === 422 ? 'Nothing was stored yet. All that you wrote is still here.' : refusal.detail
    return showEditor(c, { fields, unsaved: true, problem: problemOf(detail, refusal), similar: same }, refusal.status)
  }
  const input = ArticleInput.safeParse(toInput(fields))
  if (!input.success) return again(refuseFields(fields, input.error))
  const { deriveArticle } = await import('../../intake/derive.ts')
  const content = deriveArticle(input.data, { knownTopics: [] })
  if (!content.ok) return again(unprocessable(content.error))
  const took = await takeIn(storeOf(c.env), [content.value], actOf(c))
  if (!took.ok) return again(took.error)
  purgeTaken(c, took.value)
  const [taken] = took.value.taken
  if (!taken) throw new Error('an article that was taken in is not there')
  const { article, outcome } = taken
  if (outcome === 'created' || outcome === 'revised') return onTo(c, `/desk/articles/${article.id}`, 'article-stored')
  if (outcome === 'held') return onTo(c, `/desk/articles/${article.id}/revisions`, 'article-held')
  return again(sameText, [{ ...article, kind: 'the same headline and body' }])
}

const sameText: Refusal = {
  status: 409,
  detail: 'An article with this headline and body is here already. Nothing was stored, and nothing that you wrote is lost.',
  flaws: [{ pointer: '/headline', detail: 'change it, or open the article that is named below and change that one' }],
}
