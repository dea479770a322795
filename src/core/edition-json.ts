import type { ComposedArticle, ComposedCopy, Composition } from './composition.ts'

/**
 * An edition as data: what stands in it, what each article's hash is of, and what was corrected since. The digest can be
 * recomputed from this alone; docs/editions.md shows how.
 */
export function editionJson(composition: Composition & { readonly edition: NonNullable<Composition['edition']> }): object {
  const { edition, title, description, introduction, language, timezone, sections } = composition
  const { digest, items, ...header } = edition
  const shown = sections.flatMap(({ stories }) => stories.flatMap((story) => story.articles))
  const articles = new Map<string, ComposedArticle | ComposedCopy>(
    shown.flatMap((article) => [article, ...article.copies]).map((article) => [article.id, article]),
  )
  const copyOf = new Map(shown.flatMap(({ id, copies }) => copies.map((copy) => [copy.id, id])))
  return {
    edition: {
      ...header,
      title,
      description,
      introduction,
      language,
      timezone,
      items: items.map((item) => ({ ...item, ...standing(articles.get(item.article), copyOf.get(item.article) ?? null) })),
      sections: sections.map((section) => ({
        title: section.title,
        stories: section.stories.map(({ story, origins, articles: told }) => ({
          story,
          origins,
          articles: told.map(({ id }) => id),
          moreCopies: told.reduce((sum, { moreCopies }) => sum + moreCopies, 0),
        })),
      })),
    },
    digest,
    corrections: [...articles.values()].flatMap(({ id, correctedSince }) =>
      correctedSince.map((correction) => ({ article: id, ...correction })),
    ),
  }
}

function standing(article: ComposedArticle | ComposedCopy | undefined, copyOf: string | null): object {
  if (!article) return { withdrawn: true }
  if ('note' in article) {
    const { note, change, copies: _copies, moreCopies: _more, correctedSince: _corrections, ...view } = article
    return { change, note, copyOf, view }
  }
  const { change, correctedSince: _corrections, ...view } = article
  return { change, note: null, copyOf, view }
}
