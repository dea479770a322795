import { describe, expect, test } from 'vitest'
import { readPage, type Page } from '../../src/intake/page.ts'
import { HEADLINE, linkedData, page, PARAGRAPHS } from '../pages.ts'

const ADDRESS = 'https://www.courier.example/news/2026/pier?utm_source=feed'
const NOW = '2026-11-05T12:00:00Z'

async function read(html: string, address: string | null = ADDRESS): Promise<Page> {
  const result = await readPage(html, { address, now: NOW })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function refusal(html: string): Promise<string> {
  const result = await readPage(html, { address: ADDRESS, now: NOW })
  if (result.ok) throw new Error('the page was read')
  return result.error[0]?.detail ?? ''
}

const NEWS = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: HEADLINE,
  author: [{ '@type': 'Person', name: 'Ines Falk' }],
  datePublished: '2026-03-02T21:30:00+01:00',
  inLanguage: 'en-GB',
  publisher: { '@type': 'Organization', name: 'Coast Courier' },
}

describe('a page says of itself', () => {
  test('in JSON-LD: headline, byline, time with its zone, language, outlet', async () => {
    const { document, outlet } = await read(page({ head: linkedData(NEWS) }))
    expect(document).toMatchObject({
      headline: HEADLINE,
      byline: ['Ines Falk'],
      publishedAt: '2026-03-02T20:30:00Z',
      language: 'en-GB',
      body: PARAGRAPHS,
    })
    expect(outlet).toEqual({ name: 'Coast Courier', url: null })
  })

  test.each([
    ['an array', [{ '@type': 'WebSite', name: 'x' }, NEWS]],
    [
      'a graph with references',
      {
        '@graph': [
          { ...NEWS, author: { '@id': '#i' } },
          { '@id': '#i', '@type': 'Person', name: 'Ines Falk' },
        ],
      },
    ],
    ['another type of article', { ...NEWS, '@type': ['ReportageNewsArticle', 'Thing'] }],
    ['a main entity', { '@type': 'WebPage', mainEntity: NEWS }],
    ['raw line feeds in its strings', JSON.stringify(NEWS).replace('Ines Falk', 'Ines\nFalk')],
  ])('in JSON-LD as %s', async (_, value) => {
    expect((await read(page({ head: linkedData(value) }))).document).toMatchObject({
      byline: ['Ines Falk'],
      publishedAt: '2026-03-02T20:30:00Z',
    })
  })

  test('in JSON-LD of its own article, not of another that it links', async () => {
    const other = { ...NEWS, headline: 'Ferry fares rise', url: 'https://www.courier.example/news/ferry', author: { name: 'Olu Berg' } }
    expect((await read(page({ head: linkedData([other, NEWS]) }))).document.byline).toEqual(['Ines Falk'])
  })

  test('in Open Graph and meta tags', async () => {
    const head = `<meta property="og:title" content="${HEADLINE}"><meta property="article:published_time" content="2026-03-02T21:30:00-05:00">
      <meta name="author" content="Ines Falk and Olu Berg"><meta property="og:site_name" content="Coast Courier">`
    const { document, outlet } = await read(page({ head }))
    expect(document).toMatchObject({ byline: ['Ines Falk', 'Olu Berg'], publishedAt: '2026-03-03T02:30:00Z', language: 'en' })
    expect(outlet?.name).toBe('Coast Courier')
  })

  test('in microdata', async () => {
    const above = `<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2026-03-02T20:30:00Z">
      <span itemprop="author" itemscope><span itemprop="name">Ines Falk</span></span></div>`
    expect((await read(page({ above }))).document).toMatchObject({ byline: ['Ines Falk'], publishedAt: '2026-03-02T20:30:00Z' })
  })

  test('around its headline', async () => {
    const above = '<div><span>By</span> <span>Ines Falk</span></div><div>March 2, 2026</div><div>Updated: March 9, 2026</div>'
    const { document } = await read(page({ above }))
    expect(document).toMatchObject({ byline: ['Ines Falk'], publishedAt: '2026-03-02T00:00:00Z', body: PARAGRAPHS })
  })

  test('nothing: what it does not say is left to be derived', async () => {
    const { document, outlet } = await read(`<h1>${HEADLINE}</h1>${PARAGRAPHS.map((text) => `<p>${text}`).join('')}`, null)
    expect(document).toEqual({ headline: HEADLINE, body: PARAGRAPHS })
    expect(outlet).toBeNull()
  })
})

