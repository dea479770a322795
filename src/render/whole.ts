import type { TemplateFormat } from '../core/template.ts'
import { KITS } from './kit.ts'

/** A built-in template as one that can be changed and stored: the partials that are long stand in it, those that are short or have to be exact are named. */
export function wholeBuiltIn(format: TemplateFormat): string {
  const { builtIn, partials } = KITS[format]
  // A partial that stands alone in its line takes the line's end with it.
  const named = builtIn.replace('<script type="application/ld+json">{{{structuredData}}}</script>', '{{>structuredData}}\n')
  return named.replace(/^\{\{>(\w+)\}\}\n/gm, (tag, name: string) => (partials[name]?.trim().includes('\n') ? partials[name] : tag))
}
