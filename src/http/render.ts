import type { Composition } from '../core/composition.ts'
import { editionJson } from '../core/edition-json.ts'
import { renderHtml } from '../render/html.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { renderText } from '../render/plaintext.ts'
import { viewOf } from '../render/view-of.ts'
import type { Format } from '../urls.ts'

/** A composition in one format. */
export async function render(composition: Composition, format: Format, publicUrl: string): Promise<string> {
  if (format === 'json') return `${JSON.stringify(toJson(composition), null, 2)}\n`
  const view = viewOf(composition, { publicUrl })
  switch (format) {
    case 'html':
      return renderHtml(view)
    case 'md':
      return renderMarkdown(view)
    case 'txt':
      return renderText(view)
    case 'eml': {
      const { renderMessage } = await import('../render/message.ts')
      return renderMessage(view)
    }
  }
}

function toJson(composition: Composition): object {
  const { edition } = composition
  return edition ? editionJson({ ...composition, edition }) : composition
}
