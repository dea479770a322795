import { describe, expect, it } from 'vitest'
import { ArticleContent, ArticleInput } from '../../src/core/article.ts'
import { deriveArticle } from '../../src/intake/derive.ts'

const BODY = [
  'BERGEN (Reuters) — Norway will close the Vestfold ferry line in March, Transport Minister Kari Nordby said on Tuesday, after a safety review found 14 faults.',
  '“We cannot run ships that we do not trust,” Nordby told reporters in Oslo. “The islands will get buses and a fast boat.”',
  'The minister said that the Ministry of Transport had set aside 40 million euros for the change.',
  'Ola Vik, 58, the mayor of Skarholm, called the decision “a slap in the face” and warned that the island would lose half of its families.',
  "Vik's council runs the so-called 'little line' with three boats. It carried 90,000 passengers in 2024.",
  'She added that the European Union had asked for the review, according to a letter from the European Commission.',
  'Jane Doe, a shipping analyst at Nordic Marine Ltd, said the United States and the UK had closed such lines too.',
]
const parse = (fields: object) => ArticleInput.parse({ headline: 'Norway closes Vestfold ferry line', body: BODY, ...fields })

function derived(fields: object = {}) {
  const result = deriveArticle(parse(fields), { knownTopics: ['ferry', 'safety', 'football', 'transport-policy'] })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('deriveArticle', () => {
  const article = derived()

  it('gives a valid article with its defaults', () => {
    expect(ArticleContent.safeParse(article).success).toBe(true)
    expect(article).toMatchObject({
      dek: null,
      url: null,
      byline: [],
      publishedAt: null,
      embargoUntil: null,
      story: null,
      visibility: 'public',
      language: 'en',
    })
  })

  it('finds three to five points, verbatim, in order', () => {
    expect(article.points.length).toBeGreaterThanOrEqual(3)
    expect(article.points.length).toBeLessThanOrEqual(5)
    for (const { text, paragraph, verbatim } of article.points)
      expect([verbatim, BODY[paragraph ?? -1]?.includes(text)]).toEqual([true, true])
    const places = article.points.map(({ paragraph }) => paragraph ?? -1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('finds direct quotations and their speakers, and no scare quotes', () => {
    expect(article.quotes.filter(({ kind }) => kind === 'direct').map(({ text, speaker }) => [text, speaker])).toEqual([
      [
        'We cannot run ships that we do not trust,” Nordby told reporters in Oslo. “The islands will get buses and a fast boat.',
        'Kari Nordby',
      ],
      ['a slap in the face', 'Ola Vik'],
    ])
  })

  it('finds reported statements, "the minister" resolved', () => {
    const reported = article.quotes.filter(({ kind }) => kind === 'reported').map(({ text, speaker }) => [text, speaker])
    expect(reported).toContainEqual([BODY[2], 'Kari Nordby'])
    expect(reported).toContainEqual([BODY[6], 'Jane Doe'])
  })

  it('gives every quotation the span it stands in', () => {
    for (const { text, spans } of article.quotes)
      expect(spans.map((span) => BODY[span.paragraph]?.slice(span.start, span.end))).toEqual([text])
  })

  it('finds people with their roles, and nobody else', () => {
    expect(article.people).toEqual([
      { name: 'Kari Nordby', role: 'Transport Minister' },
      { name: 'Ola Vik', role: 'mayor of Skarholm' },
      { name: 'Jane Doe', role: 'shipping analyst at Nordic Marine Ltd' },
    ])
  })

  it('finds organisations and places, each under one name', () => {
    expect(article.organisations).toEqual(['Reuters', 'Ministry of Transport', 'EU', 'European Commission', 'Nordic Marine Ltd'])
    expect(article.places).toEqual(['Bergen', 'Norway', 'Oslo', 'United States', 'United Kingdom'])
  })

  it('finds where it came from and what it is about', () => {
    expect(article.attribution).toEqual([{ outlets: ['Reuters'], url: null, form: 'report' }])
    expect(article.topics).toContain('ferry')
    expect(article.topics).not.toContain('football')
    expect(article.topics.length).toBeLessThanOrEqual(6)
  })

  it('gives the same for the same', () => expect(derived()).toEqual(article))

  it('believes what was sent, also nothing', () => {
    const sent = {
      quotes: [],
      people: [],
      organisations: [],
      places: ['Bergen'],
      topics: [],
      attribution: [],
      byline: ['Ann Lee'],
      language: 'nb',
      points: [],
      dek: null,
    }
    expect(derived(sent)).toMatchObject(sent)
  })

  it('computes where points stand, and marks those in other words', () => {
    const points = derived({
      points: [{ text: 'It carried 90,000 passengers in 2024.', paragraph: 99, verbatim: false }, { text: 'The line is to close.' }],
    }).points
    expect(points).toEqual([
      { text: 'It carried 90,000 passengers in 2024.', paragraph: 4, verbatim: true },
      { text: 'The line is to close.', paragraph: null, verbatim: false },
    ])
  })

  it('locks quotations that were sent', () => {
    const quotes = [
      { text: 'We cannot run ships that we do not trust, The islands will get buses and a fast boat.', speaker: 'Kari Nordby' },
    ]
    expect(derived({ quotes }).quotes[0]?.spans.map(({ paragraph }) => paragraph)).toEqual([1, 1])
  })

  it('refuses a quotation that does not stand in the body, reported ones too', () => {
    const quotes = [
      { text: 'We can run ships that we do not trust' },
      { text: 'a slap in the face' },
      { text: 'The minister said there was no money.', kind: 'reported' },
    ]
    const result = deriveArticle(parse({ quotes }), { knownTopics: [] })
    expect(!result.ok && result.error).toEqual([
      {
        pointer: '/quotes/0/text',
        detail: expect.stringMatching(/is not in the body to the letter; the nearest text is “We cannot run ships.*” \(paragraph 1\)/),
      },
      { pointer: '/quotes/2/text', detail: expect.stringContaining('is not in the body to the letter') },
    ])
  })

  it('keeps a byline', () => {
    const { byline, attribution } = derived({ body: ['By Ann Lee and Bo Berg | Associated Press', ...BODY.slice(1)] })
    expect([byline, attribution]).toEqual([['Ann Lee', 'Bo Berg'], [{ outlets: ['Associated Press'], url: null, form: 'report' }]])
  })
})

describe('any language', () => {
  it.each([
    [
      'uk',
      [
        'Міністр транспорту Олена Коваль заявила в понеділок, що міст відкриють.',
        '«Ми готові», — сказала вона. Роботи тривали 14 місяців.',
        'Рада просила ще два роки, але кошти виділили раніше.',
      ],
    ],
    ['ar', ['قال الوزير إن الجسر سيفتح يوم الاثنين بعد أشغال طويلة.', 'وأضاف أن الكلفة بلغت عشرين مليون دولار.', 'ورحب السكان بالقرار.']],
    ['ja', ['大臣は月曜日に橋を開くと述べた。工事は一年続いた。', '「準備はできている」と彼女は言った。', '住民は歓迎した。']],
    [
      'de',
      [
        'Die Ministerin sagte, dass die Brücke am Montag nicht für alle auf ist.',
        '„Wir sind bereit“, sagte sie. Die Arbeiten dauerten lange.',
        'Der Rat ist damit zufrieden.',
      ],
    ],
  ])('does no harm in %s', (language, body) => {
    const result = deriveArticle(ArticleInput.parse({ headline: body[0]?.slice(0, 20), body }), { knownTopics: [] })
    expect(result.ok && [result.value.language, result.value.points.length >= 3, ArticleContent.safeParse(result.value).success]).toEqual([
      language,
      true,
      true,
    ])
  })
})
