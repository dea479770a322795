import { Hono, type Context } from 'hono'
import { BUILT_IN, TemplateFormat, TemplateName } from '../../core/template.ts'
import { plain } from '../../core/text.ts'
import { dropTemplate, readOneTemplate, type Seen, type TemplateAddress } from '../../newsroom/templates.ts'
import { when } from '../../render/desk/moment.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { purge } from '../purge.ts'
import { saveTemplate } from '../save-template.ts'
import { onTo, sorryFor } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'
import { showTemplate, verdictOn, type Shown } from './templates-page.ts'

/** `/desk/templates/{name}/{format}`: the editor of a template. */
export const templateEditor = new Hono<DeskDoor>()

templateEditor.get('/:name/:format', async (c) => {
  const address = addressOf(c, [BUILT_IN])
  if (!address) return c.notFound()
  const { wholeBuiltIn } = await import('../../render/whole.ts')
  const builtIn = wholeBuiltIn(address.format)
  if (address.name === BUILT_IN) return showTemplate(c, address, { text: builtIn, base: '' })
  const stored = await readOneTemplate(storeOf(c.env), address, null)
  if (!stored.ok && stored.error.status !== 404) return sorryFor(stored.error)
  const { version, from } = c.req.query()
  if (version !== undefined) return showVersion(c, address, Number(version))
  if (!stored.ok) return showTemplate(c, address, { text: builtIn, base: '', note: NOT_STORED })
  const { text, hash } = stored.value
  if (from !== 'built-in') return showTemplate(c, address, { text, base: hash })
  return showTemplate(c, address, { text: builtIn, base: hash, note: BEGIN_AGAIN, other: { heading: 'What is stored now', text } })
})

const NOT_STORED =
  'The set has no template for this format yet. This is the built-in one, to begin with. Nothing is stored before you save it.'
const BEGIN_AGAIN = 'This is the built-in text. Save it to make it the current one, as a new version.'

async function showVersion(c: Context<DeskDoor>, address: TemplateAddress, version: number): Promise<Response> {
  if (!Number.isInteger(version)) return c.notFound()
  const store = storeOf(c.env)
  const [found, current] = await Promise.all([readOneTemplate(store, address, version), readOneTemplate(store, address, null)])
  if (!found.ok) return found.error.status === 404 ? c.notFound() : sorryFor(found.error)
  const { text, at, actor } = found.value
  const by = actor === null ? '' : ` by ${actor}`
  return showTemplate(c, address, {
    text,
    base: current.ok ? current.value.hash : '',
    note: `This is version ${version}, of ${when(at).text}${by}. Save it to make it the current one again, as a new version.`,
    other: current.ok ? { heading: 'What is stored now', text: current.value.text } : null,
  })
}

templateEditor.post('/:name/:format', needs('write'), async (c) => {
  const address = addressOf(c)
  if (!address) return c.notFound()
  const form = await formOf(c)
  const shown: Shown = { text: plain(form.text('text')), base: form.text('base'), briefing: form.text('briefing') }
  const verdict = await verdictOn(address.format, shown.text)
  if (form.text('act') !== 'save') return showTemplate(c, address, { ...shown, verdict, note: UNSAVED })
  if (!verdict.ok) return showTemplate(c, address, { ...shown, verdict, problem: UNUSABLE }, 422)
  return save(c, address, shown)
})

const UNSAVED = 'What stands in the editor is not saved yet.'
const UNUSABLE = 'Nothing was saved: this text cannot be used as it is. What is wrong stands with it.'

async function save(c: Context<DeskDoor>, address: TemplateAddress, shown: Shown): Promise<Response> {
  const saved = await saveTemplate(storeOf(c.env), address, shown.text, seenIs(shown.base), actOf(c))
  if (!saved.ok) {
    const { status, detail } = saved.error
    return status === 412
      ? overtaken(c, address, shown)
      : showTemplate(c, address, { ...shown, problem: `Nothing was saved. ${detail}` }, status)
  }
  const { outcome } = saved.value
  if (outcome !== 'unchanged') purge(c, [`template:${address.name}`])
  return onTo(c, back(address, shown), outcome === 'unchanged' ? 'unchanged' : 'template-saved')
}

/** Somebody else was first: shows their text beside what was written, and goes on from theirs. */
async function overtaken(c: Context<DeskDoor>, address: TemplateAddress, shown: Shown): Promise<Response> {
  const now = await readOneTemplate(storeOf(c.env), address, null)
  if (!now.ok && now.error.status !== 404) return showTemplate(c, address, { ...shown, problem: UNREADABLE }, 503)
  if (!now.ok) return showTemplate(c, address, { ...shown, base: '', problem: GONE }, 412)
  const { text, hash, actor } = now.value
  if (text === shown.text) return onTo(c, back(address, shown), 'unchanged')
  const other = { heading: `What ${actor ?? 'somebody'} saved meanwhile`, text }
  return showTemplate(c, address, { ...shown, base: hash, problem: OVERTAKEN, other }, 412)
}

const OVERTAKEN =
  'Somebody saved this template after you opened it. Nothing of yours was saved yet, and nothing is lost. Compare, take over what you want to keep of theirs, and save once more: then yours stands.'
const GONE = 'Somebody removed this template meanwhile. Nothing was saved. Save once more to make it anew.'
const UNREADABLE = 'What is stored cannot be read just now. Nothing was saved, and what you wrote is still here: try again.'

templateEditor.post('/:name/:format/drop', needs('write'), async (c) => {
  const address = addressOf(c)
  if (!address) return c.notFound()
  const store = storeOf(c.env)
  const base = (await formOf(c)).text('base')
  const dropped = await dropTemplate(store, address, seenIs(base), actOf(c))
  if (dropped.ok) {
    purge(c, [`template:${address.name}`])
    return onTo(c, '/desk/templates', 'template-dropped')
  }
  const { status, detail } = dropped.error
  if (status === 404) return c.notFound()
  const now = await readOneTemplate(store, address, null)
  if (!now.ok) return sorryFor(now.error)
  const why = status === 412 ? 'Somebody saved it after you opened it. This is how it stands now.' : detail
  return showTemplate(c, address, { text: now.value.text, base: now.value.hash, problem: `Nothing was removed. ${why}` }, status)
})

/** Which template the address means; null for none that there could be. `more` are names that may be looked at, too. */
function addressOf(c: Context<DeskDoor>, more: readonly string[] = []): TemplateAddress | null {
  const format = TemplateFormat.safeParse(c.req.param('format'))
  const name = c.req.param('name') ?? ''
  return format.success && (more.includes(name) || TemplateName.safeParse(name).success) ? { name, format: format.data } : null
}

function seenIs(base: string): Seen {
  return (hash) => (hash ?? '') === base
}

function back({ name, format }: TemplateAddress, { briefing = '' }: Shown): string {
  return `/desk/templates/${name}/${format}${briefing === '' ? '' : `?briefing=${encodeURIComponent(briefing)}`}`
}
