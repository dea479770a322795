import type { Composition } from '../core/composition.ts'
import { editionJson } from '../core/edition-json.ts'
import type { TemplateFormat } from '../core/template.ts'
import type { Composed } from '../newsroom/read.ts'
import { renderHtml } from '../render/html.ts'
import type { OwnTemplates } from '../render/own.ts'
import { viewOf } from '../render/view-of.ts'
import { reporting } from '../report-template.ts'
import type { Format } from '../urls.ts'

/** The templates that a format is made with. */
export const TEMPLATES_OF: Readonly<Record<Format, readonly TemplateFormat[]>> = {
  html: ['html'],
  md: ['md'],
  txt: ['txt'],
  json: [],
  eml: ['txt', 'mail'],
}

/** A composition in one format, by its own template where it has one. Only pages are ready from the start. */
export async function render({ composition, templates }: Composed, format: Format, publicUrl: string): Promise<string> {
  if (format === 'json') return `${JSON.stringify(toJson(composition), null, 2)}\n`
  const view = viewOf(composition, { publicUrl })
  const own: OwnTemplates = reporting(templates, { page: composition.share ? '/s/…' : composition.path })
  if (format === 'eml') {
    const { renderMessage } = await import('../render/message.ts')
    return renderMessage(view, { templates: own })
  }
  if (own.texts[format] !== undefined) {
    const { renderBy } = await import('../render/own.ts')
    return renderBy(format, view, own)
  }
  switch (format) {
    case 'html':
      return renderHtml(view)
    case 'md': {
      const { renderMarkdown } = await import('../render/markdown.ts')
      return renderMarkdown(view)
    }
    case 'txt': {
      const { renderText } = await import('../render/plaintext.ts')
      return renderText(view)
    }
  }
}

function toJson(composition: Composition): object {
  const { edition } = composition
  return edition ? editionJson({ ...composition, edition }) : composition
}
