import { z } from 'zod'
import stylesheet from '../../templates/page.css'
import source from '../../templates/home.html.mustache'
import type { Briefing } from '../core/briefing.ts'
import { shown, shownOrNull } from './clean.ts'
import { htmlEscape } from './escape-html.ts'
import { localeFor } from './locale.ts'
import { template } from './mustache.ts'
import { MomentView } from './view.ts'
import { wordingFor } from './wording.ts'

export const homeTemplate = { source, partials: { stylesheet } }

const BriefingView = z.strictObject({
  address: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  edition: z.strictObject({ address: z.string(), name: z.string(), frozen: MomentView }).nullable(),
})

/** What the front page's template sees. */
export const HomeView = z.strictObject({ site: z.string(), lead: z.string(), address: z.string(), briefings: z.array(BriefingView) })

const page = template(homeTemplate, htmlEscape)

/** A public briefing as the front page lists it. */
export interface ListedBriefing {
  readonly briefing: Briefing
  readonly edition: { readonly number: number; readonly frozenAt: string } | null
}

/** The front page: the public briefings, each with its link and its newest edition. */
export function renderHome(briefings: readonly ListedBriefing[], publicUrl: string): string {
  const view: z.infer<typeof HomeView> = {
    site: wordingFor('en').labels.site,
    lead: 'News articles in, short briefings out: what was said, who said it, and who had it first.',
    address: `${publicUrl}/`,
    briefings: briefings.map((listed) => briefingView(listed, publicUrl)),
  }
  return page(view)
}

function briefingView({ briefing, edition }: ListedBriefing, publicUrl: string): z.infer<typeof BriefingView> {
  const { slug, title, description, language, timezone } = briefing
  const locale = localeFor(language, timezone)
  const address = `${publicUrl}/briefings/${slug}`
  return {
    address,
    title: shown(title),
    description: shownOrNull(description),
    language,
    direction: locale.direction,
    edition: edition && {
      address: `${address}/editions/${edition.number}`,
      name: wordingFor(language).edition(edition.number),
      frozen: { iso: edition.frozenAt, text: locale.moment(edition.frozenAt) },
    },
  }
}
