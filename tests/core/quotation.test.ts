import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexBody, locatePoint, locateQuote, nearestText } from '../../src/core/quotation.ts'

const BODY = [
  'The harbour board met on Tuesday. “We will dredge the channel,” said Ines Vidal, “and we will finish by May.”',
  'She called the old plan "too slow" and the new one "bold enough". The workers’ union didn’t object to 1,200 new berths.',
  '“The first thing is safety.',
  '“The second is cost,” she told the board.',
  'Critics said: „Das ist zu teuer.“ Others wrote «c’est trop».  A   wide\tgap follows.',
  '彼は「港は来年開く」と述べた。',
  "NYT style: ''It floats,'' he said.",
]
const index = indexBody(BODY)
const slices = (text: string) => locateQuote(index, text)?.map(({ paragraph, start, end }) => BODY[paragraph]?.slice(start, end)) ?? null

describe('locateQuote', () => {
  it.each([
    ['contiguous', 'The harbour board met', ['The harbour board met']],
    ['its own quote marks aside', '"We will dredge the channel,"', ['We will dredge the channel,']],
    ['guillemets around it', '«too slow»', ['too slow']],
    ['apostrophes of another style', "The workers' union didn't object", ['The workers’ union didn’t object']],
    [
      'interrupted',
      'We will dredge the channel, and we will finish by May.',
      ['We will dredge the channel,', 'and we will finish by May.'],
    ],
    ['a part of an interrupted one', 'the channel, and we will', ['the channel,', 'and we will']],
    ['over two paragraphs', 'The first thing is safety. The second is cost,', ['The first thing is safety.', 'The second is cost,']],
    ['German marks', '„Das ist zu teuer.“', ['Das ist zu teuer.']],
    ['folded white space', 'A wide gap', ['A   wide\tgap']],
    ['within unspaced script', '来年開く', ['来年開く']],
    ['two apostrophes as a mark', '“It floats,”', ['It floats,']],
    ['a mark of two apostrophes inside', 'NYT style: "It floats," he', ["NYT style: ''It floats,'' he"]],
  ])('finds what is %s', (_, text, expected) => expect(slices(text)).toEqual(expected))

  it.each([
    ['a changed letter', 'We will dredge the canal,'],
    ['another case', 'the Harbour board met'],
    ['half a word at the end', 'The harb'],
    ['half a word at the start', 'arbour board'],
    ['a contraction cut short', 'The workers’ union didn'],
    ['a number cut short', 'object to 1'],
    ['segments that were not one utterance', 'too slow bold enough'],
    ['segments of unrelated paragraphs', 'and we will finish by May. too slow'],
    ['words left out', 'The harbour met'],
    ['nothing', ''],
    ['marks alone', '“…”'],
  ])('refuses %s', (_, text) => expect(slices(text)).toBeNull())

  it('says where, in UTF-16 units of the original', () => {
    expect(locateQuote(indexBody(['🙂 “yes  indeed”']), 'yes indeed')).toEqual([{ paragraph: 0, start: 4, end: 15 }])
  })
})

describe('locatePoint', () => {
  it('gives the paragraph of a contiguous text', () => {
    expect(locatePoint(index, '"The second is cost," she told the board.')).toBe(3)
  })
  it('does not join segments', () => {
    expect(locatePoint(index, 'We will dredge the channel, and we will finish by May.')).toBeNull()
  })
})

describe('nearestText', () => {
  it('finds the sentence that was meant', () => {
    expect(nearestText(index, 'The union of workers did not object to new berths')).toEqual({
      text: 'The workers’ union didn’t object to 1,200 new berths.',
      paragraph: 1,
    })
  })
  it('has no answer where no word is shared', () => expect(nearestText(index, 'zzz qqq')).toBeNull())
})

const word = fc.stringMatching(/^[A-Za-zéüñїд]{1,9}$/)
const gap = fc.constantFrom(' ', '  ', ', ', ' “', '” ', " '", '\t', '. ', ' — ')
const paragraph = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 30 }).map((pairs) => pairs.flat().join(''))
const folded = (text: string) => text.replace(/[“”]/g, '"').replace(/\s+/g, ' ')

function wordsWithPlaces(text: string) {
  return [...text.matchAll(/\p{L}+/gu)].map(({ 0: found, index: start }) => ({ start, end: start + found.length }))
}

describe('any body', () => {
  const part = fc.tuple(fc.array(paragraph, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), fc.nat()).map(([body, p, a, b]) => {
    const text = body[p % body.length] ?? ''
    const words = wordsWithPlaces(text)
    const [first, last] = [a % words.length, b % words.length].toSorted((x, y) => x - y)
    return { body, text: text.slice(words[first ?? 0]?.start, words[last ?? 0]?.end) }
  })

  it('finds every text between word boundaries, and the spans give it back', () => {
    fc.assert(
      fc.property(part, ({ body, text }) => {
        const spans = locateQuote(indexBody(body), text.replace(/[“”]/g, '"'))
        const found = spans?.map(({ paragraph: p, start, end }) => body[p]?.slice(start, end) ?? '').join(' ') ?? ''
        expect(folded(found)).toBe(folded(text))
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  it('refuses it with one letter changed', () => {
    fc.assert(
      fc.property(part, fc.nat(), ({ body, text }, at) => {
        const letters = [...text.matchAll(/\p{L}/gu)]
        const place = letters[at % letters.length]?.index ?? 0
        expect(locateQuote(indexBody(body), `${text.slice(0, place)}ß${text.slice(place + 1)}`)).toBeNull()
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

describe('hostile bodies', () => {
  it.each([
    ['one letter', Array.from({ length: 50 }, () => 'a'.repeat(20_000)), `b${'a'.repeat(3998)}`],
    ['quote marks', Array.from({ length: 50 }, () => '"'.repeat(20_000)), '"x"'],
    ['spaces', Array.from({ length: 50 }, () => 'a '.repeat(10_000)), 'a '.repeat(1999)],
    ['said', Array.from({ length: 50 }, () => '" said " '.repeat(2000)), 'said said said'],
  ])('of %s are searched to the end', (_, body, text) => {
    const built = indexBody(body)
    for (let i = 0; i < 5; i++) {
      locateQuote(built, `${text}${i}`)
      nearestText(built, `${text}${i}`)
    }
    expect(locateQuote(built, 'never there')).toBeNull()
  })
})
