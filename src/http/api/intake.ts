import { Hono, type Context } from 'hono'
import type { Refusal } from '../../core/refusal.ts'
import { fail, type Result } from '../../core/result.ts'
import { draftArticles, type Drafts } from '../../newsroom/drafts.ts'
import { asFoundThere, fetchLink } from '../../newsroom/fetch-link.ts'
import type { Document } from '../../newsroom/read-document.ts'
import { similarToDrafts } from '../../newsroom/similar-drafts.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { hasBody, readDocument } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { refused } from '../problem.ts'
import { IntakeParameters, readParameters } from './parameters.ts'
import { storeOf } from '../../store/store.ts'
import { readWebSetting } from '../../web/setting.ts'

/** `POST /api/intake`: what would be made of a document, or of what stands at an address; stores nothing. */
export const intake = new Hono<Door>()

intake.post('/', async (c) => {
  const drafts = await draftsOf(c, false)
  if (!drafts.ok) return refused(drafts.error)
  const { articles, warnings } = drafts.value
  return c.json({ articles, warnings, similar: await similarToDrafts(storeOf(c.env), articles, actOf(c).now) })
})

/** The articles in a request's body, or at the address that it names instead; to be stored or only shown. */
export async function draftsOf(c: Context<Door>, store: boolean): Promise<Result<Drafts, Refusal>> {
  const hints = readParameters(c.req.query(), IntakeParameters)
  if (!hints.ok) return hints
  const { url = null, topics = null } = hints.value
  const draft = async (document: Document, address: string | null) => {
    const known = topics ? [] : await knownTopics(storeOf(c.env))
    return draftArticles(document, { url: address, topics }, { knownTopics: known, now: actOf(c).now, store })
  }
  if (url !== null && !hasBody(c.req.raw)) {
    const linked = await fetchLink(url, readWebSetting(c.env))
    if (!linked.ok) return linked
    const drafts = await draft(linked.value.document, linked.value.url)
    return drafts.ok ? drafts : fail(asFoundThere(drafts.error))
  }
  const document = await readDocument(c.req.raw)
  return document.ok ? draft(document.value, url) : document
}
