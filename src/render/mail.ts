import * as z from 'zod'
import stylesheet from '../../templates/mail.css'
import articleSource from '../../templates/partials/article.mail.mustache'
import dirSource from '../../templates/partials/dir.mail.mustache'
import langSource from '../../templates/partials/lang.html.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import mailSource from '../../templates/briefing.mail.mustache'
import { mailBrandStyle, TRUSTED_STYLES } from './brand-style.ts'
import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import { View, type ArticleView } from './view.ts'

/** What the mail's template sees: the view, and what only mail clients need. */
export const MailView = View.extend({
  shortened: z.boolean().describe('true: something is left out to stay small'),
  startSide: z.enum(['left', 'right']).describe('where a line begins; mail clients do not know "start"'),
  endSide: z.enum(['left', 'right']).describe('where a line ends'),
  mirrored: z.boolean().describe('true: from right to left, which some mail clients have to be told at every cell'),
})

export const mailTemplate = {
  source: mailSource,
  partials: { article: articleSource, dir: dirSource, lang: langSource, wording: wordingSource, stylesheet, brandStyle: mailBrandStyle },
  trusted: TRUSTED_STYLES,
}

const render = template(mailTemplate, htmlEscape)

/** Gmail cuts HTML off at 102 kB. */
const LARGEST = 100_000

/**
 * A briefing as the HTML part of a mail: tables, inline styles, no images but the logo of its brand. One that would be cut off on its way leaves out
 * statements, then all but three points of each article, then the points, then articles from the end, and says so.
 */
export function renderMailHtml(view: View): string {
  return fittingMail(view, render) ?? ''
}

/** The same by any template of a mail; null where that gives none. */
export function fittingMail(view: View, write: (view: z.infer<typeof MailView>) => string | null): string | null {
  const whole = write(mailView(view, false))
  if (whole === null || fits(whole)) return whole
  let html: string | null = ''
  for (const smaller of [view, withPoints(view, 3), withPoints(view, 0)]) {
    html = write(mailView(smaller, true))
    if (html === null || fits(html)) return html
  }
  for (let count = countArticles(view) >> 1; count > 0 && html !== null && !fits(html); count >>= 1) {
    html = write(mailView(withArticles(withPoints(view, 0), count), true))
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
  const mirrored = view.direction === 'rtl'
  return { ...view, shortened, mirrored, startSide: mirrored ? 'right' : 'left', endSide: mirrored ? 'left' : 'right' }
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
