import lineSource from '../../../templates/desk/partials/article-line.html.mustache'
import source from '../../../templates/desk/template.html.mustache'
import type { TemplateFormat, TemplateVersion } from '../../core/template.ts'
import { choice } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import type { Preview } from './preview.ts'
import { previewFrames } from './preview-frames.ts'
import { deskTemplate } from './template.ts'
import type { FieldGroup } from './template-fields.ts'
import { FORMAT_NAMES } from './template-sets.ts'
import { verdictView, type Verdict } from './template-verdict.ts'
import { lineChanges } from './word-changes.ts'

const render = deskTemplate(source, { line: lineSource })

export interface TemplateMatter {
  readonly text: string
  /** The hash of the text that its editor has seen as the stored one; empty for none. */
  readonly base: string
  readonly verdict: Verdict
  /** Why what stands in the editor is not what is stored. */
  readonly note: string | null
  readonly problem: string | null
  /** A text to compare with, and what it is. */
  readonly other: { readonly heading: string; readonly text: string } | null
}

export interface TemplatePage extends TemplateMatter {
  readonly name: string
  readonly format: TemplateFormat
  /** Whether it is one that comes with Wirebrief, and stays as it is. */
  readonly fixed: boolean
  readonly versions: readonly TemplateVersion[]
  readonly briefings: readonly { readonly slug: string; readonly title: string; readonly uses: boolean }[]
  readonly briefing: string
  readonly fields: readonly FieldGroup[]
  readonly partials: readonly string[]
}

/** The editor of a template, with what becomes of it beside. */
export function renderTemplate(frame: Frame, page: TemplatePage): string {
  const { name, format, text, versions, briefings, other } = page
  const base = `/desk/templates/${name}/${format}`
  const stored = versions[0]?.hash != null
  return render({
    ...frame,
    base,
    formatName: FORMAT_NAMES[format],
    editable: frame.can.write && !page.fixed,
    fixed: page.fixed,
    note: page.note,
    problem: page.problem === null ? null : { detail: page.problem, flaws: [] },
    text,
    seenHash: page.base,
    guard: page.note !== null || page.problem !== null ? 'unsaved' : '',
    ...verdictView(page.verdict, text),
    other: other && { otherHeading: other.heading, otherText: other.text, lines: changesOf(other.text, text) },
    users: briefings.filter(({ uses }) => uses),
    briefingChoice:
      briefings.length === 0
        ? null
        : choice(
            'briefing',
            'With the briefing',
            briefings.map(({ slug, title }) => [slug, title]),
            page.briefing,
          ),
    frames: previewFrames(null)
      .filter(({ view }) => VIEWS_OF[format].includes(view))
      .map((one) => ({ ...one, frameAddress: `${base}/preview/${one.view}` })),
    firstFrame: VIEWS_OF[format][0],
    stored,
    versions: versions.map((one, index) => ({
      version: one.version,
      at: when(one.at),
      by: one.actor,
      isRemoval: one.hash === null,
      isCurrent: index === 0 && one.hash !== null,
      lookAddress: one.hash === null || index === 0 ? null : `${base}?version=${one.version}`,
    })),
    groups: page.fields.map(({ within, fields }) => ({ within, fields })),
    partials: page.partials,
    sectionTag: '{{#introduction}}…{{/introduction}}',
  })
}

function changesOf(before: string, after: string) {
  return lineChanges(before.split('\n'), after.split('\n'))
}

/** What of the previews a format is seen in. */
const VIEWS_OF: Readonly<Record<TemplateFormat, readonly Preview[]>> = {
  html: ['wide', 'phone'],
  md: ['md'],
  txt: ['txt'],
  mail: ['mail-light', 'mail-dark'],
}
