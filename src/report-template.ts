import type { TemplateTexts } from './core/template.ts'
import { logFailure } from './log.ts'
import type { OwnTemplates } from './render/own.ts'

/** Templates of whose failing the log is told. `where` says which page or mail was made with the built-in one instead. */
export function reporting(templates: TemplateTexts, where: Readonly<Record<string, unknown>>): OwnTemplates {
  return { ...templates, onUnusable: (format) => logFailure('template-not-usable', { template: templates.name, format, ...where }) }
}
