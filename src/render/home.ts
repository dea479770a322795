import * as z from 'zod'
import stylesheet from '../../templates/page.css'
import source from '../../templates/home.html.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import type { Briefing } from '../core/briefing.ts'
import { shown, shownOrNull } from './clean.ts'
import { htmlEscape } from './escape-html.ts'
import { directionOf, localeFor } from './locale.ts'
import { template } from './mustache.ts'
import { MomentView, OtherLanguageView } from './view.ts'
import { wordingFor } from './wording.ts'
import { wordingLanguageOf } from './wording-language.ts'

export const homeTemplate = { source, partials: { wording: wordingSource, stylesheet } }

const BriefingView = z.strictObject({
  address: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  wordingLanguage: OtherLanguageView.nullable(),
  edition: z.strictObject({ address: z.string(), name: z.string(), frozen: MomentView }).nullable(),
})

/** What the front page's template sees. */
export const HomeView = z.strictObject({
  language: z.string().describe('of the words, which is English where the wanted one is not spoken'),
  direction: z.enum(['ltr', 'rtl']),
  site: z.string(),
  heading: z.string(),
  lead: z.string(),
  none: z.string(),
  address: z.string(),
  briefings: z.array(BriefingView),
})

const page = template(homeTemplate, htmlEscape)

/** A public briefing as the front page lists it. */
export interface ListedBriefing {
  readonly briefing: Briefing
  readonly edition: { readonly number: number; readonly frozenAt: string } | null
}

/** The front page: the public briefings, each with its link and its newest edition, in its own language. */
export function renderHome(briefings: readonly ListedBriefing[], publicUrl: string, wanted: string): string {
  const { language, labels, home } = wordingFor(wanted)
  const view: z.infer<typeof HomeView> = {
    language,
    direction: directionOf(language),
    site: labels.site,
    ...home,
    address: `${publicUrl}/`,
    briefings: briefings.map((listed) => briefingView(listed, publicUrl)),
  }
  return page(view)
}

function briefingView({ briefing, edition }: ListedBriefing, publicUrl: string): z.infer<typeof BriefingView> {
  const { slug, title, description, language, timezone } = briefing
  const locale = localeFor(language, timezone)
  const wording = wordingFor(language)
  const address = `${publicUrl}/briefings/${slug}`
  return {
    address,
    title: shown(title),
    description: shownOrNull(description),
    language,
    direction: locale.direction,
    wordingLanguage: wordingLanguageOf(language, wording),
    edition: edition && {
      address: `${address}/editions/${edition.number}`,
      name: wording.edition(edition.number),
      frozen: { iso: edition.frozenAt, text: locale.moment(edition.frozenAt) },
    },
  }
}
