import { Hono } from 'hono'
import * as z from 'zod'
import { readSecrets } from '../../core/secrets.ts'
import { SuppressionEntry, SuppressionInput } from '../../core/suppression.ts'
import { suppress } from '../../newsroom/suppress.ts'
import { storeOf } from '../../store/store.ts'
import { liftSuppression, listSuppressions, type SuppressionPlace } from '../../store/suppressions.ts'
import { readJsonBody } from '../body.ts'
import { csvAnswer, wantsCsv } from '../csv-answer.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, problem, refused } from '../problem.ts'
import { readParameters } from './parameters.ts'

/** `/api/suppressions`: addresses that get no mail, whatever list they are on. */
export const suppressions = new Hono<Door>()

export const SuppressionListParameters = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(100).describe('of JSON; a file has them all'),
  cursor: z
    .string()
    .regex(/^[\dTZ:-]{20}~[\da-f]{64}$/, 'is not one that this list gave out')
    .optional()
    .describe('from the page before'),
  format: z.enum(['json', 'csv']).optional(),
})

const PAGE_OF_A_FILE = 5000

suppressions.get('/', async (c) => {
  const query = readParameters(c.req.query(), SuppressionListParameters)
  if (!query.ok) return refused(query.error)
  const store = storeOf(c.env)
  const { limit, cursor, format } = query.value
  if (wantsCsv(format, c.req.header('Accept')))
    return csvAnswer<SuppressionEntry>('suppressions', SuppressionEntry.keyof().options, (last) =>
      listSuppressions(store, last, PAGE_OF_A_FILE),
    )
  const found = await listSuppressions(store, readPlace(cursor), limit + 1)
  const entries = found.slice(0, limit)
  const last = entries.at(-1)
  return c.json({ suppressions: entries, cursor: found.length > limit && last ? `${last.at}~${last.id}` : null })
})

function readPlace(cursor: string | undefined): SuppressionPlace | null {
  const [at, id] = cursor?.split('~') ?? []
  return at === undefined || id === undefined ? null : { at, id }
}

suppressions.post('/', async (c) => {
  const input = await readJsonBody(c.req.raw, SuppressionInput)
  if (!input.ok) return refused(input.error)
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return problem(503, secrets.error.detail)
  const { id, reason, at, isNew } = await suppress(storeOf(c.env), input.value, { pepper: secrets.value.pepper, now: actOf(c).now })
  return c.json({ id, reason, at }, isNew ? 201 : 200)
})

suppressions.delete('/:id', async (c) => ((await liftSuppression(storeOf(c.env), c.req.param('id'))) ? c.body(null, 204) : notFound()))
