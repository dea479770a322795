import { describe, expect, it } from 'vitest'
import type { AttributionStep } from '../../src/core/article.ts'
import { siteLanguageOf } from '../../src/core/site-language.ts'
import { renderHome } from '../../src/render/home.ts'
import { renderNotice } from '../../src/render/notice.ts'
import type { Language } from '../../src/render/language.ts'
import { languages } from '../../src/render/languages.ts'
import { english } from '../../src/render/languages/en.ts'
import { phrasesOf } from '../../src/render/phrases.ts'
import { chainOf } from '../../src/render/chain.ts'
import { LinkList } from '../../src/render/links.ts'
import { localeFor } from '../../src/render/locale.ts'
import { wordingFor } from '../../src/render/wording.ts'
import { tidyMarkdown } from '../../src/render/markdown.ts'
import { wrap } from '../../src/render/wrap.ts'
import { lackOf } from './lack-of.ts'

/** What a language still lacks is named here, key by key. docs/languages.md says how to add one. */
describe.each(Object.entries(languages))('the language %s', (base, language) => {
  it('is listed under its own tag', () => {
    expect(language.tag).toBe(base)
    expect(Intl.getCanonicalLocales(base)).toEqual([base])
    expect(Intl.PluralRules.supportedLocalesOf(base)).toEqual([base])
  })

  it('lacks nothing', () => {
    expect(lackOf(language)).toEqual([])
  })
})

describe('what a language lacks', () => {
  const polish = { ...english, tag: 'pl' }

  it('is every text that is English still, and every plural form', () => {
    const lack = lackOf(polish)
    expect(lack).toContain('labels.skip is "Skip to the articles", as in English')
    expect(lack).toContain('articles has no form for "few"')
    expect(lack).toContain('articles has no form for "many"')
    expect(lack).toContain('subscription.pages.found.lead is "If this address is on a list here, a link to its s…", as in English')
    expect(lack.filter((one) => /labels\.site|labels\.comma|formats\.(md|json)|origins\.allKnown/.test(one))).toEqual([])
  })

  it('is a key that is missing, empty or too much', () => {
    const { skip: _skip, ...labels } = languages.uk?.labels ?? english.labels
    const broken: object = { ...languages.uk, labels: { ...labels, more: '  ', extra: 'Ще' } }
    expect(lackOf(broken)).toEqual(['labels.skip is missing', 'labels.more is empty', 'labels.extra is in no other language'])
  })

  it('is a value that is not put in, or that nothing gives', () => {
    const broken: object = {
      ...languages.uk,
      expires: 'Це посилання діє до {date}.',
      articles: { ...languages.uk?.articles, one: 'матеріал' },
    }
    expect(lackOf(broken)).toEqual([
      'articles.one does not say the number, which may be 1, 21, 31',
      'expires does not hold {at}',
      'expires holds {date}, which nothing gives',
    ])
  })

  it('is a form that the language does not have', () => {
    const broken: object = { ...languages.uk, articles: { ...languages.uk?.articles, two: '{n} матеріали' } }
    expect(lackOf(broken)).toEqual(['articles has a form for "two", which the language does not know'])
  })

  it('is told of any object, whatever is in it', () => {
    const nothing: Partial<Language> = { tag: 'uk' }
    expect(lackOf(nothing)).toContain('labels.skip is missing')
  })
})

