import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributionStep } from '../../src/core/article.ts'
import { line } from '../../src/core/text.ts'
import { chainOf } from '../../src/render/chain.ts'
import { shown } from '../../src/render/clean.ts'
import { LinkList } from '../../src/render/links.ts'
import { directionOf, localeFor } from '../../src/render/locale.ts'
import { quoted } from '../../src/render/quote-marks.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { wordingFor } from '../../src/render/wording.ts'
import { arabic, briefing, empty, single } from '../fixtures/render/compositions.ts'

const context = { publicUrl: 'https://brief.example' }

describe('the cleaning', () => {
  it('is the core’s, whichever way it takes', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        ' ',
        '  ',
        '\t',
        '\u00a0',
        '\u0301',
        'e',
        '\u0406',
        '\u0308',
        '\u064b',
        '\u0654',
        '\u0627',
        '\u3099',
        'か',
        '\u200b',
        '\u202e',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        expect(shown(units.join(''))).toBe(line(units.join('')))
      }),
      { numRuns: 3000 },
    )
  })

  it('takes the short way only for characters that the core leaves alone', () => {
    for (let code = 0; code < 0x10000; code++) {
      const text = `a${String.fromCharCode(code)}b`
      if (shown(text) !== line(text)) expect(`U+${code.toString(16)}`).toBe('cleaned')
    }
  })
})

describe('the chain of attribution', () => {
  const sentence = (steps: AttributionStep[], source: string | null = null) =>
    chainOf(steps, source, wordingFor('en'), localeFor('en', 'UTC'), new LinkList())
      .map(({ text, link }) => (link ? `[${text}](${link.url})` : text))
      .join('')
  const step = (outlets: string | string[], form: AttributionStep['form'] = null, url: string | null = null) => ({
    outlets: [outlets].flat(),
    form,
    url,
  })

  it.each<[AttributionStep[], string]>([
    [[], 'Origin not stated'],
    [[step('Reuters', 'report')], 'Reuters'],
    [[step('Reuters')], 'Reuters'],
    [[step('The ministry', 'press release')], 'The ministry (press release)'],
    [[step('RBC-Ukraine', 'report'), step('Reuters', 'interview')], 'RBC-Ukraine, citing an interview with Reuters'],
    [[step('A'), step('B', 'report'), step('C', 'document')], 'A, citing a report by B, in turn citing a document by C'],
    [[step(['A', 'B', 'C']), step('D')], 'A, B, and C, citing D'],
    [[step('A'), step('B', 'statement')], 'A, citing a statement by B'],
    [[step('A'), step('B', 'press release')], 'A, citing a press release by B'],
    [[step('A'), step('B', 'broadcast')], 'A, citing a broadcast by B'],
    [[step('A'), step('B', 'post')], 'A, citing a post by B'],
  ])('%# reads as a sentence', (steps, expected) => {
    expect(sentence(steps)).toBe(expected)
  })

  it('links outlets that have an address, and the nearest to the article itself', () => {
    const steps = [step('A'), step(['B', 'C'], 'report', 'https://b.example/')]
    expect(sentence(steps, 'https://a.example/1')).toBe('[A](https://a.example/1), citing a report by [B and C](https://b.example/)')
    expect(sentence([step('A', null, 'https://own.example/')], 'https://a.example/1')).toBe('[A](https://own.example/)')
  })
})

describe('the count of origins', () => {
  const origins = (outlets: string[], unknown: number, reports = 3) => {
    const [section] = briefing.sections
    const [story] = section?.stories ?? []
    if (!section || !story) throw new Error('The fixture has lost its story.')
    const composition = { ...briefing, sections: [{ ...section, stories: [{ ...story, origins: { reports, outlets, unknown } }] }] }
    return viewOf(composition, context).sections[0]?.stories[0]?.origins
  }

  it('is said for several articles', () => {
    expect(origins(['Reuters'], 0)).toBe('3 reports, 1 origin: Reuters')
    expect(origins(['Reuters', 'AFP'], 0)).toBe('3 reports, 2 origins: Reuters and AFP')
    expect(origins(['Reuters'], 1)).toBe('3 reports, 1 origin: Reuters; 1 of unknown origin')
    expect(origins([], 2, 2)).toBe('2 reports, origin unknown')
  })

  it('is left to the chain for a single one', () => {
    expect(viewOf(single, context).sections[0]?.stories[0]).toMatchObject({ several: false, origins: null })
  })
})

describe('language', () => {
  it('decides direction, dates, lists and quote marks', () => {
    const view = viewOf(arabic, context)
    expect(view).toMatchObject({ direction: 'rtl', wordingLanguage: null })
    expect(viewOf({ ...arabic, language: 'ur' }, context)).toMatchObject({ direction: 'rtl', wordingLanguage: { tag: 'en', dir: 'ltr' } })
    expect(view.day.text).toBe('السبت، 31 يناير 2026')
    expect(['ar', 'ur', 'pa-Arab', 'he', 'dv', 'en', 'uk', 'pa', 'not a tag'].map(directionOf)).toEqual([
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
      'ltr',
      'ltr',
    ])
    expect(['en-GB', 'uk', 'de-AT', 'fr', 'ja', 'tlh'].map((language) => quoted('x', language))).toEqual([
      '“x”',
      '«x»',
      '„x“',
      '«\u202fx\u202f»',
      '「x」',
      '“x”',
    ])
    expect(localeFor('uk', 'Europe/Kyiv').list(['Перший', 'Другий'])).toBe('Перший і Другий')
    expect(localeFor('uk', 'Europe/Kyiv').moment('2026-01-31T22:30:00Z')).toContain('1 лютого 2026')
  })

  it('is marked where an article has another', () => {
    const [, mixed] = viewOf(briefing, context).sections[0]?.stories ?? []
    expect(mixed?.articles[0]?.otherLanguage).toEqual({ tag: 'uk', dir: 'ltr' })
    expect(viewOf({ ...briefing, language: 'en-GB' }, context).wordingLanguage).toBeNull()
  })

  it('bears tags and object keys that mean nothing', () => {
    expect(wordingFor('constructor').language).toBe('en')
    expect(quoted('x', '__proto__')).toBe('“x”')
    expect(viewOf({ ...briefing, language: 'tlh-x-private' }, context).direction).toBe('ltr')
  })
})

describe('an empty briefing', () => {
  it('says so, and since when', () => {
    expect(viewOf(empty, context).empty).toBe('Nothing to report: this briefing has been empty since January 28, 2026 at 10:30 AM GMT+1.')
    expect(viewOf({ ...empty, emptySince: null }, context).empty).toBe('Nothing to report: this briefing is empty.')
  })
})

describe('what was said', () => {
  it('stands together by speaker, and names everyone with a role once', () => {
    const article = viewOf(single, context).sections[0]?.stories[0]?.articles[0]
    expect(article?.speakers.map(({ name, role, statements }) => [name, role, statements.length])).toEqual([
      ['Marta Brekke', 'chief executive of Halden Lines', 2],
      ['Tor Aamodt', 'mayor of Halden', 1],
    ])
    expect(article?.speakers[0]?.statements.map((statement) => statement.text[0])).toEqual(['“', 'B'])
    expect(article?.alsoNamed).toEqual([{ name: 'Elin Rask', role: 'inspector at the Maritime Safety Board' }])
  })
})
