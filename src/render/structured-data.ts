import type { AttributionStep } from '../core/article.ts'
import type { ComposedArticle, Composition } from '../core/composition.ts'
import { shown, shownUrl } from './clean.ts'
import type { ArticleView, SectionView } from './view.ts'

/**
 * The page for machines: schema.org NewsArticle, `isBasedOn` being the chain of attribution, nearest first and each step based
 * on the next. JSON in which no character can end the script element or start another (https://w3c.github.io/json-ld-syntax/#restrictions-for-contents-of-json-ld-script-elements).
 */
export function structuredData(composition: Composition, sections: readonly SectionView[], page: string): string {
  const records = composition.sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))
  const views = sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))
  const graph = records.flatMap((record, index) => {
    const view = views[index]
    return view ? [newsArticle(record, view)] : []
  })
  const collection = composition.kind === 'briefing' ? [briefing(composition, page)] : []
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': [...collection, ...graph] }).replace(UNSAFE, asEscape)
}

const UNSAFE = /[<>&\u2028\u2029]/g

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function briefing({ title, language, updatedAt }: Composition, page: string): object {
  return { '@type': 'CollectionPage', '@id': page, name: shown(title), inLanguage: language, dateModified: updatedAt }
}

function newsArticle(record: ComposedArticle, { headline, dek, page, published, corrections }: ArticleView): object {
  const basis = chain(record.attribution, record.url)
  return {
    '@type': 'NewsArticle',
    '@id': page.url,
    url: page.url,
    headline,
    inLanguage: record.language,
    ...(dek && { description: dek }),
    ...(published && { datePublished: published.iso }),
    ...(record.byline.length > 0 && { author: record.byline.map((name) => ({ '@type': 'Person', name: shown(name) })) }),
    ...(corrections.length > 0 && {
      correction: corrections.map(({ at, note }) => ({ '@type': 'CorrectionComment', datePublished: at.iso, text: note })),
    }),
    ...(basis && { isBasedOn: basis }),
  }
}

function chain(steps: readonly AttributionStep[], source: string | null): object | null {
  const nearest = shownUrl(source)
  const from = steps.reduceRight<object | null>((origin, step, position) => based(step, position === 0 ? nearest : null, origin), null)
  return from ?? (nearest ? { '@type': 'NewsArticle', url: nearest } : null)
}

function based(step: AttributionStep, source: string | null, origin: object | null): object {
  const url = shownUrl(step.url) ?? source
  return {
    '@type': step.form === null || step.form === 'report' ? 'NewsArticle' : 'CreativeWork',
    ...(url && { url }),
    ...(step.form && { genre: step.form }),
    publisher: step.outlets.map((name) => ({ '@type': 'Organization', name: shown(name) })),
    ...(origin && { isBasedOn: origin }),
  }
}
