import type { AttributionStep } from './article.ts'
import { countOrigins, originsOf } from './attribution.ts'
import type { ComposedArticle, Origins } from './composition.ts'
import { originsOfCopies, type Traced } from './copies.ts'

/** Where the articles of one story come from, copies of one text counting as one. */
export function originsOfStory(articles: readonly ComposedArticle[]): Origins {
  const { outlets, unknown } = countOrigins(
    articles.map(({ attribution, copies }) => originsOfCopies([attribution, ...copies.map((copy) => copy.attribution)].map(traced))),
  )
  return {
    reports: articles.reduce((sum, { copies, moreCopies }) => sum + 1 + copies.length + moreCopies, 0),
    outlets: outlets.map((outlet) => outlet.name),
    unknown,
  }
}

function traced(attribution: readonly AttributionStep[]): Traced {
  return { origins: originsOf(attribution), steps: attribution.length }
}
