import type { ComposedCopy, Composition } from './composition.ts'

/** A correction that was made after an edition was frozen. */
export interface EditionCorrection {
  readonly article: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly note: string
}

/** Every correction that an edition shows, oldest first. */
export function correctionsOf({ sections }: Composition): EditionCorrection[] {
  return sections
    .flatMap(({ stories }) =>
      stories.flatMap(({ articles }) =>
        articles
          .flatMap((article) => [article, ...article.copies])
          .flatMap(({ id, correctedSince }) => correctedSince.map((one) => ({ article: id, ...one }))),
      ),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Those of the corrections that are not among the ones told before. */
export function untold(corrections: readonly EditionCorrection[], told: readonly EditionCorrection[]): EditionCorrection[] {
  const known = new Set(told.map(nameOf))
  return corrections.filter((correction) => !known.has(nameOf(correction)))
}

function nameOf({ article, at, note }: EditionCorrection): string {
  return JSON.stringify([article, at, note])
}

/**
 * An edition reduced to corrections: the articles that they are of, and those whose copies they are of, with these corrections and no
 * others, without what else it said.
 */
export function reduceToCorrected(edition: Composition, corrections: readonly EditionCorrection[]): Composition {
  const corrected = new Set(corrections.map(({ article }) => article))
  const told = new Set(corrections.map(nameOf))
  const reduce = <T extends ComposedCopy>(article: T): T => ({
    ...article,
    correctedSince: article.correctedSince.filter((correction) => told.has(nameOf({ article: article.id, ...correction }))),
  })
  return {
    ...edition,
    description: null,
    introduction: null,
    sections: edition.sections.flatMap((section) => {
      const stories = section.stories.flatMap((story) => {
        const articles = story.articles
          .filter((article) => [article, ...article.copies].some(({ id }) => corrected.has(id)))
          .map((article) => ({ ...reduce(article), copies: article.copies.map(reduce) }))
        return articles.length > 0 ? [{ ...story, articles, withdrawn: 0 }] : []
      })
      return stories.length > 0 ? [{ ...section, stories }] : []
    }),
  }
}
