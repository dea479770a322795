import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ArticleContent } from '../../src/core/article.ts'
import { atom, DIALECTS, ITEMS, rss, rssItem } from '../feeds.ts'
import { admin, get, ORIGIN, problemOf, store, Taken } from '../worker.ts'

/** Feeds as a form of intake: shown, stored once, and refused, through the public door. */

const Warnings = z.array(z.strictObject({ pointer: z.string(), detail: z.string() }))
const Shown = z.strictObject({ articles: z.array(ArticleContent), warnings: Warnings, similar: z.array(z.unknown()) })
const TookIn = Taken.extend({ warnings: Warnings })

function post(path: string, body: BodyInit, type = 'application/rss+xml'): Promise<Response> {
  return exports.default.fetch(
    new Request(ORIGIN + path, { method: 'POST', body, headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': type } }),
  )
}

const many = (count: number) =>
  rss(
    Array.from({ length: count }, (_, i) =>
      rssItem({ title: `Berth ${i} is free`, link: `https://coast.example/b/${i}`, description: `Berth ${i}.` }),
    ).join(''),
  )

describe('POST /api/intake', () => {
  it.each(Object.entries(DIALECTS))('shows what is in %s', async (_, { type, text }) => {
    const answer = await post('/api/intake', text, type)
    const { articles, warnings } = Shown.parse(await answer.json())
    expect(answer.status).toBe(200)
    expect(articles.map(({ headline, url, body }) => ({ headline, link: url, paragraphs: body }))).toEqual(ITEMS)
    expect(articles[0]?.attribution).toEqual([{ outlets: ['Coast Courier'], url: 'https://coast.example/', form: 'report' }])
    expect(articles[0]?.quotes.map(({ text: said, speaker }) => ({ said, speaker }))).toEqual([{ said: 'It holds', speaker: 'Mara Lind' }])
    expect(warnings).toEqual([])
  })

  it('tells a JSON Feed sent as JSON by its version', async () => {
    const answer = await post('/api/intake', DIALECTS['JSON Feed']?.text ?? '', 'application/json')
    expect(Shown.parse(await answer.json()).articles).toHaveLength(2)
  })

  it.each([
    ['a charset parameter', 'text/xml; charset=windows-1251', new Uint8Array([0xcf, 0xee, 0xf0, 0xf2])],
    ['an XML declaration', 'text/xml', new Uint8Array([0xcf, 0xee, 0xf0, 0xf2])],
  ])('reads the character set from %s', async (_, type, word) => {
    const [before = '', after = ''] = rss('<item><title>@</title></item>').replace('UTF-8', 'windows-1251').split('@')
    const encode = (text: string) => new TextEncoder().encode(text)
    const answer = await post('/api/intake', new Blob([encode(before), word, encode(after)]), type)
    expect(Shown.parse(await answer.json()).articles[0]?.headline).toBe('Порт')
  })

  it.each([
    ['little', true],
    ['big', false],
  ])('reads UTF-16, %s end first', async (_, little) => {
    const text = `\ufeff${rss('<item><title>Порт</title></item>').replace('UTF-8', 'UTF-16')}`
    const view = new DataView(new ArrayBuffer(text.length * 2))
    for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), little)
    const answer = await post('/api/intake', view.buffer)
    expect(Shown.parse(await answer.json()).articles[0]?.headline).toBe('Порт')
  })

  it('resolves links against the feed’s address and keeps a chain that the text names', async () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Courier</title><entry><title>Aske votes</title><link href="a/1"/><content>HALDEN (Reuters) — Aske votes on Sunday.</content></entry></feed>`
    const answer = await post('/api/intake?url=https://coast.example/feeds/all', feed, 'application/atom+xml')
    const [article] = Shown.parse(await answer.json()).articles
    expect(article?.url).toBe('https://coast.example/feeds/a/1')
    expect(article?.attribution.map(({ outlets }) => outlets)).toEqual([['Coast Courier'], ['Reuters']])
  })

  it('shows up to 200 items and says how many more there are', async () => {
    const { articles, warnings } = Shown.parse(await (await post('/api/intake', many(203))).json())
    expect(articles).toHaveLength(200)
    expect(warnings).toEqual([{ pointer: '/items', detail: 'the first 200 of 203 items were read; 3 were left out' }])
  })

  it('stores nothing', async () => {
    await post('/api/intake', rss(rssItem({ title: 'Nothing is kept', link: 'https://coast.example/none' })))
    expect(await (await admin('GET', '/api/articles?q=kept')).json()).toMatchObject({ articles: [] })
  })
})

describe('POST /api/articles', () => {
  it('stores each item once, and knows it the next time', async () => {
    const feed = DIALECTS['Atom']?.text ?? ''
    const first = await post('/api/articles', feed, 'application/atom+xml')
    expect(first.status).toBe(201)
    const stored = TookIn.parse(await first.json())
    expect(stored.articles.map(({ outcome }) => outcome)).toEqual(['created', 'created'])
    const again = await post('/api/articles', DIALECTS['RSS 1.0']?.text ?? '', 'application/rdf+xml')
    expect(again.status).toBe(200)
    const known = TookIn.parse(await again.json())
    expect(known.articles.map(({ id, outcome }) => [id, outcome])).toEqual(stored.articles.map(({ id }) => [id, 'known']))
    expect((await get(`/articles/${stored.articles[0]?.id}`)).status).toBe(200)
  })

  it('keeps items apart that all link to the feed’s own page', async () => {
    const episode = (number: number) =>
      rssItem({ title: `Episode ${number}`, link: 'https://coast.example/', description: `What was said in number ${number}.` })
    const first = TookIn.parse(await (await post('/api/articles', rss(episode(1) + episode(2)))).json())
    expect(first.articles.map(({ url, outcome }) => [url, outcome])).toEqual([
      [null, 'created'],
      [null, 'created'],
    ])
    const later = TookIn.parse(await (await post('/api/articles', rss(episode(3) + episode(2)))).json())
    expect(later.articles.map(({ outcome }) => outcome)).toEqual(['created', 'known'])
    expect(later.warnings.map(({ pointer }) => pointer)).toEqual(['/items/0', '/items/1'])
  })

  it('takes good items in beside a broken one', async () => {
    const feed = rss(
      `${rssItem({ title: 'Pier 1 opens', description: 'Pier 1 opened.' })}<item><title>Broken</item>${rssItem({ title: 'Pier 2 opens', description: 'Pier 2 opened.' })}`,
    )
    const answer = await post('/api/articles', feed)
    const { articles, warnings } = TookIn.parse(await answer.json())
    expect(answer.status).toBe(201)
    expect(articles.map(({ headline }) => headline)).toEqual(['Pier 1 opens', 'Pier 2 opens'])
    expect(warnings).toEqual([{ pointer: '/items/1', detail: 'it cannot be read, and is left out' }])
  })

  it('stores 50 and says how many were left out', async () => {
    const { articles, warnings } = TookIn.parse(await (await post('/api/articles', many(52))).json())
    expect(articles).toHaveLength(50)
    expect(warnings).toEqual([{ pointer: '/items', detail: 'the first 50 of 52 items were read; 2 were left out' }])
  })

  it('gives the topics asked for, or those of its categories that are topics here', async () => {
    await store({ headline: 'Tides', body: ['The tide was high.'], topics: ['tide-tables'] })
    const feed = (number: number) =>
      atom(
        `<entry><title>Buoy ${number}</title><content>Adrift.</content><category term="Tide tables"/><category term="Unheard of"/></entry>`,
      )
    const filed = TookIn.parse(await (await post('/api/articles', feed(1))).json())
    expect(filed.articles[0]?.topics).toContain('tide-tables')
    expect(filed.articles[0]?.topics).not.toContain('unheard-of')
    const asked = TookIn.parse(await (await post('/api/articles?topics=sea', feed(2))).json())
    expect(asked.articles[0]?.topics).toEqual(['sea'])
  })

  it('answers with no warnings to other documents', async () => {
    const answer = await post('/api/articles', 'A head\n\nA text.', 'text/plain')
    expect(TookIn.parse(await answer.json()).warnings).toEqual([])
  })
})

describe('what is refused', () => {
  const bomb = '<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  it.each([
    ['a feed of nothing', rss(''), 422],
    ['entities that multiply', rss(rssItem({ title: '&b;' }), { before: bomb }), 422],
    ['what is no feed', '<note>Hello</note>', 422],
    ['what is no XML', 'Hello', 400],
    ['a feed larger than 5 MiB', rss(rssItem({ title: 'Long', description: 'x'.repeat(5 * 1_048_576) })), 413],
  ])('%s', async (_, text, status) => {
    for (const path of ['/api/intake', '/api/articles']) {
      const answer = await post(path, text)
      expect(answer.status).toBe(status)
      expect((await problemOf(answer)).status).toBe(status)
    }
  })

  it('compressed bytes', async () => {
    const packed = new Blob([rss(rssItem({ title: 'Packed' }))]).stream().pipeThrough(new CompressionStream('gzip'))
    expect((await post('/api/articles', await new Response(packed).arrayBuffer())).status).toBe(400)
  })

  it('not a feed of 3 MiB', async () => {
    const answer = await post('/api/intake', rss(rssItem({ title: 'Long', description: 'word '.repeat(600_000) })))
    expect(answer.status).toBe(200)
  })
})