describe('the words of a language', () => {
  const bare = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '')
  const step = (outlets: string[], form: AttributionStep['form'] = null) => ({ outlets, form, url: null })
  const chain = [step(['RBC-Ukraine'], 'report'), step(['Reuters'], 'interview'), step(['AFP', 'AP'], 'document')]
  const origins = { reports: 5, outlets: 2, names: 'Reuters, AFP', unknown: 2 }

  it.each([
    ['en', 'RBC-Ukraine, citing an interview with Reuters, in turn citing a document by AFP and AP'],
    ['uk', 'RBC-Ukraine, з посиланням на інтерв’ю (Reuters), далі — з посиланням на документ (AFP і AP)'],
    ['ar', 'RBC-Ukraine، نقلًا عن مقابلة مع Reuters، استنادًا إلى وثيقة صادرة عن AFP وAP'],
  ])('tell a chain: %s', (language, expected) => {
    const pieces = chainOf(chain, null, wordingFor(language), localeFor(language, 'UTC'), new LinkList())
    expect(bare(pieces.map(({ text }) => text).join(''))).toBe(expected)
    expect(pieces.filter(({ name }) => name)).toHaveLength(3)
  })

  it.each<[string, Record<number, string>]>([
    ['uk', { 1: '1 матеріал', 3: '3 матеріали', 5: '5 матеріалів', 21: '21 матеріал', 112: '112 матеріалів' }],
    ['ar', { 0: 'لا أخبار', 1: 'خبر واحد', 2: 'خبران', 3: '3 أخبار', 11: '11 خبرًا', 100: '100 خبر', 103: '103 أخبار' }],
    ['ar-EG', { 1: 'خبر واحد', 11: '١١ خبرًا' }],
    ['en', { 0: '0 articles', 1: '1 article', 2: '2 articles', 1000: '1000 articles' }],
    ['de', { 2: '2 articles' }],
  ])('count: %s', (language, counts) => {
    for (const [number, expected] of Object.entries(counts)) expect(wordingFor(language).articles(Number(number))).toBe(expected)
  })

  it.each([
    ['uk', '5 повідомлень, 2 першоджерела: Reuters, AFP; 2 — невідомого походження', '2 повідомлення, першоджерело невідоме'],
    ['ar', '5 تقارير، مصدران أصليان: Reuters, AFP؛ وتقريران مجهولا المصدر', 'تقريران، والمصدر الأصلي غير معروف'],
  ])('count origins: %s', (language, partly, none) => {
    expect(bare(wordingFor(language).origins(origins))).toBe(partly)
    expect(bare(wordingFor(language).origins({ reports: 2, outlets: 0, names: '', unknown: 2 }))).toBe(none)
  })

  it('are English where there is no file, and are one to all regions', () => {
    expect(wordingFor('de-AT')).toBe(wordingFor('de-AT'))
    expect(wordingFor('de-AT').language).toBe('en')
    expect(wordingFor('uk-UA')).toMatchObject({ language: 'uk', labels: languages.uk?.labels })
  })

  it('give values nothing that they do not hold', () => {
    const { fill, fillPlainly } = phrasesOf('ar')
    expect(fill('{a} {b}', { a: '{b}$&', b: 'x' })).toBe('\u2068{b}$&\u2069 \u2068x\u2069')
    expect(fillPlainly('{a} {b} {c}', { a: 'x', b: 'و' })).toBe('x و ')
  })
})

describe('the direction of text that runs both ways', () => {
  it('is kept, line by line, by marks that text of one direction does without', () => {
    expect(wrap('The mayor of الرياض said', 72)).toBe('The mayor of الرياض said\n')
    expect(wrap('NileSol هي الشركة التي تبني المحطة', 72)).toBe('\u200fNileSol هي الشركة التي تبني المحطة\n')
    expect(wrap('الشركة التي تبني المحطة هي NileSol Group', 30)).toBe('الشركة التي تبني المحطة هي\n\u200fNileSol Group\n')
    expect(wrap('   • \tNileSol هي الشركة التي تبني', 72)).toBe('\u200f   • NileSol هي الشركة التي تبني\n')
    expect(wrap('المصدر: \u2068The North Coast Post\u2069 [2]', 72)).toBe('المصدر: \u2068The North Coast Post\u2069 \u200f[2]\n')
    expect(tidyMarkdown('- **NileSol** هي الشركة')).toBe('- **\u200fNileSol** هي الشركة\n')
    expect(tidyMarkdown('[نص](https://long.example/latin)')).toBe('[نص](https://long.example/latin)\n')
  })
})

describe('what belongs to no briefing', () => {
  const page = 'https://brief.example'

  it('is in the language of the site, or in English', () => {
    expect(siteLanguageOf({ SITE_LANGUAGE: 'AR-eg' })).toBe('ar-EG')
    expect(siteLanguageOf({ SITE_LANGUAGE: 'not a tag' })).toBe('en')
    expect(siteLanguageOf({})).toBe('en')
    expect(renderHome([], page, 'ar')).toMatch(/<html lang="ar" dir="rtl">[^]*<h1>الموجزات<\/h1>[^]*لا توجد موجزات عامة بعد\./)
    expect(renderHome([], page, 'de')).toMatch(/<html lang="en" dir="ltr">[^]*<h1>Briefings<\/h1>/)
  })

  it('says what is wrong by the status, and in English as the problem does', () => {
    const problem = { status: 404, title: 'Not found', detail: 'There is nothing at this address.' }
    expect(renderNotice(problem, page, 'en-GB')).toContain(problem.detail)
    expect(renderNotice(problem, page, 'uk')).toMatch(/<html lang="uk" dir="ltr">[^]*<h1>Не знайдено<\/h1>/)
    expect(renderNotice({ ...problem, status: 418 }, page, 'uk')).toContain('<h1>Не вийшло</h1>')
  })
})