describe('of several sources', () => {
  test('JSON-LD is believed before meta tags, meta tags before the page', async () => {
    const meta = '<meta name="author" content="Olu Berg"><meta name="date" content="2026-03-05">'
    const above = '<p>By Kai Lund</p><time datetime="2026-03-07">7 March</time>'
    expect((await read(page({ head: linkedData(NEWS) + meta, above }))).document).toMatchObject({
      byline: ['Ines Falk'],
      publishedAt: '2026-03-02T20:30:00Z',
    })
    expect((await read(page({ head: meta, above }))).document).toMatchObject({ byline: ['Olu Berg'], publishedAt: '2026-03-05T00:00:00Z' })
    expect((await read(page({ above }))).document).toMatchObject({ byline: ['Kai Lund'], publishedAt: '2026-03-07T00:00:00Z' })
  })

  test('a time with its zone is preferred to the same time without', async () => {
    const head = `${linkedData({ ...NEWS, datePublished: '2026-03-02T21:30:00' })}<meta property="article:published_time" content="2026-03-02T20:30:00Z">`
    expect((await read(page({ head }))).document.publishedAt).toBe('2026-03-02T20:30:00Z')
  })

  test('a person is preferred to the site', async () => {
    const head = linkedData({ ...NEWS, author: { name: 'Coast Courier' } })
    expect((await read(page({ head, above: '<p>By Ines Falk</p>' }))).document.byline).toEqual(['Ines Falk'])
  })

  test('the shown headline is believed when the data or the title confirms it', async () => {
    const shown = await read(page({ h1: 'Council votes to rebuild the pier' }))
    expect(shown.document.headline).toBe('Council votes to rebuild the pier')
    const section = await read(page({ h1: 'Harbour news' }))
    expect(section.document.headline).toBe(HEADLINE)
  })
})

describe('the canonical address', () => {
  test.each([
    ['<link rel="canonical" href="/news/2026/pier">', 'https://www.courier.example/news/2026/pier'],
    ['<link rel="canonical" href="https://courier.example/pier">', 'https://courier.example/pier'],
    ['<meta property="og:url" content="https://www.courier.example/og">', 'https://www.courier.example/og'],
    ['<link rel="canonical" href="https://another.example/taken-over">', ADDRESS],
    ['<link rel="canonical" href="https://www.courier.example/">', ADDRESS],
    ['<link rel="canonical" href="javascript:alert(1)">', ADDRESS],
  ])('of %s is %s', async (head, url) => {
    expect((await read(page({ head }))).document.url).toBe(url)
  })
})

describe('dates', () => {
  test.each([
    ['2026-03-02', '2026-03-02T00:00:00Z'],
    ['2026-03-02 21:30:00 +0200', '2026-03-02T19:30:00Z'],
    ['March 2nd, 2026 9:30 pm EST', '2026-03-03T02:30:00Z'],
    ['2 Mar 2026 08:15', '2026-03-02T08:15:00Z'],
    ['Mon, 02 Mar 2026 08:15:00 GMT', '2026-03-02T08:15:00Z'],
    ['03/25/2026', '2026-03-25T00:00:00Z'],
    ['25.3.2026', '2026-03-25T00:00:00Z'],
    ['1772439300', '2026-03-02T08:15:00Z'],
    ['03/04/2026', undefined],
    ['2026-02-31', undefined],
    ['yesterday', undefined],
  ])('%s is %s', async (said, instant) => {
    expect((await read(page({ head: `<meta name="date" content="${said}">` }))).document.publishedAt).toBe(instant)
  })
})

describe('the body is without', () => {
  test.each([
    ['share lines', '<p>Share this article on Facebook</p>'],
    ['newsletter invitations', '<p>Sign up for our weekly newsletter, free.</p>'],
    [
      'lists of other articles',
      '<h3>Related stories</h3><ul><li><a href="/a">Ferry fares rise again</a></li><li><a href="/b">Storm warning</a></li></ul>',
    ],
    ['captions', '<figure><img src="/p.jpg"><figcaption>The pier, seen from the north in January.</figcaption></figure>'],
    ['credits of pictures', '<p>Photo: Kai Lund</p>'],
    ['scripts', '<script>document.write("pier")</script>'],
  ])('%s', async (_, markup) => {
    const half = PARAGRAPHS.map((text, i) => `<p>${text}</p>${i === 1 ? markup : ''}`).join('')
    const { document } = await read(
      `<html><head><title>${HEADLINE}</title></head><body><article><h1>${HEADLINE}</h1>${half}</article></body></html>`,
    )
    expect(document.body).toEqual(PARAGRAPHS)
  })
})

