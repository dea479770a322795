import stylesheet from '../../templates/page.css'
import articleSource from '../../templates/partials/article.html.mustache'
import langSource from '../../templates/partials/lang.html.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import pageSource from '../../templates/briefing.html.mustache'
import { pageBrandStyle, TRUSTED_STYLES } from './brand-style.ts'
import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import type { View } from './view.ts'

/** What the page is made of. Each partial is used under its name here. */
export const htmlTemplate = {
  source: pageSource,
  partials: { article: articleSource, lang: langSource, wording: wordingSource, stylesheet, brandStyle: pageBrandStyle },
  trusted: ['structuredData', ...TRUSTED_STYLES],
}

/** The exact text of the page's only style element, before that of a brand: what a Content-Security-Policy's hash is made of. */
export { stylesheet }

/** A briefing as a web page without script or anything from elsewhere, and without images but the logo of its brand. */
export const renderHtml: (view: View) => string = template(htmlTemplate, htmlEscape)
