import { Hono, type Context } from 'hono'
import { trialOf } from '../../core/recipe-form-flaws.ts'
import type { Flaw, Result } from '../../core/result.ts'
import type { TemplateFormat } from '../../core/template.ts'
import { readBriefing, readEdition, type Composed, type Unread } from '../../newsroom/read.ts'
import { tryBriefing } from '../../newsroom/try-briefing.ts'
import { PREVIEWS, renderNoPreview, renderPreview, type Preview } from '../../render/desk/preview.ts'
import { reporting } from '../../report-template.ts'
import { readPreview } from '../../store/previews.ts'
import { storeOf } from '../../store/store.ts'
import { framePolicy } from '../headers.ts'
import { html } from './answer.ts'
import { readRecipeForm } from './briefing-form.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'

/**
 * `/desk/preview/{view}`: what readers would get, for the frames of the desk. GET of a briefing, an edition, or a recipe that was kept for a
 * look; POST of a recipe as it stands in its form.
 */
export const preview = new Hono<DeskDoor>()

const VIEW = `/:view{${PREVIEWS.join('|')}}`

preview.get(VIEW, async (c) => {
  const { briefing, edition, kept } = c.req.query()
  const store = storeOf(c.env)
  const view = viewOf(c)
  const formats = FORMATS[view]
  if (kept !== undefined) {
    const recipe = await readPreview(store, kept)
    return recipe
      ? show(c, view, await tryBriefing(store, recipe, new Date(), formats))
      : nothing('This preview has gone. Press “Preview” again.')
  }
  if (briefing === undefined) return c.notFound()
  if (edition !== undefined) return show(c, view, await readEdition(store, briefing, Number(edition), 'editor', formats))
  return show(c, view, await readBriefing(store, briefing, 'editor', new Date(), formats))
})

preview.post(VIEW, async (c) => {
  const view = viewOf(c)
  const trial = trialOf(readRecipeForm(await formOf(c)))
  if (!trial.ok) return nothing(`Once this is put right, it can be shown here:\n\n${trial.error.map(inALine).join('\n')}`)
  return show(c, view, await tryBriefing(storeOf(c.env), trial.value, new Date(), FORMATS[view]))
})

/** The templates that a frame is made with. */
const FORMATS: Readonly<Record<Preview, readonly TemplateFormat[]>> = {
  phone: ['html'],
  wide: ['html'],
  'mail-light': ['mail'],
  'mail-dark': ['mail'],
  md: ['md'],
  txt: ['txt'],
}

function viewOf(c: Context<DeskDoor>): Preview {
  return PREVIEWS.find((known) => known === c.req.param('view')) ?? 'wide'
}

function inALine({ pointer, detail }: Flaw): string {
  return `${pointer.split('/').filter(Boolean).join(', ')}: ${detail}`
}

async function show(c: Context<DeskDoor>, view: Preview, read: Result<Composed, Unread>): Promise<Response> {
  if (!read.ok) return nothing(read.error === 'missing' ? 'This is not here any more.' : 'A text of it cannot be read just now. Try again.')
  const { composition, templates } = read.value
  return framed(
    renderPreview(composition, view, c.env.PUBLIC_URL, reporting(templates, { preview: composition.path })),
    view.startsWith('mail'),
  )
}

/** The page of a frame that has nothing to show: why. */
export function nothing(text: string): Promise<Response> {
  return framed(renderNoPreview(text), false)
}

/** A page for a frame of the desk. */
export async function framed(page: string, isMail: boolean): Promise<Response> {
  return html(page, 200, { 'Content-Security-Policy': await framePolicy(page, isMail), 'X-Frame-Options': 'SAMEORIGIN' })
}
