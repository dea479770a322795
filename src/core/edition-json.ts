import type { ComposedArticle, Composition } from './composition.ts'

/**
 * An edition as data: what stands in it, what each article's hash is of, and what was corrected since. The digest can be
 * recomputed from this alone; docs/editions.md shows how.
 */
export function editionJson(composition: Composition & { readonly edition: NonNullable<Composition['edition']> }): object {
  const { edition, title, description, introduction, language, timezone, sections } = composition
  const { digest, items, ...header } = edition
  const articles = new Map(
    sections.flatMap(({ stories }) => stories.flatMap((story) => story.articles.map((article) => [article.id, article]))),
  )
  return {
    edition: {
      ...header,
      title,
      description,
      introduction,
      language,
      timezone,
      items: items.map((item) => ({ ...item, ...standing(articles.get(item.article)) })),
      sections: sections.map((section) => ({
        title: section.title,
        stories: section.stories.map(({ story, origins, articles: told }) => ({ story, origins, articles: told.map(({ id }) => id) })),
      })),
    },
    digest,
    corrections: [...articles.values()].flatMap(({ id, correctedSince }) =>
      correctedSince.map((correction) => ({ article: id, ...correction })),
    ),
  }
}

function standing(article: ComposedArticle | undefined): object {
  if (!article) return { withdrawn: true }
  const { note, change, correctedSince: _corrections, ...view } = article
  return { change, note, view }
}
