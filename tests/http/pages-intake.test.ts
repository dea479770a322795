import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ArticleContent } from '../../src/core/article.ts'
import { dumpStores } from '../dump.ts'
import { HEADLINE, linkedData, page, PARAGRAPHS } from '../pages.ts'
import { ORIGIN, problemOf, Taken } from '../worker.ts'

const Drafted = z.object({ articles: z.array(ArticleContent) })

function send(path: string, body: BodyInit, contentType = 'text/html; charset=utf-8'): Promise<Response> {
  return exports.default.fetch(
    new Request(ORIGIN + path, {
      method: 'POST',
      body,
      headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': contentType },
    }),
  )
}

describe('a page', () => {
  test('becomes an article with what it says and what its text says', async () => {
    const head = linkedData({
      '@type': 'NewsArticle',
      headline: HEADLINE,
      author: { name: 'Ines Falk' },
      datePublished: '2026-03-02T21:30:00+01:00',
      publisher: { name: 'Coast Courier' },
    })
    const answer = await send('/api/articles?url=https://www.courier.example/pier%3Futm_source=x&topics=harbour', page({ head }))
    expect(answer.status).toBe(201)
    expect(Taken.parse(await answer.json()).articles[0]).toMatchObject({
      headline: HEADLINE,
      url: 'https://www.courier.example/pier?utm_source=x',
      byline: ['Ines Falk'],
      publishedAt: '2026-03-02T20:30:00Z',
      topics: ['harbour'],
      attribution: [{ outlets: ['Coast Courier'] }],
      quotes: expect.arrayContaining([
        expect.objectContaining({ text: 'We owe the fishing families a place to land', speaker: 'Marta Oduya', kind: 'direct' }),
      ]),
      body: PARAGRAPHS,
      outcome: 'created',
    })
    const again = await send('/api/articles?url=https://www.courier.example/pier', page({ head }))
    expect(again.status).toBe(200)
  })

  test('is read in the character set that it names itself', async () => {
    const text = page({ body: '<p>Рада проголосувала у понеділок.</p>', head: '<meta charset="windows-1251">' })
    const bytes = Uint8Array.from(text, (char) => windows1251(char.codePointAt(0) ?? 0))
    const answer = await send('/api/intake', bytes, 'text/html')
    expect(Drafted.parse(await answer.json()).articles[0]?.body.at(-1)).toBe('Рада проголосувала у понеділок.')
  })

  test('is read in UTF-16', async () => {
    const text = `\ufeff${page()}`
    const view = new DataView(new ArrayBuffer(text.length * 2))
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true)
    const answer = await send('/api/intake', view.buffer, 'text/html')
    expect(Drafted.parse(await answer.json()).articles[0]?.body).toEqual(PARAGRAPHS)
  })

  test('may be larger than other documents, and not without end', async () => {
    const large = page({ body: `<!-- ${'x'.repeat(2 * 1_048_576)} -->` })
    expect((await send('/api/intake', large)).status).toBe(200)
    expect((await send('/api/intake', large + 'x'.repeat(4 * 1_048_576))).status).toBe(413)
  })

  test.each([
    ['<html><body></body></html>', 'empty'],
    ['<html><frameset><frame src="a"></frameset></html>', 'frameset'],
    [`<html><body>${'<div>'.repeat(10_000)}`, 'deeper than 200'],
  ])('that is no article is refused with a reason, and nothing is stored', async (html, reason) => {
    const before = await dumpStores()
    const answer = await send('/api/articles?url=https://www.courier.example/none', html)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.detail).toContain(reason)
    expect(await dumpStores()).toEqual(before)
  })
})

/** The byte of a character of windows-1251, as far as the test writes in it. */
function windows1251(code: number): number {
  if (code === 0x456) return 0xb3
  if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0
  return code === 0x201c ? 0x93 : code === 0x201d ? 0x94 : code
}
