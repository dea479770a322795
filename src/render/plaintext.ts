import articleSource from '../../templates/partials/article.txt.mustache'
import briefingSource from '../../templates/briefing.txt.mustache'
import { template, type Escape } from './mustache.ts'
import type { View } from './view.ts'
import { wrap } from './wrap.ts'

export const textTemplate = { source: briefingSource, partials: { article: articleSource } }

const asIs = (value: string) => value
export const textEscape: Escape = { text: asIs, url: asIs }
const render = template(textTemplate, textEscape)

/** RFC 5322 section 2.1.1 asks for at most 78; the rest is room for the marks of a quoted reply. */
export const COLUMNS = 72

/** A briefing as text to be read in a terminal or pasted into a mail: wrapped, without markup, its links numbered at the end. */
export function renderText(view: View): string {
  return wrap(render(view), COLUMNS)
}