describe('a page that is no article is refused', () => {
  test.each([
    ['an empty one', '<html><body></body></html>', 'empty'],
    ['nothing but a picture', '<html><head><title>x</title></head><body><img src="a.png"></body></html>', 'empty'],
    ['a frameset', '<html><frameset cols="50%,50%"><frame src="a.html"></frameset></html>', 'frameset'],
    [
      'a page that is not found',
      '<html><head><title>Page not found | Coast Courier</title></head><body><h1>Sorry</h1><p>We looked everywhere. Try the search or go back to the front page, where the newest stories are to be found every day of the week.</p></body></html>',
      'nothing at this address',
    ],
    [
      'a login wall',
      `<html><head><title>${HEADLINE}</title></head><body><h1>${HEADLINE}</h1><p>${PARAGRAPHS[0]}</p><p>Subscribe to continue reading this story.</p><form><input type="password"></form></body></html>`,
      'login',
    ],
    [
      'a test for robots',
      '<html><head><title>Just a moment...</title></head><body><h1>courier.example</h1><p>Checking your browser before you proceed.</p></body></html>',
      'person',
    ],
    [
      'too little text',
      `<html><head><title>${HEADLINE}</title></head><body><h1>${HEADLINE}</h1><p>More soon.</p></body></html>`,
      'too little text',
    ],
    ['10,000 nested elements', `<html><body><h1>${HEADLINE}</h1>${'<div>'.repeat(10_000)}<p>x</p>`, 'deeper than 200'],
    ['unclosed elements that nest', `<html><body>${'<b>'.repeat(10_000)}x`, 'deeper than 200'],
    ['too many elements', `<html><body>${`<div>${'<i></i>'.repeat(99)}</div>`.repeat(200)}`, 'elements'],
    ['too many elements side by side', `<html><body>${'<i></i>'.repeat(4000)}`, 'children'],
    ['too many attributes', `<html><body><p ${'a=b '.repeat(60_000)}>x</p>`, 'attributes'],
    ['a megabyte of junk', '<'.repeat(1_000_000), 'elements'],
    ['an attribute that never ends', `<p title="${'x'.repeat(1_000_000)}`, 'empty'],
  ])('%s', async (_, html, reason) => {
    expect(await refusal(html)).toContain(reason)
  })

  test('but one with many paragraphs whose ends are left out is read', async () => {
    const { document } = await read(`<html><body><h1>${HEADLINE}</h1>${`<p>${PARAGRAPHS[3]}`.repeat(300)}</body></html>`)
    expect(document.body).toHaveLength(300)
  })

  test('and an article about missing pages is read', async () => {
    const html = page({
      h1: 'Why “404 not found” still haunts the harbour',
      body: PARAGRAPHS.map((text) => `<p>${text}</p>`.repeat(3)).join(''),
    })
    expect((await readPage(html, { address: ADDRESS, now: NOW })).ok).toBe(true)
  })
})

describe('a date that lies ahead', () => {
  const date = (said: string) => `<meta name="date" content="${said}">`

  test('is none, with a warning', async () => {
    const { document, warnings } = await read(page({ head: date('2026-11-05T13:01:00Z') }))
    expect(document.publishedAt).toBeUndefined()
    expect(warnings).toEqual([{ pointer: '/publishedAt', detail: 'its date "2026-11-05T13:01:00Z" lies in the future' }])
  })

  test.each([
    ['by less than an hour is believed', date('2026-11-05T12:59:00Z'), '2026-11-05T12:59:00Z'],
    [
      'gives way to one that does not',
      linkedData({ ...NEWS, datePublished: '2062-03-02T21:30:00Z' }) + date('2026-03-02'),
      '2026-03-02T00:00:00Z',
    ],
  ])('%s', async (_, head, instant) => {
    const { document, warnings } = await read(page({ head }))
    expect(document.publishedAt).toBe(instant)
    expect(warnings).toEqual([])
  })
})

describe('hostile markup', () => {
  test.each([
    ['JSON-LD that nests', linkedData('['.repeat(200_000))],
    ['JSON-LD that is none', linkedData('{"@type": "NewsArticle", "headline": ')],
    [
      'JSON-LD with wrong kinds',
      linkedData({ '@type': 7, headline: ['a', { b: 1 }], author: 4, datePublished: { x: null }, publisher: [[[]]] }),
    ],
    ['references in a circle', linkedData({ '@graph': [{ '@id': 'a', '@type': 'NewsArticle', author: { '@id': 'a' }, headline: 'x' }] })],
    ['hundreds of blocks', linkedData({ '@type': 'NewsArticle', headline: 'x' }).repeat(500)],
    ['selectors in ids', '<a href="#fn:7"></a><sup id="fn:7"></sup><a id="]:not(*"></a>'],
    ['a language that is none', '<meta property="og:locale" content="<script>">'],
  ])('is read past: %s', async (_, head) => {
    expect((await read(page({ body: head }))).document.body.slice(0, 4)).toEqual(PARAGRAPHS)
  })

  test('leaves nothing that steers or runs', async () => {
    const { document } = await read(
      page({ above: '<p>By <b>Ines\u202e Falk</b></p>', body: '<p onclick="x()">Clean\u0000 <img src=x onerror=y()>end of it.</p>' }),
    )
    expect(document.body.at(-1)).not.toMatch(/onerror|onclick|\u0000|</)
  })
})
