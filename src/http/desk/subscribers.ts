import { Hono, type Context } from 'hono'
import type { Briefing } from '../../core/briefing.ts'
import { addressKey } from '../../core/email-address.ts'
import { readSecrets } from '../../core/secrets.ts'
import { SubscriberState, type ImportReport, type RowFlaw, type Subscriber } from '../../core/subscriber.ts'
import { CSV_COLUMNS, readSubscriberCsv } from '../../core/subscriber-csv.ts'
import { importList, type ImportDone, type ListedRow } from '../../newsroom/import-subscribers.ts'
import { renderSubscribers, type SubscribersPage } from '../../render/desk/subscribers.ts'
import { findRecipe } from '../../store/briefings.ts'
import { storeOf } from '../../store/store.ts'
import { countSubscribers, deleteSubscriber, findSubscribers, listSubscribers } from '../../store/subscribers.ts'
import { csvAnswer } from '../csv-answer.ts'
import { actOf } from '../door.ts'
import { wake } from '../wake.ts'
import { onTo, page, sorryFor } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf, type Form } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/briefings/{slug}/subscribers`: a briefing's list. */
export const subscribers = new Hono<DeskDoor>()

const PAGE = 100

subscribers.get('/:slug/subscribers', (c) => show(c, {}))

subscribers.get('/:slug/subscribers.csv', async (c) => {
  const store = storeOf(c.env)
  const slug = c.req.param('slug')
  if (!(await findRecipe(store, slug))) return c.notFound()
  return csvAnswer<Subscriber>(`${slug}-subscribers`, CSV_COLUMNS, (last) => listSubscribers(store, slug, null, last?.id ?? null, 5000))
})

subscribers.post('/:slug/subscribers', needs('write'), async (c) => {
  const form = await formOf(c)
  const typed = {
    email: form.text('email'),
    name: form.text('name'),
    consentedAt: form.text('consentedAt'),
    consentSource: form.text('consentSource'),
  }
  const record = {
    email: typed.email,
    name: typed.name.trim() || null,
    consentedAt: typed.consentedAt === '' ? null : `${typed.consentedAt}T00:00:00Z`,
    consentSource: typed.consentSource.trim() || null,
  }
  const done = await takeIn(c, [{ row: 1, record, flaws: [] }], { isFile: false, dryRun: false, skipErrors: false })
  if (done instanceof Response) return done
  if (done.refused) return show(c, { typed, flaws: done.report.errors }, 422)
  return onTo(c, path(c), done.report.added + done.report.activated > 0 ? 'added' : done.report.pending > 0 ? 'asked' : 'known')
})

subscribers.post('/:slug/subscribers/import', needs('write'), async (c) => {
  const form = await formOf(c)
  const csv = await csvOf(form)
  const read = await readSubscriberCsv(csv)
  if (!read.ok) return show(c, { csv, importFlaws: read.error }, 422)
  const dryRun = form.text('do') !== 'take'
  const done = await takeIn(c, read.value, { isFile: true, dryRun, skipErrors: form.has('skipErrors') })
  if (done instanceof Response) return done
  const shown = { csv, report: done.report, importFlaws: done.report.errors }
  return show(c, done.refused ? { csv, importFlaws: done.report.errors } : dryRun ? shown : { ...shown, csv: '' }, done.refused ? 422 : 200)
})

subscribers.post('/:slug/subscribers/:id/remove', needs('write'), async (c) =>
  (await deleteSubscriber(storeOf(c.env), c.req.param('id'), actOf(c).now)) ? onTo(c, path(c), 'removed') : c.notFound(),
)

/** A chosen file, or else what was pasted. */
async function csvOf(form: Form): Promise<string> {
  const file = form.file('file')
  return file ? file.text() : form.text('csv')
}

async function takeIn(
  c: Context<DeskDoor>,
  rows: readonly ListedRow[],
  wish: { readonly isFile: boolean; readonly dryRun: boolean; readonly skipErrors: boolean },
): Promise<ImportDone | Response> {
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return sorryFor(secrets.error)
  const store = storeOf(c.env)
  const briefing = await findRecipe(store, slugOf(c))
  if (!briefing) return c.notFound()
  const act = { ...actOf(c), secrets: secrets.value, random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) }
  const consentRequired = wish.isFile || briefing.visibility === 'private'
  const done = await importList(store, rows, { ...wish, briefing: briefing.slug, consentRequired }, act)
  wake(
    c,
    done.asked.map((subscriber) => ({ kind: 'confirm', subscriber })),
  )
  return done
}

interface Shown {
  readonly typed: SubscribersPage['typed']
  readonly flaws: readonly RowFlaw[]
  readonly csv: string
  readonly report: ImportReport
  readonly importFlaws: readonly RowFlaw[]
}

async function show(c: Context<DeskDoor>, shown: Partial<Shown>, status = 200): Promise<Response> {
  const store = storeOf(c.env)
  const slug = slugOf(c)
  const state = SubscriberState.safeParse(c.req.query('state')).data ?? null
  const sought = (c.req.query('q') ?? '').trim()
  const [briefing, counts, found] = await Promise.all([
    findRecipe(store, slug),
    countSubscribers(store, slug),
    sought === ''
      ? listSubscribers(store, slug, state, c.req.query('after') ?? null, PAGE + 1)
      : findSubscribers(store, slug, addressKey(sought), PAGE),
  ])
  if (!briefing) return c.notFound()
  const listed = found.slice(0, PAGE)
  const matter: SubscribersPage = {
    briefing: { slug, title: briefing.title, isPrivate: briefing.visibility === 'private' },
    counts,
    state,
    sought,
    listed,
    after: found.length > PAGE ? (listed.at(-1)?.id ?? null) : null,
    typed: shown.typed ?? { email: '', name: '', consentedAt: '', consentSource: '' },
    flaws: shown.flaws ?? [],
    csv: shown.csv ?? '',
    report: shown.report ?? null,
    importFlaws: shown.importFlaws ?? [],
  }
  return page(c, { area: 'briefings', heading: 'Subscribers', above: above(briefing) }, (frame) => renderSubscribers(frame, matter), status)
}

function above({ slug, title }: Briefing): { text: string; address: string }[] {
  return [
    { text: 'Briefings', address: '/desk/briefings' },
    { text: title, address: `/desk/briefings/${slug}` },
  ]
}

function slugOf(c: Context<DeskDoor>): string {
  return c.req.param('slug') ?? ''
}

function path(c: Context<DeskDoor>): string {
  return `/desk/briefings/${slugOf(c)}/subscribers`
}
