import type { Context } from 'hono'
import { BUILT_IN, type TemplateFormat } from '../../core/template.ts'
import type { TemplateAddress } from '../../newsroom/templates.ts'
import { renderTemplate, type TemplateMatter } from '../../render/desk/template-page.ts'
import type { Verdict } from '../../render/desk/template-verdict.ts'
import { listBriefings } from '../../store/briefings.ts'
import { storeOf } from '../../store/store.ts'
import { listTemplateVersions } from '../../store/templates.ts'
import { checkText } from '../save-template.ts'
import { page } from './answer.ts'
import type { DeskDoor } from './door.ts'

/** The page of a template, whatever stands in its editor. */

const ABOVE = [{ text: 'Templates', address: '/desk/templates' }]

/** What a page says of one text; the rest is found for it. */
export type Shown = Pick<TemplateMatter, 'text' | 'base'> & Partial<TemplateMatter> & { readonly briefing?: string }

/** A template's editor with all that stands around it. */
export async function showTemplate(c: Context<DeskDoor>, address: TemplateAddress, shown: Shown, status = 200): Promise<Response> {
  const { name, format } = address
  const store = storeOf(c.env)
  const fixed = name === BUILT_IN
  const [verdict, briefings, versions, { templateFields, templatePartials }] = await Promise.all([
    shown.verdict ?? verdictOn(format, shown.text),
    listBriefings(store),
    fixed ? [] : listTemplateVersions(store, name, format),
    import('../../render/desk/template-fields.ts'),
  ])
  const choices = briefings.map(({ slug, title, template }) => ({ slug, title, uses: template === name }))
  const matter = {
    note: null,
    problem: null,
    other: null,
    ...shown,
    verdict,
    ...address,
    fixed,
    versions,
    briefings: choices,
    briefing: chosen(choices, shown.briefing ?? c.req.query('briefing')),
    fields: templateFields(format),
    partials: templatePartials(format),
  }
  return page(c, { area: 'templates', heading: `${name}, ${format}`, above: ABOVE }, (frame) => renderTemplate(frame, matter), status)
}

/** The briefing that was asked for, or one that uses the set. */
function chosen(briefings: readonly { readonly slug: string; readonly uses: boolean }[], asked: string | undefined): string {
  const found = briefings.find(({ slug }) => slug === asked) ?? briefings.find(({ uses }) => uses) ?? briefings[0]
  return found?.slug ?? ''
}

/** What the check says of a text, stored or not. */
export async function verdictOn(format: TemplateFormat, text: string): Promise<Verdict> {
  return text.trim() === '' ? EMPTY : checkText(format, text, '/text')
}

const EMPTY: Verdict = {
  ok: false,
  error: { detail: 'There is nothing in it. Write something, or begin from the built-in text.', flaws: [] },
}
