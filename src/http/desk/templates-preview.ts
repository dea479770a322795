import { Hono } from 'hono'
import { TemplateFormat } from '../../core/template.ts'
import { plain } from '../../core/text.ts'
import { readBriefing } from '../../newsroom/read.ts'
import { PREVIEWS, renderPreview } from '../../render/desk/preview.ts'
import { storeOf } from '../../store/store.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'
import { framed, nothing } from './preview.ts'
import { verdictOn } from './templates-page.ts'

/** `POST /desk/templates/{name}/{format}/preview/{view}`: a briefing by a template as it stands in its editor, for the frames beside it. */
export const templatePreview = new Hono<DeskDoor>()

templatePreview.post('/:name/:format/preview/:view', needs('read'), async (c) => {
  const format = TemplateFormat.safeParse(c.req.param('format'))
  const view = PREVIEWS.find((known) => known === c.req.param('view'))
  if (!format.success || !view) return c.notFound()
  const form = await formOf(c)
  const text = plain(form.text('text'))
  const verdict = await verdictOn(format.data, text)
  if (!verdict.ok) return nothing(['Once this is put right, it can be shown here:', ...reasons(verdict.error)].join('\n\n'))
  const read = await readBriefing(storeOf(c.env), form.text('briefing'), 'editor', new Date(), [])
  if (!read.ok)
    return nothing(read.error === 'missing' ? 'This briefing is not here any more.' : 'A text of it cannot be read just now. Try again.')
  let isBeyond = false
  const own = { name: c.req.param('name'), texts: { [format.data]: text }, onUnusable: () => void (isBeyond = true) }
  const shown = renderPreview(read.value.composition, view, c.env.PUBLIC_URL, own)
  return isBeyond ? nothing('It makes too much of this briefing: its sections multiply.') : framed(shown, format.data === 'mail')
})

function reasons({ detail, flaws }: { readonly detail: string; readonly flaws: readonly { readonly detail: string }[] }): string[] {
  return flaws.length > 0 ? flaws.map((flaw) => flaw.detail) : [detail]
}
