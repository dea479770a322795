import type { Context } from 'hono'
import { DELIVERY_STATES } from '../../core/delivery.ts'
import { readDeskEdition } from '../../newsroom/read-desk-edition.ts'
import { renderEdition, type EditionPage } from '../../render/desk/edition.ts'
import { readLedger } from '../../store/deliveries.ts'
import { storeOf } from '../../store/store.ts'
import { countSubscribers } from '../../store/subscribers.ts'
import { objectionToSend, type EditionAddress } from '../edition-acts.ts'
import { page, sorry } from './answer.ts'
import type { DeskDoor } from './door.ts'

const ROWS = 100

/** The page of one edition, with a page of its ledger. */
export async function showEdition(
  c: Context<DeskDoor>,
  { slug, number }: EditionAddress,
  more: Partial<Pick<EditionPage, 'problem' | 'typed'>> = {},
  status = 200,
): Promise<Response> {
  const store = storeOf(c.env)
  const { mailing = null, state = null, cursor = '' } = c.req.query()
  const wanted = { mailing, state: DELIVERY_STATES.find((known) => known === state) ?? null, after: cursor, limit: ROWS }
  const [edition, ledger, subscribers, objection] = await Promise.all([
    readDeskEdition(store, slug, number),
    readLedger(store, slug, number, wanted),
    countSubscribers(store, slug),
    objectionToSend(c, slug),
  ])
  if (!edition.ok) {
    if (edition.error === 'missing') return c.notFound()
    return sorry(503, 'Not to be read just now', 'A text of this edition cannot be read just now. Try again in a few seconds.')
  }
  const view: EditionPage = {
    problem: null,
    typed: { reason: '', email: '' },
    ...more,
    ...edition.value,
    slug,
    subscribers: subscribers.get('active') ?? 0,
    mailFlaw: objection?.detail ?? null,
    ledger: { ...ledger, ...wanted, next: ledger.deliveries.length < ROWS ? null : (ledger.deliveries.at(-1)?.subscriber ?? null) },
  }
  const { header } = edition.value.found
  const above = [
    { text: 'Briefings', address: '/desk/briefings' },
    { text: header.title ?? slug, address: `/desk/briefings/${slug}` },
    { text: 'Editions', address: `/desk/briefings/${slug}/editions` },
  ]
  return page(c, { area: 'briefings', heading: `Edition ${number}`, above }, (frame) => renderEdition(frame, view), status)
}
