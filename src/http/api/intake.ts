import { Hono, type Context } from 'hono'
import type { ArticleContent } from '../../core/article.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { draftArticles } from '../../newsroom/drafts.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { readDocument } from '../body.ts'
import type { Door } from '../door.ts'
import { refused } from '../problem.ts'
import { IntakeParameters, readParameters } from './parameters.ts'
import { storeOf } from '../../store/store.ts'

/** `POST /api/intake`: what would be made of a document; stores nothing. */
export const intake = new Hono<Door>()

intake.post('/', async (c) => {
  const drafts = await draftsOf(c)
  return drafts.ok ? c.json({ articles: drafts.value, warnings: [] }) : refused(drafts.error)
})

/** The articles in a request's body. */
export async function draftsOf(c: Context<Door>): Promise<Result<ArticleContent[], Refusal>> {
  const hints = readParameters(c.req.query(), IntakeParameters)
  if (!hints.ok) return hints
  const document = await readDocument(c.req.raw)
  if (!document.ok) return document
  const { url = null, topics = null } = hints.value
  return draftArticles(document.value, { url, topics }, topics ? [] : await knownTopics(storeOf(c.env)))
}
