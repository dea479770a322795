import { describe, expect, test } from 'vitest'
import { topicsByRules } from '../../src/core/topic-rules.ts'

const ARTICLE = {
  headline: 'Łódź and Zürich agree on Black Sea grain',
  dek: 'Ukraine’s ports open',
  body: ['The grain deal was signed in', 'Kyiv on Monday. 東京で合意した。', 'Die Straße ist frei.'],
}
const given = (words: string[], categories: string[] = [], filed: string[] = []) =>
  topicsByRules([{ topic: 'given', words, categories }], ARTICLE, filed).length === 1

describe('words', () => {
  test.each(['grain', 'GRAIN', 'zurich', 'Zürich', 'black sea', 'Black-Sea', 'Ukraine', 'kyiv', '合意', 'strasse', 'grain deal'])(
    '%s is there',
    (word) => {
      expect(given([word])).toBe(true)
    },
  )

  test.each(['grai', 'rain', 'sea black', 'signed in Kyiv', 'port', 'open The grain', '大阪'])('%s is not', (word) => {
    expect(given([word])).toBe(false)
  })
})

test.each([
  ['Politics & Economy', ['politics economy'], true],
  ['Économie', ['economie'], true],
  ['Економіка', ['економіка'], true],
  ['Politics', ['politics economy'], false],
  ['Economy', ['politics', 'economy'], true],
])('the category %s among %j: %s', (category, filed, is) => {
  expect(given([], [category], filed)).toBe(is)
})

test('topics come in the order of the rules, each once', () => {
  const rule = (topic: string, word: string) => ({ topic, words: [word], categories: [] })
  const rules = [rule('sea', 'sea'), rule('food', 'grain'), rule('none', 'nothing'), rule('sea', 'grain')]
  expect(topicsByRules(rules, ARTICLE, [])).toEqual(['sea', 'food'])
})
