import { Hono, type Context } from 'hono'
import { refuse } from '../../core/refusal.ts'
import type { Flaw } from '../../core/result.ts'
import { readSecrets } from '../../core/secrets.ts'
import { SuppressionEntry, SuppressionInput } from '../../core/suppression.ts'
import { suppress } from '../../newsroom/suppress.ts'
import { renderSuppressions } from '../../render/desk/suppressions.ts'
import { storeOf } from '../../store/store.ts'
import { liftSuppression, listSuppressions } from '../../store/suppressions.ts'
import { csvAnswer } from '../csv-answer.ts'
import { actOf } from '../door.ts'
import { onTo, page, sorryFor } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/suppressions`: addresses that get no mail, whatever list they are on. */
export const suppressions = new Hono<DeskDoor>()

const PAGE = 100

suppressions.get('/', (c) => show(c))

suppressions.get('/all.csv', (c) => {
  const store = storeOf(c.env)
  return csvAnswer<SuppressionEntry>('suppressions', SuppressionEntry.keyof().options, (last) => listSuppressions(store, last, 5000))
})

suppressions.post('/', needs('write'), async (c) => {
  const form = await formOf(c)
  const typed = { email: form.text('email'), reason: form.text('reason') }
  const input = SuppressionInput.safeParse(typed)
  if (!input.success) return show(c, typed, refuse(input.error).flaws, 422)
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return sorryFor(secrets.error)
  await suppress(storeOf(c.env), input.data, { pepper: secrets.value.pepper, now: actOf(c).now })
  return onTo(c, '/desk/suppressions', input.data.reason === 'erased' ? 'erased' : 'suppressed')
})

suppressions.post('/:id/lift', needs('write'), async (c) =>
  (await liftSuppression(storeOf(c.env), c.req.param('id'))) ? onTo(c, '/desk/suppressions', 'lifted') : c.notFound(),
)

async function show(
  c: Context<DeskDoor>,
  typed = { email: '', reason: 'manual' },
  flaws: readonly Flaw[] = [],
  status = 200,
): Promise<Response> {
  const [at, id] = (c.req.query('after') ?? '').split('~')
  const found = await listSuppressions(storeOf(c.env), at && id ? { at, id } : null, PAGE + 1)
  const listed = found.slice(0, PAGE)
  const last = found.length > PAGE ? listed.at(-1) : undefined
  const matter = { listed, after: last ? `${last.at}~${last.id}` : null, typed, flaws }
  return page(c, { area: 'suppressions', heading: 'Suppressions' }, (frame) => renderSuppressions(frame, matter), status)
}
