import { Hono, type Context } from 'hono'
import { refuse, type Refusal } from '../../core/refusal.ts'
import { fail, type Result } from '../../core/result.ts'
import { EMPTY_SOURCE, fromSourceForm, toSourceForm, type SourceForm } from '../../core/source-form.ts'
import { mergeSource, type Clash } from '../../core/source-form-merge.ts'
import { SourceSettings, type SourceEntry } from '../../core/source.ts'
import { renderSources } from '../../render/desk/sources.ts'
import { deleteSource, findSource, listSources } from '../../store/sources.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { addSource, changeSource, pollNow, setPaused } from '../source-acts.ts'
import { onTo, page } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'
import { readSeen, readSourceForm, rearrangeSource } from './sources-form.ts'
import { showNew, showSource } from './sources-page.ts'

/** `/desk/sources`: feeds that are polled. */
export const sources = new Hono<DeskDoor>()

sources.get('/', async (c) => {
  const { now } = actOf(c)
  const listed = await listSources(storeOf(c.env), now)
  return page(c, { area: 'sources', heading: 'Sources' }, (frame) => renderSources(frame, listed, now))
})

sources.get('/new', needs('write'), (c) => showNew(c, { form: EMPTY_SOURCE }))

sources.post('/new', needs('write'), async (c) => {
  const typed = await formOf(c)
  const form = readSourceForm(typed)
  const rearranged = rearrangeSource(form, typed.text('act'))
  if (rearranged) return showNew(c, { form: rearranged })
  const settings = settingsOf(form, false)
  const added = settings.ok ? await addSource(c, settings.value) : settings
  if (added.ok) return onTo(c, `/desk/sources/${added.value}`, 'source-added')
  return showNew(c, { form, problem: problemOf('Nothing was added.', added.error) }, added.error.status)
})

sources.get('/:id', async (c) => {
  const source = await sourceOf(c)
  return source ? showSource(c, source) : c.notFound()
})

sources.post('/:id', needs('write'), async (c) => {
  const source = await sourceOf(c)
  if (!source) return c.notFound()
  const typed = await formOf(c)
  const form = readSourceForm(typed)
  const seen = readSeen(typed) ?? toSourceForm(source)
  const rearranged = rearrangeSource(form, typed.text('act'))
  if (rearranged) return showSource(c, source, { form: rearranged, seen })
  const merged = mergeSource(seen, toSourceForm(source), form)
  if (merged.clashes.length > 0) return overtaken(c, source, merged.form, merged.clashes)
  const settings = settingsOf(merged.form, source.paused)
  const changed = settings.ok ? await changeSource(c, source.id, settings.value, source) : settings
  if (changed.ok) return onTo(c, `/desk/sources/${source.id}`, 'saved')
  const { status } = changed.error
  if (status === 404) return c.notFound()
  if (status === 412) return showSource(c, source, { form, seen, problem: { detail: MOVED, flaws: [] } }, 412)
  return showSource(c, source, { form, seen, problem: problemOf('Nothing was saved.', changed.error) }, status)
})

const MOVED = 'The source was changed at this very moment. Nothing of yours was saved yet, and nothing is lost: save it once more.'

function overtaken(c: Context<DeskDoor>, source: SourceEntry, form: SourceForm, clashes: readonly Clash[]): Promise<Response> {
  const detail = 'This source was changed after you opened it. Nothing of yours was saved yet, and nothing is lost.'
  return showSource(c, source, { form, clashes, problem: { detail, flaws: [] } }, 412)
}

sources.post('/:id/poll', needs('write'), async (c) => {
  const polled = await pollNow(c, c.req.param('id'))
  if (polled.ok) return onTo(c, `/desk/sources/${polled.value.id}`, 'polling')
  const source = await sourceOf(c)
  return source
    ? showSource(c, source, { problem: { detail: 'A source that is paused is not polled: resume it.', flaws: [] } }, 409)
    : c.notFound()
})

for (const [act, paused, done] of [
  ['pause', true, 'source-paused'],
  ['resume', false, 'source-resumed'],
] as const)
  sources.post(`/:id/${act}`, needs('write'), async (c) =>
    (await setPaused(c, idOf(c), paused)) ? onTo(c, `/desk/sources/${idOf(c)}`, done) : c.notFound(),
  )

sources.post('/:id/remove', needs('write'), async (c) =>
  (await deleteSource(storeOf(c.env), c.req.param('id'))) ? onTo(c, '/desk/sources', 'source-removed') : c.notFound(),
)

function sourceOf(c: Context<DeskDoor>): Promise<SourceEntry | null> {
  return findSource(storeOf(c.env), idOf(c), actOf(c).now)
}

function idOf(c: Context<DeskDoor>): string {
  return c.req.param('id') ?? ''
}

function settingsOf(form: SourceForm, paused: boolean): Result<SourceSettings, Refusal> {
  const settings = SourceSettings.safeParse(fromSourceForm(form, paused))
  return settings.success ? { ok: true, value: settings.data } : fail(refuse(settings.error))
}

function problemOf(detail: string, refusal: Refusal) {
  return { detail: refusal.status === 409 ? `${detail} ${refusal.detail}` : detail, flaws: refusal.status === 409 ? TAKEN : refusal.flaws }
}

const TAKEN = [{ pointer: '/url', detail: 'is that of another source: change that one, or remove it' }]
