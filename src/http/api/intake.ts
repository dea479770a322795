import { Hono, type Context } from 'hono'
import type { Refusal } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { draftArticles, type Drafts } from '../../newsroom/drafts.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { readDocument } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { refused } from '../problem.ts'
import { IntakeParameters, readParameters } from './parameters.ts'
import { storeOf } from '../../store/store.ts'

/** `POST /api/intake`: what would be made of a document; stores nothing. */
export const intake = new Hono<Door>()

intake.post('/', async (c) => {
  const drafts = await draftsOf(c, false)
  return drafts.ok ? c.json(drafts.value) : refused(drafts.error)
})

/** The articles in a request's body, to be stored or only shown. */
export async function draftsOf(c: Context<Door>, store: boolean): Promise<Result<Drafts, Refusal>> {
  const hints = readParameters(c.req.query(), IntakeParameters)
  if (!hints.ok) return hints
  const document = await readDocument(c.req.raw)
  if (!document.ok) return document
  const { url = null, topics = null } = hints.value
  const known = topics ? [] : await knownTopics(storeOf(c.env))
  return draftArticles(document.value, { url, topics }, { knownTopics: known, now: actOf(c).now, store })
}
