import stylesheet from '../../templates/page.css'
import source from '../../templates/home.html.mustache'
import type { Briefing } from '../core/briefing.ts'
import { shown, shownOrNull } from './clean.ts'
import { htmlEscape } from './escape-html.ts'
import { localeFor } from './locale.ts'
import { template } from './mustache.ts'
import { wordingFor } from './wording.ts'

export const homeTemplate = { source, partials: { stylesheet } }

const page = template(homeTemplate, htmlEscape)

/** The front page: the public briefings, each with its link. */
export function renderHome(briefings: readonly Briefing[], publicUrl: string): string {
  return page({
    site: wordingFor('en').labels.site,
    lead: 'News articles in, short briefings out: what was said, who said it, and who had it first.',
    address: `${publicUrl}/`,
    briefings: briefings.map(({ slug, title, description, language, timezone }) => ({
      address: `${publicUrl}/briefings/${slug}`,
      title: shown(title),
      description: shownOrNull(description),
      language,
      direction: localeFor(language, timezone).direction,
    })),
  })
}
