import { describe, expect, it } from 'vitest'
import { ArticleInput } from '../../src/core/article.ts'
import { indexBody, locateQuote } from '../../src/core/quotation.ts'
import { deriveArticle } from '../../src/intake/derive.ts'

const LEAD = 'Ann Roe, the mayor of Skarholm, and Bob Vik, a shipping analyst, met the press on Monday.'

function direct(...body: string[]) {
  const result = deriveArticle(ArticleInput.parse({ headline: 'Skarholm talks of its ferry', body: [LEAD, ...body] }), { knownTopics: [] })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const index = indexBody(result.value.body)
  const quotes = result.value.quotes.filter(({ kind }) => kind === 'direct')
  for (const { text, spans } of quotes) expect([text, locateQuote(index, text)]).toEqual([text, spans])
  return quotes.map(({ text, speaker }) => [text, speaker])
}

describe('an interrupted quotation', () => {
  it.each([
    [
      'over a tag in mid-sentence',
      '“We go,” said Ann Roe, “and we win every vote.”',
      'We go,” said Ann Roe, “and we win every vote.',
      'Ann Roe',
    ],
    [
      'over a tag that ends the sentence',
      '"The boats are old," Roe said. "They leak."',
      'The boats are old," Roe said. "They leak.',
      'Ann Roe',
    ],
    [
      'over a tag with a role and an abbreviation',
      '“Fares will rise,” said Bob Vik, a former aide to Gov. Nils Dahl. “Nobody likes that.”',
      'Fares will rise,” said Bob Vik, a former aide to Gov. Nils Dahl. “Nobody likes that.',
      'Bob Vik',
    ],
    ['after a question', '“Who pays for it?” Roe asked. “We do not.”', 'Who pays for it?” Roe asked. “We do not.', 'Ann Roe'],
    [
      'in typed marks',
      "''It is slow,'' Mr. Vik said. ''It was never fast.''",
      "It is slow,'' Mr. Vik said. ''It was never fast.",
      'Bob Vik',
    ],
  ])('is one, %s, to the letter with its tag', (_, paragraph, text, speaker) => expect(direct(paragraph)).toEqual([[text, speaker]]))

  it.each([
    [
      'two people speak',
      '“I like the new boat,” said Ann Roe, but Bob Vik said, “and I hate it.”',
      [
        ['I like the new boat', 'Ann Roe'],
        ['and I hate it.', 'Bob Vik'],
      ],
    ],
    [
      'a sentence stands between',
      '“The boats are old and slow,” Roe said. The island has three of them. “We need two more of them.”',
      [
        ['The boats are old and slow', 'Ann Roe'],
        ['We need two more of them.', 'Ann Roe'],
      ],
    ],
    [
      'the second has a tag of its own',
      '“The boats are old and slow,” Roe said. “They leak in every storm,” she added.',
      [
        ['The boats are old and slow', 'Ann Roe'],
        ['They leak in every storm', 'Ann Roe'],
      ],
    ],
  ])('is none where %s', (_, paragraph, quotes) => expect(direct(paragraph)).toEqual(quotes))

  it('is left as two in single marks, which apostrophes look like', () =>
    expect(direct("'We run the boats ourselves,' said Ann Roe. 'We don't need any help.'")).toEqual([
      ['We run the boats ourselves', 'Ann Roe'],
      ["We don't need any help.", 'Ann Roe'],
    ]))

  it('gives both halves to nobody rather than to somebody else where "she" is unknown', () => {
    const body = ['“It is over for us now,” she said. “Nobody asked the people here.”']
    const result = deriveArticle(
      ArticleInput.parse({ headline: 'Ferry', body: ['The old ferry sank on Monday near the pier.', ...body] }),
      {
        knownTopics: [],
      },
    )
    expect(result.ok && result.value.quotes.map(({ text, speaker }) => [text, speaker])).toEqual([[body[0]?.slice(1, -1), null]])
  })
})

describe('a quotation over paragraphs', () => {
  it('is one, with a span in each, and whoever its tag names', () =>
    expect(
      direct(
        'The islanders heard a plan. “The boats are old and they leak in every storm.',
        '“We will buy two new ones next year.',
        '“Nobody will be left behind,” said Bob Vik.',
        '“The fares stay as they are,” said Ann Roe.',
      ),
    ).toEqual([
      ['The boats are old and they leak in every storm. “We will buy two new ones next year. “Nobody will be left behind', 'Bob Vik'],
      ['The fares stay as they are', 'Ann Roe'],
    ]))

  it('is located as it would be sent, with its paragraphs’ marks or without', () => {
    const index = indexBody(['He said: “We go.', '“We win.”'])
    const spans = [
      { paragraph: 0, start: 10, end: 16 },
      { paragraph: 1, start: 1, end: 8 },
    ]
    expect(locateQuote(index, 'We go. We win.')).toEqual(spans)
    expect(locateQuote(index, '“We go. “We win.”')).toEqual(spans)
    expect(locateQuote(index, 'go. “We')).toEqual([
      { paragraph: 0, start: 13, end: 16 },
      { paragraph: 1, start: 1, end: 3 },
    ])
  })

  it.each([
    [
      'another speaks in the next paragraph',
      ['Ann Roe said: “We want the new boat very much.', '“And we do not want it at all,” said Bob Vik.'],
    ],
    [
      'a paragraph stands between',
      ['Roe said: “The boats are old and slow.', 'The island has three.', '“We need two more of them,” she added.'],
    ],
  ])('is none where %s', (_, body) => expect(direct(...body)).toHaveLength(2))
})

describe('a reported statement', () => {
  it('is of whom it names before its verb, not of the day it speaks of', () => {
    const body = ['The ferry will return to Halden on Monday, Bob Vik, the mayor, said.']
    const result = deriveArticle(ArticleInput.parse({ headline: 'Ferry', body }), { knownTopics: [] })
    expect(result.ok && result.value.quotes.map(({ kind, speaker }) => [kind, speaker])).toEqual([['reported', 'Bob Vik']])
  })
})

describe('what is no quotation', () => {
  it.each([
    ['the title of a work', 'The book “The Old Ferry Line” sells well on the island this year.'],
    ['a nickname', 'The “little line” opened in 1911 and closed in the war.'],
    ['a measure', 'The boat has a 12" gauge and a 40" wheel.'],
  ])('%s', (_, paragraph) => expect(direct(paragraph)).toEqual([]))
})
