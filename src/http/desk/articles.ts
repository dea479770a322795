import { Hono } from 'hono'
import * as z from 'zod'
import { Instant, toInstant } from '../../core/field.ts'
import { searchWords } from '../../core/search-words.ts'
import { Slug } from '../../core/slug.ts'
import { renderArticles } from '../../render/desk/articles.ts'
import { knownTopics, listArticles } from '../../store/catalogue.ts'
import { readRecords } from '../../store/content.ts'
import { storeOf } from '../../store/store.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { page } from './answer.ts'
import { articleCheck } from './articles-check.ts'
import { articleDraft } from './articles-draft.ts'
import { articleEditor } from './articles-edit.ts'
import { articleErasure } from './articles-erase.ts'
import { newArticle } from './articles-new.ts'
import { articleRevisions } from './articles-revisions.ts'
import type { DeskDoor } from './door.ts'

/** `/desk/articles`: all articles, newest first, and the search over them. */
export const articles = new Hono<DeskDoor>()

const LIMIT = 25
const DAY = 86_400_000

articles.get('/', async (c) => {
  const store = storeOf(c.env)
  const { q = '', topic = '', since = '', until = '', cursor } = c.req.query()
  const words = searchWords(q.slice(0, 500))
  const wrong = {
    q: q.trim() !== '' && words.length === 0 ? 'needs a word to look for' : null,
    since: since !== '' && dayOf(since) === null ? 'is a date, such as 2026-01-31' : null,
    until: until !== '' && dayOf(until) === null ? 'is a date, such as 2026-01-31' : null,
  }
  const mistaken = Object.values(wrong).some((detail) => detail !== null)
  const [topics, found] = await Promise.all([
    knownTopics(store),
    listArticles(store, {
      topic: Slug.safeParse(topic).data ?? null,
      words,
      since: dayOf(since),
      until: dayOf(until, DAY),
      limit: mistaken ? 0 : LIMIT,
      after: cursor === undefined ? null : readCursor(cursor),
    }),
  ])
  const records = await readRecords(store, found.entries)
  const shown = {
    asked: { q, topic, since, until },
    wrong,
    topics,
    articles: found.entries.map((entry) => ({ ...entry, attribution: records.get(entry.id)?.attribution ?? [] })),
    cursor: found.next && writeCursor(found.next),
    further: cursor !== undefined,
  }
  return page(c, { area: 'articles', heading: 'Articles' }, (frame) => renderArticles(frame, shown), mistaken ? 422 : 200)
})

articles.route('/', articleCheck)
articles.route('/', articleDraft)
articles.route('/', newArticle)
articles.route('/', articleRevisions)
articles.route('/', articleErasure)
articles.route('/', articleEditor)

/** When a day begins, or `later` after that; null for what is no day. */
function dayOf(text: string, later = 0): string | null {
  const begins = z.iso.date().safeParse(text).success ? Instant.safeParse(`${text}T00:00:00Z`) : null
  return begins?.success ? toInstant(new Date(Date.parse(begins.data) + later)) : null
}
