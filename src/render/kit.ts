import type { TemplateFormat } from '../core/template.ts'
import type { Bounds } from './bounded.ts'
import { htmlEscape } from './escape-html.ts'
import { markdownEscape } from './escape-markdown.ts'
import { htmlTemplate } from './html.ts'
import { mailTemplate } from './mail.ts'
import { markdownTemplate } from './markdown.ts'
import type { Escape, TemplateSource } from './mustache.ts'
import { textEscape, textTemplate } from './plaintext.ts'

/** What a template of one's own is made with, by its format: the built-in one's partials and escaping. */
export interface Kit {
  readonly builtIn: string
  readonly partials: Readonly<Record<string, string>>
  /** Tags that partials may leave unescaped. */
  readonly trusted: readonly string[]
  readonly escape: Escape
  /** Twice what fifty long articles need and more. Text is wrapped afterwards, and a mail made again until it is small enough, which take longer than writing it. */
  readonly bounds: Bounds
}

const STEPS = 500_000

export const KITS: Readonly<Record<TemplateFormat, Kit>> = {
  html: kit(
    {
      ...htmlTemplate,
      partials: { ...htmlTemplate.partials, structuredData: '<script type="application/ld+json">{{{structuredData}}}</script>' },
    },
    htmlEscape,
    4_000_000,
  ),
  md: kit(markdownTemplate, markdownEscape, 2_000_000),
  txt: kit(textTemplate, textEscape, 2_000_000),
  mail: kit(mailTemplate, htmlEscape, 2_000_000),
}

function kit({ source, partials, trusted = [] }: TemplateSource, escape: Escape, length: number): Kit {
  return { builtIn: source, partials, trusted, escape, bounds: { length, steps: STEPS } }
}
