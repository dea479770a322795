import articleSource from '../../templates/partials/article.md.mustache'
import briefingSource from '../../templates/briefing.md.mustache'
import { markdownEscape } from './escape-markdown.ts'
import { template } from './mustache.ts'
import type { View } from './view.ts'

export const markdownTemplate = { source: briefingSource, partials: { article: articleSource } }

const render = template(markdownTemplate, markdownEscape)

/** A briefing in CommonMark, without tables or HTML, so that GitHub and Slack show it alike. */
export function renderMarkdown(view: View): string {
  return `${render(view)
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
