import type { TemplateFormat, TemplateTexts } from '../core/template.ts'
import { boundedTemplate } from './bounded.ts'
import { KITS } from './kit.ts'
import { withWayOut } from './way-out.ts'
import { renderHtml } from './html.ts'
import { fittingMail, renderMailHtml } from './mail.ts'
import { renderMarkdown, tidyMarkdown } from './markdown.ts'
import { COLUMNS, renderText } from './plaintext.ts'
import type { View } from './view.ts'
import { wrap } from './wrap.ts'

/** A briefing by its own templates, and by the built-in one for each format that they lack. */

/** The templates to render with, and who is told of one that cannot be used. */
export interface OwnTemplates extends TemplateTexts {
  /** Called where the built-in template stands in for one that went beyond its bounds, or that this version cannot read any more. */
  readonly onUnusable?: (format: TemplateFormat) => void
}

/** A view in one format. */
export function renderBy(format: TemplateFormat, view: View, { texts, onUnusable }: OwnTemplates): string {
  const text = texts[format]
  if (text === undefined) return BUILT_IN[format](view)
  const own = renderOwn(format, text, view)
  if (own !== null) return own
  onUnusable?.(format)
  return BUILT_IN[format](view)
}

const BUILT_IN: Readonly<Record<TemplateFormat, (view: View) => string>> = {
  html: renderHtml,
  md: renderMarkdown,
  txt: renderText,
  mail: renderMailHtml,
}

/** A view by a template's text; null where that goes beyond its bounds or cannot be read. */
export function renderOwn(format: TemplateFormat, text: string, view: View): string | null {
  const write = compiled(format, text)
  if (!write) return null
  switch (format) {
    case 'html':
      return write(view)
    case 'md': {
      const written = write(view)
      return written === null ? null : tidyMarkdown(written)
    }
    case 'txt': {
      const written = write(view)
      return written === null ? null : wrap(withWayOut('txt', written, view), COLUMNS)
    }
    case 'mail':
      return fittingMail(view, (mailView) => {
        const written = write(mailView)
        return written === null ? null : withWayOut('mail', written, view)
      })
  }
}

type Compiled = ((view: object) => string | null) | null

const MOST_KEPT = 16
const kept = new Map<string, Compiled>()

/** A parsed template. Those used last are kept: parsing takes longer than writing a short page. */
function compiled(format: TemplateFormat, text: string): Compiled {
  const name = `${format} ${text}`
  const known = kept.get(name)
  const made = known === undefined ? compile(format, text) : known
  kept.delete(name)
  kept.set(name, made)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return made
}

function compile(format: TemplateFormat, text: string): Compiled {
  const { partials, trusted, escape, bounds } = KITS[format]
  try {
    return boundedTemplate({ source: text, partials, trusted }, escape, bounds)
  } catch {
    return null
  }
}
