import { describe, expect, it } from 'vitest'
import { ArticleInput } from '../../src/core/article.ts'
import { deriveArticle } from '../../src/intake/derive.ts'
import { NEWS } from './news.ts'

/** Whom and what news-like paragraphs name, and where they have it from: all of it, and nothing else. */

function namesOf(body: readonly string[]) {
  const result = deriveArticle(ArticleInput.parse({ headline: 'A headline of the day', body }), { knownTopics: [] })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const { people, organisations, places, attribution } = result.value
  return {
    people: people.map(({ name, role }) => (role === null ? name : `${name}: ${role}`)),
    organisations: organisations.toSorted(),
    places: places.toSorted(),
    chain: attribution.map(({ outlets, form }) => `${outlets.join(' + ')}: ${form}`),
  }
}

describe('what news names', () => {
  it.each(NEWS.map((each) => [each.body[0]?.slice(0, 50), each] as const))('%s …', (_, { body, people, organisations, places, chain }) => {
    expect(namesOf(body)).toEqual({ people, organisations: organisations.toSorted(), places: places.toSorted(), chain })
  })
})
