import { z } from 'zod'
import stylesheet from '../../templates/mail.css'
import articleSource from '../../templates/partials/article.mail.mustache'
import langSource from '../../templates/partials/lang.html.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import mailSource from '../../templates/briefing.mail.mustache'
import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import { View } from './view.ts'

/** What the mail's template sees: the view, and what only mail clients need. */
export const MailView = View.extend({
  shortened: z.boolean().describe('true: statements and people are left out to stay small'),
  startSide: z.enum(['left', 'right']).describe('where a line begins; mail clients do not know "start"'),
  endSide: z.enum(['left', 'right']).describe('where a line ends'),
})

export const mailTemplate = {
  source: mailSource,
  partials: { article: articleSource, lang: langSource, wording: wordingSource, stylesheet },
}

const render = template(mailTemplate, htmlEscape)

/** Gmail cuts a message off at 102 kB. */
const LARGEST = 100_000

/**
 * A briefing as the HTML part of a mail: tables, inline styles, no images. One that would be cut off on its way leaves out the
 * statements, and then says so.
 */
export function renderMailHtml(view: View): string {
  const whole = render(mailView(view, false))
  return new TextEncoder().encode(whole).length <= LARGEST ? whole : render(mailView(view, true))
}

function mailView(view: View, shortened: boolean): z.infer<typeof MailView> {
  const startSide = view.direction === 'rtl' ? 'right' : 'left'
  return { ...view, shortened, startSide, endSide: startSide === 'left' ? 'right' : 'left' }
}
