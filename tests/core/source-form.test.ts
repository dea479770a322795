import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromSourceForm, sourceFieldOf, toSourceForm } from '../../src/core/source-form.ts'
import { mergeSource } from '../../src/core/source-form-merge.ts'
import { SourceSettings } from '../../src/core/source.ts'

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => `x ${text}`)
const slug = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const words = fc.array(word, { minLength: 1, maxLength: 4 })

const settings = fc
  .record({
    url: fc.webUrl({ withQueryParameters: true }),
    title: fc.option(word),
    outlet: fc.option(word),
    topics: fc.uniqueArray(slug, { maxLength: 5 }),
    rules: fc.array(fc.record({ topic: slug, words, categories: words }), { maxLength: 4 }),
    interval: fc.constantFrom('PT5M', 'PT30M', 'PT90M', 'P7D'),
    fetchPages: fc.boolean(),
    paused: fc.boolean(),
  })
  .map((source) => SourceSettings.safeParse(source).data)
  .filter((source) => source !== undefined)

describe('the form of a source', () => {
  test('gives the same source again', () => {
    fc.assert(
      fc.property(settings, (source) => {
        expect(SourceSettings.parse(fromSourceForm(toSourceForm(source), source.paused))).toEqual(source)
      }),
    )
  })

  test.each([
    ['/url', 'url'],
    ['/topics/3', 'topics'],
    ['/rules', 'rules'],
    ['/rules/2', 'rule-words-2'],
    ['/rules/2/topic', 'rule-topic-2'],
    ['/rules/0/categories/1', 'rule-categories-0'],
    ['/fetchPages', 'fetch-pages'],
  ])('knows the field of %s', (pointer, name) => {
    expect(sourceFieldOf(pointer)).toBe(name)
  })
})

describe('what two editors did to one source', () => {
  const forms = settings.map(toSourceForm)

  test('is what one of them did, where the other did nothing', () => {
    fc.assert(
      fc.property(forms, forms, (seen, other) => {
        expect(mergeSource(seen, other, seen)).toEqual({ form: other, clashes: [] })
        expect(mergeSource(seen, seen, other)).toEqual({ form: other, clashes: [] })
        expect(mergeSource(seen, other, other)).toEqual({ form: other, clashes: [] })
      }),
    )
  })

  test('is what the second wrote where both did something else, with both told', () => {
    const seen = { url: 'a', title: '', outlet: '', topics: '', rules: [], interval: 'PT5M', fetchPages: false }
    const mine = { ...seen, title: 'Mine', topics: 'mine', rules: [{ topic: 'sea', words: 'ferry\nport', categories: '' }] }
    const merged = mergeSource(
      seen,
      { ...seen, title: 'Theirs', outlet: 'Theirs', rules: [{ topic: 'air', words: 'jet', categories: '' }] },
      mine,
    )
    expect(merged.form).toEqual({ ...mine, outlet: 'Theirs' })
    expect(merged.clashes).toEqual([
      { label: 'Title', theirs: 'Theirs', mine: 'Mine' },
      { label: 'Rules', theirs: 'air: jet', mine: 'sea: ferry, port' },
    ])
  })
})
