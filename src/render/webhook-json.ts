import type { ComposedArticle, Composition } from '../core/composition.ts'
import type { PostKind } from './webhook.ts'
import type { ArticleView, View } from './view.ts'

/** An edition as data for programs, in the envelope that the Standard Webhooks specification recommends. */

const TYPES = { edition: 'edition.published', correction: 'edition.corrected', test: 'edition.test' } as const

/** The event of an edition, a correction or a test, as JSON. `at` is when it came about. */
export function jsonPost(composition: Composition, view: View, kind: PostKind, at: string): string {
  const composed = composition.sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))
  const views = view.sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))
  const { edition } = composition
  return JSON.stringify({
    type: TYPES[kind],
    timestamp: at,
    data: {
      briefing: edition?.briefing ?? composition.path.split('/')[2],
      number: edition?.number ?? null,
      url: view.online.url,
      title: view.title,
      introduction: view.introduction,
      language: composition.language,
      digest: edition?.digest ?? null,
      corrections: composed
        .flatMap((article) => [article, ...article.copies])
        .flatMap(({ id, correctedSince }) => correctedSince.map((correction) => ({ article: id, ...correction }))),
      articles: composed.flatMap((article, index) => {
        const shown = views[index]
        return shown ? [articleData(article, shown)] : []
      }),
    },
  })
}

function articleData(article: ComposedArticle, { page, chain, headline }: ArticleView): object {
  const { id, revision, dek, language, publishedAt, byline, url, note, attribution, points, quotes, people } = article
  const roleOf = (name: string | null) => people.find((person) => person.name === name)?.role ?? null
  return {
    id,
    revision,
    url: page.url,
    headline,
    dek,
    language,
    publishedAt,
    byline,
    note,
    points: points.map(({ text, verbatim }) => ({ text, verbatim })),
    quotations: quotes.map(({ text, speaker, kind }) => ({ text, speaker, role: roleOf(speaker), kind })),
    attribution: { text: chain.map(({ text }) => text).join(''), chain: attribution },
    source: url,
  }
}
