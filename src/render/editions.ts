import * as z from 'zod'
import stylesheet from '../../templates/page.css'
import source from '../../templates/editions.html.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import type { Brand } from '../core/brand.ts'
import { brandView } from './brand.ts'
import { pageBrandStyle, TRUSTED_STYLES } from './brand-style.ts'
import { shown } from './clean.ts'
import { htmlEscape } from './escape-html.ts'
import { localeFor } from './locale.ts'
import { template } from './mustache.ts'
import { AlternateView, BrandView, MomentView, OtherLanguageView, PlaceView } from './view.ts'
import { Labels, wordingFor } from './wording.ts'
import { wordingLanguageOf } from './wording-language.ts'

export const editionsTemplate = {
  source,
  partials: { wording: wordingSource, stylesheet, brandStyle: pageBrandStyle },
  trusted: TRUSTED_STYLES,
}

/** What the archive's template sees. */
export const EditionsView = z.strictObject({
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  wordingLanguage: OtherLanguageView.nullable(),
  listed: z.boolean(),
  labels: Labels,
  site: z.string(),
  brand: BrandView,
  title: z.string(),
  home: PlaceView,
  online: PlaceView,
  live: PlaceView,
  feeds: z.array(AlternateView),
  newer: PlaceView.nullable(),
  older: PlaceView.nullable(),
  none: z.boolean(),
  editions: z.array(z.strictObject({ address: z.string(), name: z.string(), frozen: MomentView, contents: z.string() })),
})

const archivePage = template(editionsTemplate, htmlEscape)

/** A briefing's editions, as its archive lists them. */
export interface Archive {
  readonly title: string
  readonly language: string
  readonly timezone: string
  readonly visibility: string
  readonly brand: Brand
  readonly editions: readonly {
    readonly number: number
    readonly frozenAt: string
    readonly articles: number
    readonly withdrawn: { readonly at: string; readonly reason: string } | null
  }[]
}

/** One page of the archive, newest first. */
export function renderEditions(
  { title, language, timezone, visibility, brand: own, editions }: Archive,
  place: { readonly slug: string; readonly page: number; readonly pages: number },
  publicUrl: string,
): string {
  const locale = localeFor(language, timezone)
  const wording = wordingFor(language)
  const briefing = `${publicUrl}/briefings/${place.slug}`
  const addressOf = (page: number) => (page > 1 ? `${briefing}/editions?page=${page}` : `${briefing}/editions`)
  const brand = brandView(own, publicUrl)
  const view: z.infer<typeof EditionsView> = {
    language,
    direction: locale.direction,
    wordingLanguage: wordingLanguageOf(language, wording),
    listed: visibility === 'public',
    labels: wording.labels,
    site: brand.name ?? wording.labels.site,
    brand,
    title: shown(title),
    home: { address: `${publicUrl}/` },
    online: { address: addressOf(place.page) },
    live: { address: briefing },
    feeds: [
      { format: 'Atom', mediaType: 'application/atom+xml', address: `${briefing}/feed.atom` },
      { format: 'JSON Feed', mediaType: 'application/feed+json', address: `${briefing}/feed.json` },
    ],
    newer: place.page > 1 ? { address: addressOf(place.page - 1) } : null,
    older: place.page < place.pages ? { address: addressOf(place.page + 1) } : null,
    none: editions.length === 0,
    editions: editions.map(({ number, frozenAt, articles, withdrawn }) => ({
      address: `${briefing}/editions/${number}`,
      name: wording.edition(number),
      frozen: { iso: frozenAt, text: locale.moment(frozenAt) },
      contents: withdrawn ? wording.withdrawn(locale.moment(withdrawn.at), shown(withdrawn.reason)) : wording.articles(articles),
    })),
  }
  return archivePage(view)
}
