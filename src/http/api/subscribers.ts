import { Hono } from 'hono'
import * as z from 'zod'
import { unprocessable, type Refusal } from '../../core/refusal.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { readSecrets } from '../../core/secrets.ts'
import { SubscriberState, type Subscriber } from '../../core/subscriber.ts'
import { CSV_COLUMNS, readSubscriberCsv } from '../../core/subscriber-csv.ts'
import { parseJson, type Document } from '../../newsroom/read-document.ts'
import { importList, type ListedRow } from '../../newsroom/import-subscribers.ts'
import { findRecipe } from '../../store/briefings.ts'
import { storeOf } from '../../store/store.ts'
import { deleteSubscriber, listSubscribers } from '../../store/subscribers.ts'
import { readDocument } from '../body.ts'
import { csvAnswer, wantsCsv } from '../csv-answer.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, problem, refused } from '../problem.ts'
import { wake } from '../wake.ts'
import { readParameters } from './parameters.ts'

/** `/api/briefings/{slug}/subscribers`: a briefing's list, and what is added to it. */
export const subscriberLists = new Hono<Door>()

export const SubscriberListParameters = z.strictObject({
  state: SubscriberState.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(100).describe('of JSON; a file has them all'),
  cursor: z.uuid('is not one that this list gave out').optional().describe('from the page before'),
  format: z.enum(['json', 'csv']).optional(),
})

const PAGE_OF_A_FILE = 5000

subscriberLists.get('/:slug/subscribers', async (c) => {
  const query = readParameters(c.req.query(), SubscriberListParameters)
  if (!query.ok) return refused(query.error)
  const slug = c.req.param('slug')
  const store = storeOf(c.env)
  if (!(await findRecipe(store, slug))) return notFound()
  const { state = null, limit, cursor = null, format } = query.value
  if (wantsCsv(format, c.req.header('Accept')))
    return csvAnswer<Subscriber>(`${slug}-subscribers`, CSV_COLUMNS, (last) =>
      listSubscribers(store, slug, state, last?.id ?? null, PAGE_OF_A_FILE),
    )
  const found = await listSubscribers(store, slug, state, cursor, limit + 1)
  const subscribers = found.slice(0, limit)
  return c.json({ subscribers, cursor: found.length > limit ? (subscribers.at(-1)?.id ?? null) : null })
})

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

export const ImportParameters = z.strictObject({
  dryRun: flag.describe('true: says what would be done, and stores nothing'),
  skipErrors: flag.describe('true: takes in the rows that are right'),
})

/** 5 MiB. */
const LARGEST_FILE = 5 * 1_048_576
const MOST_LINES = 20_000
const MOST_RECORDS = 1000
/** Of jobs in one call of the queue. */
const MOST_JOBS = 100

subscriberLists.post('/:slug/subscribers', async (c) => {
  const query = readParameters(c.req.query(), ImportParameters)
  if (!query.ok) return refused(query.error)
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return problem(503, secrets.error.detail)
  const store = storeOf(c.env)
  const briefing = await findRecipe(store, c.req.param('slug'))
  if (!briefing) return notFound()
  const document = await readDocument(c.req.raw, LARGEST_FILE)
  if (!document.ok) return refused(document.error)
  const listed = await readList(document.value)
  if (!listed.ok) return listed.error
  const { rows, isFile } = listed.value
  const act = { ...actOf(c), secrets: secrets.value, random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) }
  // A private briefing has no page where anybody could confirm.
  const wish = { ...query.value, briefing: briefing.slug, consentRequired: isFile || briefing.visibility === 'private' }
  const { report, refused: isRefused, asked } = await importList(store, rows, wish, act)
  for (let from = 0; from < asked.length; from += MOST_JOBS)
    wake(
      c,
      asked.slice(from, from + MOST_JOBS).map((subscriber) => ({ kind: 'confirm', subscriber })),
    )
  return isRefused ? notTaken(report) : c.json(report)
})

interface List {
  readonly rows: readonly ListedRow[]
  readonly isFile: boolean
}

async function readList({ mediaType, text }: Document): Promise<Result<List, Response>> {
  switch (mediaType) {
    case 'text/csv': {
      const read = await readSubscriberCsv(text)
      if (!read.ok) return fail(notTaken({ errors: read.error }))
      return limited({ rows: read.value, isFile: true }, MOST_LINES)
    }
    case 'application/json': {
      const json = parseJson(text)
      if (!json.ok) return fail(refused(json.error))
      const records = z.array(z.unknown()).safeParse(json.value)
      const rows = (records.data ?? [json.value]).map((record, index) => ({ row: index + 1, record, flaws: [] }))
      return limited({ rows, isFile: false }, MOST_RECORDS)
    }
    default:
      return fail(refused({ status: 415, detail: 'Send application/json or text/csv.', flaws: [] }))
  }
}

function limited(list: List, most: number): Result<List, Response> {
  const refusal: Refusal = unprocessable([{ pointer: '', detail: `at most ${most} people at once; these are ${list.rows.length}` }])
  return list.rows.length > most ? fail(refused(refusal)) : ok(list)
}

/** Problem details with what is wrong row by row, as an extension (RFC 9457, section 3.2). */
function notTaken(report: object): Response {
  const detail = 'Nothing was stored; "errors" says what is wrong in which row.'
  return Response.json(
    { type: 'about:blank', title: 'Not acceptable as it stands', status: 422, detail, ...report },
    { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
  )
}

/** `/api/subscribers`: one of them, whatever list they are on. */
export const subscribers = new Hono<Door>()

subscribers.delete('/:id', async (c) =>
  (await deleteSubscriber(storeOf(c.env), c.req.param('id'), actOf(c).now)) ? c.body(null, 204) : notFound(),
)
