import { describe, expect, it } from 'vitest'
import { ArticleInput } from '../../src/core/article.ts'
import { deriveArticle } from '../../src/intake/derive.ts'

const SOUND = [
  'The ferry to Skarholm will stop in March after 90 years, the ministry said on Monday.',
  'Bus fares on the island rise by a tenth when the ferry stops, a report found.',
  'Mayor Ann Roe wants the ministry to pay for a fast boat to Skarholm.',
]

function points(...body: string[]) {
  const result = deriveArticle(ArticleInput.parse({ headline: 'Ferry to Skarholm will stop in March', body }), { knownTopics: [] })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  for (const { text, paragraph, verbatim } of result.value.points)
    expect([verbatim, body[paragraph ?? -1]?.includes(text)]).toEqual([true, true])
  return result.value.points.map(({ text }) => text)
}

describe('key points', () => {
  it.each([
    ['a pronoun', 'She told the ministry that the ferry to Skarholm must not stop in March.'],
    ['a demonstrative with its verb', 'This was the ferry to Skarholm that will stop in March, the ministry said.'],
    ['a contracted one', "That's why the ferry to Skarholm will stop in March, the ministry said."],
    ['a connective before a demonstrative', 'But this ferry to Skarholm will not stop in March, the ministry said.'],
    ['half a quotation', '“The ferry to Skarholm will stop in March, and nobody asked the island about it.'],
  ])('pass over a sentence that leans on another by %s', (_, leaning) =>
    expect(points(leaning, ...SOUND).toSorted()).toEqual(SOUND.toSorted()),
  )

  it.each([
    ['This year 14 boats of the Skarholm fleet broke down in storms, the ministry said.'],
    ['Those who take the ferry to Skarholm must find a bus when it will stop in March.'],
  ])('take one that only looks so: %s', (text) => expect(points(text, ...SOUND)).toContain(text))

  it('say a thing once', () => {
    const again = 'The ferry to Skarholm will stop in March after 90 years, the ministry said on Monday again.'
    const chosen = points(SOUND[0] ?? '', again, ...SOUND.slice(1))
    expect(chosen.filter((text) => text.startsWith('The ferry to Skarholm will stop'))).toHaveLength(1)
  })

  it('take what there is of a short text', () => expect(points(SOUND[0] ?? '')).toEqual([SOUND[0]]))
})
