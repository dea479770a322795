import { z } from 'zod'
import stylesheet from '../../templates/mail.css'
import articleSource from '../../templates/partials/article.mail.mustache'
import langSource from '../../templates/partials/lang.html.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import mailSource from '../../templates/briefing.mail.mustache'
import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import { View, type ArticleView } from './view.ts'

/** What the mail's template sees: the view, and what only mail clients need. */
export const MailView = View.extend({
  shortened: z.boolean().describe('true: something is left out to stay small'),
  startSide: z.enum(['left', 'right']).describe('where a line begins; mail clients do not know "start"'),
  endSide: z.enum(['left', 'right']).describe('where a line ends'),
})

export const mailTemplate = {
  source: mailSource,
  partials: { article: articleSource, lang: langSource, wording: wordingSource, stylesheet },
}

const render = template(mailTemplate, htmlEscape)

/** Gmail cuts HTML off at 102 kB. */
const LARGEST = 100_000

/**
 * A briefing as the HTML part of a mail: tables, inline styles, no images. One that would be cut off on its way leaves out
 * statements, then all but three points of each article, then the points, then articles from the end, and says so.
 */
export function renderMailHtml(view: View): string {
  const whole = render(mailView(view, false))
  if (fits(whole)) return whole
  let html = ''
  for (const smaller of [view, withPoints(view, 3), withPoints(view, 0)]) {
    html = render(mailView(smaller, true))
    if (fits(html)) return html
  }
  for (let count = countArticles(view) >> 1; count > 0 && !fits(html); count >>= 1) {
    html = render(mailView(withArticles(withPoints(view, 0), count), true))
  }
  return html
}

/** Whether it is small enough on its way, too, where quoted-printable (RFC 2045, section 6.7) writes a byte beyond ASCII in three and breaks lines after 75. */
function fits(html: string): boolean {
  const escaped = (html.match(/=/g)?.length ?? 0) * 2
  const bytes = new TextEncoder().encode(html).length
  const beyond = bytes === html.length ? 0 : bytesBeyondAscii(html, bytes)
  return ((bytes + escaped + 2 * beyond) * 78) / 75 <= LARGEST
}

function bytesBeyondAscii(html: string, bytes: number): number {
  return bytes - html.replaceAll(/[^\u0000-\u007f]+/g, '').length
}

function mailView(view: View, shortened: boolean): z.infer<typeof MailView> {
  const startSide = view.direction === 'rtl' ? 'right' : 'left'
  return { ...view, shortened, startSide, endSide: startSide === 'left' ? 'right' : 'left' }
}

function withPoints(view: View, most: number): View {
  return mapArticles(view, (article) => [{ ...article, points: article.points.slice(0, most) }])
}

function withArticles(view: View, most: number): View {
  let left = most
  return mapArticles(view, (article) => (left-- > 0 ? [article] : []))
}

function countArticles({ sections }: View): number {
  return sections.reduce((sum, { stories }) => sum + stories.reduce((inner, { articles }) => inner + articles.length, 0), 0)
}

function mapArticles(view: View, change: (article: ArticleView) => ArticleView[]): View {
  const sections = view.sections.map((section) => ({
    ...section,
    stories: section.stories
      .map((story) => ({ ...story, articles: story.articles.flatMap(change) }))
      .filter((story) => story.articles.length > 0),
  }))
  return { ...view, sections: sections.filter((section) => section.stories.length > 0) }
}
