import { Hono, type Context } from 'hono'
import { unprocessable, type Refusal } from '../../core/refusal.ts'
import type { Drafts } from '../../newsroom/drafts.ts'
import { similarToDrafts } from '../../newsroom/similar-drafts.ts'
import { takeIn } from '../../newsroom/take-in.ts'
import { MOST_ARTICLES } from '../../newsroom/read-document.ts'
import { renderChoice } from '../../render/desk/article-choice.ts'
import { renderNew, type NewPage } from '../../render/desk/article-new.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { onTo, page, sorry } from './answer.ts'
import { showDraft } from './articles-draft.ts'
import { ABOVE, purgeTaken } from './articles-page.ts'
import { draftsOf, readAgain, readSent, type Sent } from './articles-sent.ts'
import type { DeskDoor } from './door.ts'
import { formOf, type Form } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/articles/new`: from a text, a page, a link or a file to a draft, and from the draft to an article. */
export const newArticle = new Hono<DeskDoor>()

newArticle.use('/new', needs('write'))
newArticle.use('/new/*', needs('write'))

newArticle.get('/new', (c) => showNew(c, { typed: { text: '', url: c.req.query('url') ?? '', topics: '' }, problem: null }))

// Who reloads a draft asks for it without its form.
newArticle.get('/new/*', (c) => c.redirect('/desk/articles/new', 303))

newArticle.post('/new', async (c) => {
  const form = await formOf(c)
  const sent = await readSent(form, c.env)
  if (!sent.ok) return refusedNew(c, form, sent.error)
  const drafts = await draftsOf(sent.value, c.env, actOf(c).now)
  if (!drafts.ok) return refusedNew(c, form, drafts.error)
  const [only, ...more] = drafts.value.articles
  if (!only) return refusedNew(c, form, unprocessable([{ pointer: '/text', detail: 'no article was found in it' }]))
  return more.length === 0 ? showDraft(c, only, warningsOf(drafts.value)) : showChoice(c, sent.value, drafts.value, null)
})

newArticle.post('/new/chosen', async (c) => {
  const form = await formOf(c)
  const sent = readAgain(form)
  if (!sent.ok) return sorry(422, 'This could not be read again', 'Nothing was stored. Bring it in anew.')
  const { now } = actOf(c)
  const drafts = await draftsOf(sent.value, c.env, now)
  if (!drafts.ok) return sorry(422, 'This could not be read again', `${drafts.error.detail} Nothing was stored. Bring it in anew.`)
  const opened = form.has('open') ? drafts.value.articles[Number(form.text('open'))] : undefined
  if (opened) return showDraft(c, opened, warningsOf(drafts.value))
  const picked = [...new Set(form.all('pick').map(Number))].filter((at) => drafts.value.articles[at] !== undefined)
  const again = (detail: string) => showChoice(c, sent.value, drafts.value, { picked, detail }, 422)
  if (picked.length === 0) return again('Nothing is chosen yet. Choose at least one, or open one to look at it first.')
  if (picked.length > MOST_ARTICLES) return again(`At most ${MOST_ARTICLES} are stored at once. Store some now, and the others after.`)
  const contents = picked.flatMap((at) => drafts.value.articles[at] ?? [])
  const took = await takeIn(
    storeOf(c.env),
    contents,
    actOf(c),
    picked.map((at) => drafts.value.storySaid[at] ?? false),
  )
  if (!took.ok) return again(took.error.detail)
  purgeTaken(c, took.value)
  return onTo(c, '/desk/articles', 'articles-stored')
})

async function showChoice(
  c: Context<DeskDoor>,
  sent: Sent,
  drafts: Drafts,
  mistake: { readonly picked: readonly number[]; readonly detail: string } | null,
  status = 200,
): Promise<Response> {
  const similar = await similarToDrafts(storeOf(c.env), drafts.articles, actOf(c).now)
  const place = { area: 'articles', heading: 'Choose what to store', above: ABOVE } as const
  return page(c, place, (frame) => renderChoice(frame, { ...sent, ...drafts, similar, mistake }), status)
}

async function showNew(c: Context<DeskDoor>, shown: Omit<NewPage, 'topics'>, status = 200): Promise<Response> {
  const topics = await knownTopics(storeOf(c.env))
  return page(
    c,
    { area: 'articles', heading: 'Bring in an article', above: ABOVE },
    (frame) => renderNew(frame, { ...shown, topics }),
    status,
  )
}

function refusedNew(c: Context<DeskDoor>, form: Form, { detail, flaws }: Refusal): Promise<Response> {
  const typed = { text: form.text('text'), url: form.text('url'), topics: form.text('topics') }
  const said = detail.replace(
    /^(?:One thing is|\d+ things are) wrong; .*/,
    'This could not be read as an article. What you wrote is still here.',
  )
  return showNew(c, { typed, problem: { detail: said, flaws } }, 422)
}

function warningsOf({ warnings }: Drafts): string[] {
  return warnings.map(({ pointer, detail }) => `${pointer} ${detail}`.trim())
}
