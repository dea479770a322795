import { Hono, type Context } from 'hono'
import { refuse } from '../../core/refusal.ts'
import { TEMPLATE_FORMATS, TemplateFormat, TemplateName } from '../../core/template.ts'
import { dropTemplateSet } from '../../newsroom/templates.ts'
import { renderTemplateSets, type TemplateSetsPage } from '../../render/desk/template-sets.ts'
import { storeOf } from '../../store/store.ts'
import { listTemplateSets } from '../../store/templates.ts'
import { actOf } from '../door.ts'
import { purge } from '../purge.ts'
import { onTo, page } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { needs } from './guard.ts'
import { templateEditor } from './templates-edit.ts'
import { templatePreview } from './templates-preview.ts'

/** `/desk/templates`: the sets. */
export const templates = new Hono<DeskDoor>()

templates.get('/', (c) => show(c, {}))

/** Leads to the editor of a template that may not be there yet. */
templates.get('/start', needs('write'), (c) => {
  const typed = { name: c.req.query('name')?.trim() ?? '', format: c.req.query('format') ?? '' }
  const name = TemplateName.safeParse(typed.name)
  const format = TemplateFormat.safeParse(typed.format)
  if (name.success && format.success) return onTo(c, `/desk/templates/${name.data}/${format.data}`)
  const flaws = [
    ...(name.success ? [] : refuse(name.error, '/name').flaws.slice(0, 1)),
    ...(format.success ? [] : [{ pointer: '/format', detail: `must be one of ${TEMPLATE_FORMATS.join(', ')}` }]),
  ]
  return show(c, { typed, problem: { detail: 'It cannot begin like this.', flaws } }, 422)
})

templates.post('/:name/drop', needs('write'), async (c) => {
  const name = c.req.param('name')
  const dropped = await dropTemplateSet(storeOf(c.env), name, actOf(c))
  if (dropped.ok) {
    purge(c, [`template:${name}`])
    return onTo(c, '/desk/templates', 'template-dropped')
  }
  const { status, detail } = dropped.error
  return status === 404 ? c.notFound() : show(c, { problem: { detail: `Nothing was removed. ${detail}`, flaws: [] } }, status)
})

templates.route('/', templatePreview)
templates.route('/', templateEditor)

async function show(c: Context<DeskDoor>, more: Partial<TemplateSetsPage>, status = 200): Promise<Response> {
  const sets = await listTemplateSets(storeOf(c.env))
  const shown: TemplateSetsPage = { sets, typed: { name: '', format: 'html' }, problem: null, ...more }
  return page(c, { area: 'templates', heading: 'Templates' }, (frame) => renderTemplateSets(frame, shown), status)
}
