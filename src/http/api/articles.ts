import { Hono } from 'hono'
import * as z from 'zod'
import { ArticleReplacement } from '../../core/article.ts'
import { Instant } from '../../core/field.ts'
import { searchWords } from '../../core/search-words.ts'
import { Slug } from '../../core/slug.ts'
import { revise } from '../../newsroom/revise.ts'
import { similarToTaken } from '../../newsroom/similar-drafts.ts'
import { takeIn } from '../../newsroom/take-in.ts'
import { eraseArticle } from '../../store/articles.ts'
import { listAppearances } from '../../store/appearances.ts'
import { findArticle, listArticles } from '../../store/catalogue.ts'
import { readArticles } from '../../store/content.ts'
import { listRevisions } from '../../store/revisions.ts'
import { readJsonBody } from '../body.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { actOf, type Door } from '../door.ts'
import { namesEntityTag, namesExactly } from '../format.ts'
import { notFound, problem, refused } from '../problem.ts'
import { purge, tagsOfArticles } from '../purge.ts'
import { draftsOf } from './intake.ts'
import { readParameters } from './parameters.ts'
import { storeOf } from '../../store/store.ts'

/** `/api/articles`: intake, the catalogue, revisions, erasure. */
export const articles = new Hono<Door>()

articles.post('/', async (c) => {
  const drafts = await draftsOf(c, true)
  if (!drafts.ok) return refused(drafts.error)
  const took = await takeIn(storeOf(c.env), drafts.value.articles, actOf(c), drafts.value.storySaid)
  if (!took.ok) return refused(took.error)
  const { taken, briefings, moved } = took.value
  const changed = taken.filter(({ outcome }) => outcome === 'created' || outcome === 'revised').map(({ article }) => article.id)
  if (changed.length > 0) purge(c, tagsOfArticles([...changed, ...moved], briefings))
  const isNew = taken.some(({ outcome }) => outcome === 'created')
  const { warnings } = drafts.value
  const stored = taken.map(({ article, outcome }) => ({ ...article, outcome }))
  return c.json({ articles: stored, warnings, similar: similarToTaken(taken) }, isNew ? 201 : 200)
})

export const CatalogueParameters = z.strictObject({
  topic: Slug.optional(),
  q: z.string().max(500, 'at most 500 characters').optional().describe('words that all stand in headline, dek or body'),
  since: Instant.optional(),
  until: Instant.optional().describe('before this'),
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(20),
  cursor: z.string().max(200).optional().describe('from the page before'),
})

articles.get('/', async (c) => {
  const query = readParameters(c.req.query(), CatalogueParameters)
  if (!query.ok) return refused(query.error)
  const { topic = null, q, since = null, until = null, limit, cursor } = query.value
  const words = searchWords(q ?? '')
  if (q !== undefined && words.length === 0)
    return problem(422, 'One thing is wrong.', [{ pointer: '/q', detail: 'needs a word to look for' }])
  const after = cursor === undefined ? null : readCursor(cursor)
  if (cursor !== undefined && !after)
    return problem(422, 'One thing is wrong.', [{ pointer: '/cursor', detail: 'is not one that this list gave out' }])
  const page = await listArticles(storeOf(c.env), { topic, words, since, until, limit, after })
  return c.json({
    articles: page.entries.map(({ key: _key, carriedRevision: _carried, storyBy: _by, copySet: _set, steps: _steps, ...entry }) => entry),
    cursor: page.next && writeCursor(page.next),
  })
})

articles.get('/:id', async (c) => {
  const store = storeOf(c.env)
  const entry = await findArticle(store, c.req.param('id'))
  if (!entry) return notFound()
  const etag = `"${entry.key}"`
  const known = c.req.header('If-None-Match')
  if (known !== undefined && namesEntityTag(known, etag)) return c.body(null, 304, { ETag: etag })
  const [article] = await readArticles(store, [entry])
  if (!article) return problem(503, 'The stored article cannot be read just now. Try again in a few seconds.', [], { 'Retry-After': '5' })
  // Its record says which story its writer gave it; where it is now the catalogue knows.
  return c.json({ ...article, story: entry.story }, 200, { ETag: etag })
})

articles.put('/:id', async (c) => {
  const id = Slug.safeParse(c.req.param('id'))
  if (!id.success)
    return problem(422, 'One thing is wrong.', [
      { pointer: '', detail: `the id in the address ${id.error.issues[0]?.message ?? 'is not a slug'}` },
    ])
  const replacement = await readJsonBody(c.req.raw, ArticleReplacement)
  if (!replacement.ok) return refused(replacement.error)
  const seen = c.req.header('If-Match')
  const expected = seen === undefined ? null : (key: string) => namesExactly(seen, `"${key}"`)
  const revised = await revise(storeOf(c.env), id.data, replacement.value, expected, actOf(c))
  if (!revised.ok) return refused(revised.error)
  const { article, key, outcome, briefings, moved } = revised.value
  if (outcome !== 'unchanged') purge(c, tagsOfArticles([article.id, ...moved], briefings))
  return c.json(article, outcome === 'created' ? 201 : 200, { ETag: `"${key}"` })
})

articles.delete('/:id', async (c) => {
  const id = c.req.param('id')
  const erased = Slug.safeParse(id).success ? await eraseArticle(storeOf(c.env), id) : null
  if (!erased) return notFound()
  purge(c, tagsOfArticles([id], erased.briefings))
  return c.body(null, 204)
})

articles.get('/:id/appearances', async (c) => {
  const store = storeOf(c.env)
  const id = c.req.param('id')
  const [entry, appearances] = await Promise.all([findArticle(store, id), listAppearances(store, id)])
  return entry || appearances.editions.length + appearances.shares.length > 0 ? c.json(appearances) : notFound()
})

articles.get('/:id/revisions', async (c) => {
  const listed = await listRevisions(storeOf(c.env), c.req.param('id'))
  return listed ? c.json(listed) : notFound()
})
