import source from '../../../templates/desk/templates.html.mustache'
import type { Flaw } from '../../core/result.ts'
import { BUILT_IN, TEMPLATE_FORMATS, type TemplateFormat, type TemplateSetEntry } from '../../core/template.ts'
import { choice, field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export const FORMAT_NAMES: Readonly<Record<TemplateFormat, string>> = {
  html: 'Web page',
  md: 'Markdown',
  txt: 'Text, and the text part of mail',
  mail: 'Mail',
}

export interface TemplateSetsPage {
  readonly sets: readonly TemplateSetEntry[]
  readonly typed: { readonly name: string; readonly format: string }
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[] } | null
}

/** The template sets, and the way to a new one. */
export function renderTemplateSets(frame: Frame, { sets, typed, problem }: TemplateSetsPage): string {
  const wrong = (name: string) => problem?.flaws.find(({ pointer }) => pointer === `/${name}`)?.detail ?? null
  return render({
    ...frame,
    problem: problem && problemView(problem.detail, problem.flaws, (pointer) => pointer.slice(1)),
    sets: sets.map(({ name, formats, briefings }) => ({
      setName: name,
      setAddress: `/desk/templates/${name}`,
      canDrop: briefings.length === 0,
      users: briefings.map((slug) => ({ slug })),
      formats: TEMPLATE_FORMATS.map((format) => {
        const own = formats.find((one) => one.format === format)
        return {
          formatName: FORMAT_NAMES[format],
          formatAddress: `/desk/templates/${name}/${format}`,
          own: own ? { version: own.version, saved: when(own.at), by: own.actor } : null,
        }
      }),
    })),
    builtIn: TEMPLATE_FORMATS.map((format) => ({
      formatName: FORMAT_NAMES[format],
      formatAddress: `/desk/templates/${BUILT_IN}/${format}`,
    })),
    nameField: field('name', 'Name of the set', typed.name, {
      required: true,
      dir: 'ltr',
      hint: 'Lower-case letters, digits and hyphens. Recipes name it.',
      error: wrong('name'),
    }),
    formatChoice: choice(
      'format',
      'Begin with',
      TEMPLATE_FORMATS.map((format) => [format, FORMAT_NAMES[format]]),
      typed.format,
      { error: wrong('format') },
    ),
  })
}
