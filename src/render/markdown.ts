import articleSource from '../../templates/partials/article.md.mustache'
import briefingSource from '../../templates/briefing.md.mustache'
import { mainDirection, markFor, runsBothWays } from './bidi.ts'
import { markdownEscape } from './escape-markdown.ts'
import { template } from './mustache.ts'
import type { View } from './view.ts'

export const markdownTemplate = { source: briefingSource, partials: { article: articleSource } }

const render = template(markdownTemplate, markdownEscape)

/** A briefing in CommonMark, without tables or HTML, so that GitHub and Slack show it alike. */
export function renderMarkdown(view: View): string {
  return tidyMarkdown(render(view))
}

/** Written Markdown without the white space that templates leave behind. */
export function tidyMarkdown(text: string): string {
  return `${text
    .replace(/^.+$/gm, steadied)
    .split('\n')
    .map(withoutTrailing)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

// A regular expression would look through a long run of spaces once from each of them.
function withoutTrailing(line: string): string {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1
  return line.slice(0, end)
}

// Behind the marks of Markdown, which begin nothing any more when they follow something.
const MARKUP = /^(?:> |- |#{1,6} )?[*_[]*/

function steadied(line: string): string {
  const words = line.replaceAll(/\]\([^()]*\)/g, ']')
  if (!runsBothWays(words)) return line
  return line.replace(MARKUP, (markup) => markup + markFor(words, mainDirection(words)))
}
