import { env, exports } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ArticleContent } from '../../src/core/article.ts'
import { article } from '../articles.ts'
import { rss, rssItem } from '../feeds.ts'
import { page, PARAGRAPHS } from '../pages.ts'
import { admin, get, ORIGIN, problemOf, store, Taken } from '../worker.ts'

const FORMATS = ['', '.md', '.txt', '.json', '.eml']

function post(body: BodyInit, contentType: string | null, path = '/api/articles'): Promise<Response> {
  const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}`, ...(contentType === null ? {} : { 'Content-Type': contentType }) }
  return exports.default.fetch(new Request(ORIGIN + path, { method: 'POST', body, headers }))
}

async function storedThings(): Promise<number> {
  const rows = await env.DB.prepare(
    'SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM revisions) + (SELECT count(*) FROM texts) AS n',
  ).first<number>('n')
  return (rows ?? 0) + (await env.KV.list()).keys.length
}

describe('what is refused leaves nothing behind', () => {
  afterEach(async () => {
    expect(await storedThings()).toBe(0)
  })

  test.each([
    ['an empty body', '', 'text/plain', 400],
    ['white space alone', ' \n\t\n ', 'text/plain', 422],
    ['a headline without a body', 'Only a headline', 'text/plain', 422],
    ['no media type', new Uint8Array([65, 66]), null, 415],
    ['an unknown media type', '<p>x</p>', 'application/pdf', 415],
    ['a page without an article', '<p>x</p>', 'text/html', 422],
    [
      'an empty page',
      '<!doctype html><html><head><title>Coast Courier</title></head><body><script>let x = 1</script></body></html>',
      'text/html',
      422,
    ],
    ['a login wall', wall('Log in to continue reading', '<form><input name="user"><input type="password"></form>'), 'text/html', 422],
    ['a subscription wall', wall('A pier opens', '<h2>Subscribe to keep reading</h2><p>Already a subscriber?</p>'), 'text/html', 422],
    ['a page that is not found and comes with 200', wall('Page not found', '<p>Sorry, this page does not exist.</p>'), 'text/html', 422],
    ['a frameset', '<html><frameset cols="20%,80%"><frame src="a"><frame src="b"></frameset></html>', 'text/html', 422],
    ['a page of 10,000 nested elements', `<html><body>${'<div>'.repeat(10_000)}${PARAGRAPHS.join('')}`, 'text/html', 422],
    ['a page of 100,000 elements', page({ body: '<b>x</b>'.repeat(100_000) }), 'text/html', 422],
    ['a page of nested text', page({ body: Array.from({ length: 190 }, () => `<div>${'word '.repeat(500)}`).join('') }), 'text/html', 422],
    ['a page of references', page({ body: '&amp;'.repeat(200_000) }), 'text/html', 422],
    ['a page that is none', '\u0000\u0001\u0002'.repeat(1000), 'text/html', 422],
    ['a feed of nothing', '<rss/>', 'application/rss+xml', 422],
    ['entities that multiply', rss(rssItem({ title: '&lol9;' }), { before: laughs() }), 'application/rss+xml', 422],
    [
      'an entity from outside',
      rss(rssItem({ title: '&x;' }), { before: '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' }),
      'text/xml',
      422,
    ],
    ['aliases that multiply', '---\ntitle: A\na: &a [x, x]\nb: [*a, *a]\n---\nText', 'text/markdown', 422],
    ['front matter without an end', '---\ntitle: A\n\nText', 'text/markdown', 422],
    ['front matter with a visibility that is none', '---\ntitle: A\nvisibility: 7\n---\nText', 'text/markdown', 422],
    ['an unknown character set', 'a\n\nb', 'text/plain; charset=klingon', 415],
    ['bytes that are not UTF-8', new Uint8Array([0x41, 0xff, 0xfe, 0x0a, 0x42]), 'text/plain', 400],
    ['JSON that is not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'application/json', 400],
    ['2 MiB', 'a'.repeat(2 * 1_048_576), 'text/plain', 413],
    ['broken JSON', '{"headline": ', 'application/json', 400],
    ['JSON that is not an article', '42', 'application/json', 422],
    ['an empty list', '[]', 'application/json', 422],
    ['too long a list', JSON.stringify(Array.from({ length: 51 }, () => article())), 'application/json', 422],
    ['deep JSON', '['.repeat(200_000) + ']'.repeat(200_000), 'application/json', 422],
    ['Markdown that takes for ever', `# H\n\n${'_a*'.repeat(340_000)}`, 'text/markdown', 422],
    ['Markdown of open code', `# H\n\n${'`a'.repeat(400_000)}`, 'text/markdown', 422],
    ['a headline of 10,000 characters', `${'Word '.repeat(2000)}\n\nA body.`, 'text/plain', 422],
  ])('%s', async (_what, body, type, status) => {
    const answer = await post(body, type)
    const problem = await problemOf(answer)
    expect(answer.status, problem.detail).toBe(status)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(problem.detail.length).toBeGreaterThan(10)
  })

  test.each(['text/html', 'text/plain', 'text/markdown', 'application/json', 'application/rss+xml', 'application/feed+json'])(
    'compressed bytes as %s',
    async (type) => {
      // A megabyte of white space, as a bomb would be: nothing ever unpacks it.
      const packed = new Blob([`<p>${' '.repeat(1_048_576)}</p>`]).stream().pipeThrough(new CompressionStream('gzip'))
      const answer = await post(await new Response(packed).arrayBuffer(), type)
      expect([400, 422]).toContain(answer.status)
      expect((await problemOf(answer)).detail).not.toBe('')
    },
  )

  test('a body without Content-Length is read no further than the limit', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(65_536).fill(97))
      },
    })
    expect((await post(endless, 'text/plain')).status).toBe(413)
    expect(pulled).toBeLessThan(40)
  })

  test.each([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an unknown field deep down', { people: [{ name: 'A B', age: 7 }] }, '/people/0/age'],
    ['no headline', { headline: undefined }, '/headline'],
    ['a headline that is a number', { headline: 7 }, '/headline'],
    ['an empty headline', { headline: ' \u200b\r\n' }, '/headline'],
    ['a headline of which nothing is seen', { headline: '\u2800\u3164\u200d' }, '/headline'],
    ['a long headline', { headline: 'x'.repeat(10_000) }, '/headline'],
    ['no body', { body: [] }, '/body'],
    ['a javascript: link', { url: 'javascript:alert(1)' }, '/url'],
    ['a javascript: link with a line feed in it', { url: 'java\nscript:alert(1)' }, '/url'],
    ['a data: link in the chain', { attribution: [{ outlets: ['X'], url: 'data:text/html,x' }] }, '/attribution/0/url'],
    ['a link with a password', { url: 'https://a:b@news.example/' }, '/url'],
    ['500 topics', { topics: Array.from({ length: 500 }, (_, n) => `t${n}`) }, '/topics'],
    ['a quotation that is not in the body', { quotes: [{ text: 'Nobody said this', speaker: 'X' }] }, '/quotes/0/text'],
    ['a reported statement that is not in the body', { quotes: [{ text: 'She warned of this', kind: 'reported' }] }, '/quotes/0/text'],
    ['a time without its offset', { publishedAt: '2026-03-01T08:00:00' }, '/publishedAt'],
    ['a day that is none', { publishedAt: '2026-02-30T08:00:00Z' }, '/publishedAt'],
    ['a language that is none', { language: '??' }, '/language'],
    ['a form that is none', { attribution: [{ outlets: ['X'], form: 'rumour' }] }, '/attribution/0/form'],
    ['a step without an outlet', { attribution: [{ outlets: [] }] }, '/attribution/0/outlets'],
    ['a key of the prototype', JSON.parse('{"__proto__": {"x": 1}}'), '/__proto__'],
  ])('%s', async (_what, fields, pointer) => {
    const whole = article()
    const answer = await admin('POST', '/api/articles', JSON.stringify(merge(whole, fields)), { 'Content-Type': 'application/json' })
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors.map((error) => error.pointer)).toContain(pointer)
  })

  test.each([undefined, 'Bearer wrong', 'Bearer ', 'Basic dGVzdA==', `Bearer ${'x'.repeat(10_000)}`])(
    'Authorization: %s',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { Authorization: authorization }
      const answer = await exports.default.fetch(new Request(`${ORIGIN}/api/articles`, { method: 'POST', body: 'A\n\nB', headers }))
      expect(answer.status).toBe(401)
      expect(answer.headers.get('WWW-Authenticate')).toContain('Bearer')
    },
  )
})

/** Spreads fields over an article so that a key such as __proto__ stays one. */
function merge(whole: Record<string, unknown>, fields: unknown): Record<string, unknown> {
  const merged = Object.fromEntries(Object.entries(whole))
  for (const [key, value] of Object.entries(Object(fields)))
    Object.defineProperty(merged, key, { value, enumerable: true, configurable: true, writable: true })
  return merged
}

/** A page that shows something else than its article. */
function wall(title: string, body: string): string {
  return `<!doctype html><html><head><title>${title} | Coast Courier</title></head><body><h1>${title}</h1>${body}</body></html>`
}

/** A document type whose last entity would expand to a thousand million others. */
function laughs(): string {
  const steps = Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`)
  return `<!DOCTYPE rss [<!ENTITY lol0 "lol">${steps.join('')}]>`
}

describe('of a feed that is partly broken', () => {
  const titlesOf = async (answer: Response) => (await shownIn(answer)).articles.map(({ headline }) => headline)
  const shownIn = async (answer: Response) =>
    z
      .object({ articles: z.array(ArticleContent), warnings: z.array(z.object({ pointer: z.string(), detail: z.string() })) })
      .parse(await answer.json())
  const item = (title: string, more: Record<string, string> = {}) =>
    rssItem({ title, link: `https://coast.example/${title}`, description: `${title}.`, ...more })

  test('the good items come in beside one that is cut off', async () => {
    expect(
      await titlesOf(await post(rss(`${item('One')}<item><title>Broken</tit></item>${item('Two')}`), 'application/rss+xml', '/api/intake')),
    ).toEqual(['One', 'Two'])
  })

  test('items with one id and headline come in once, and with another headline apart', async () => {
    const feed = rss(item('One', { guid: 'x' }) + item('One', { guid: 'x' }) + item('Two', { guid: 'x' }))
    const answer = await post(feed, 'application/rss+xml', '/api/intake')
    expect(await titlesOf(answer)).toEqual(['One', 'Two'])
  })

  test('a date that cannot be read, or lies ahead, is none, with a warning', async () => {
    const feed = rss(item('One', { pubDate: 'the day after' }) + item('Two', { pubDate: 'Fri, 02 Mar 2170 08:00:00 GMT' }))
    const { articles, warnings } = await shownIn(await post(feed, 'application/rss+xml', '/api/intake'))
    expect(articles.map(({ publishedAt }) => publishedAt)).toEqual([null, null])
    expect(warnings.map(({ pointer, detail }) => [pointer, detail.replace(/"[^"]*"/, '…')])).toEqual([
      ['/items/0', 'its date … cannot be read'],
      ['/items/1', 'its date … lies in the future'],
    ])
  })

  test.each([
    ['a page', page({ head: '<meta name="date" content="2170-03-02">' }), 'text/html', '/publishedAt'],
    ['front matter', '---\ntitle: A pier opens\ndate: 2170-03-02\n---\nIt opened.', 'text/markdown', '/date'],
  ])('so it is with %s', async (_, body, type, pointer) => {
    const { articles, warnings } = await shownIn(await post(body, type, '/api/intake'))
    expect(articles[0]?.publishedAt).toBeNull()
    expect(warnings).toEqual([{ pointer, detail: expect.stringContaining('lies in the future') }])
  })
})

describe('what is odd is shown harmlessly', () => {
  const HOSTILE =
    '<script>alert(1)</script>{{headline}}{{{body}}}{{>x}}\r\nBcc: evil@example.com\r\n\r\n# *x* [y](javascript:z) \u202egnorts\u202c \u0007\u001b[31m &amp; "q" \ud800 end'

  test('script, mustache, line breaks, controls and lone surrogates in every field', async () => {
    const stored = await store(
      article({
        headline: HOSTILE,
        dek: HOSTILE,
        byline: [HOSTILE.slice(0, 100)],
        attribution: [{ outlets: [HOSTILE.slice(0, 100)], url: 'https://news.example/"><script>', form: 'report' }],
        points: [{ text: HOSTILE }],
        quotes: [{ text: HOSTILE, speaker: HOSTILE }],
        people: [{ name: HOSTILE.slice(0, 100), role: HOSTILE }],
        organisations: [HOSTILE.slice(0, 100)],
        places: [HOSTILE.slice(0, 100)],
        body: [HOSTILE],
        url: 'https://news.example/?a=<script>alert(1)</script>',
      }),
    )
    const recipe = {
      title: HOSTILE.slice(0, 150),
      description: HOSTILE,
      introduction: HOSTILE,
      sections: [{ title: HOSTILE.slice(0, 100), topics: ['energy'] }],
      notes: { [stored.id]: HOSTILE },
    }
    expect((await admin('PUT', '/api/briefings/odd', recipe)).status).toBe(201)
    for (const path of [`/articles/${stored.id}`, '/briefings/odd', '/']) {
      for (const suffix of path === '/' ? [''] : FORMATS) {
        const answer = await get(path + suffix)
        expect(answer.status).toBe(200)
        const text = await answer.text()
        // oxlint-disable-next-line no-control-regex -- these are what must not be there
        expect(text, path + suffix).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/)
        if (suffix === '') expect(text).not.toMatch(/<script(?! type="application\/ld\+json">)/)
        if (suffix === '.eml') expect(text.split('\r\n\r\n', 1)[0]).not.toMatch(/^Bcc:/im)
      }
    }
  })

  test.each([
    ['Cyrillic', 'Порт знову відкрито після шторму', /^port-/],
    ['Arabic', 'الميناء يعيد فتح أبوابه بعد العاصفة', /^[a-z0-9-]+$/],
    ['emoji alone', '🚢🌊', /^2026-03-01-[0-9a-f]{8}$/],
    ['Chinese', '港口在暴风雨后重新开放', /^[a-z0-9-]+$/],
    ['a name like a constructor', 'constructor', /^constructor/],
  ])('a headline in %s', async (_what, headline, id) => {
    const stored = await store(article({ headline }))
    expect(stored.id).toMatch(id)
    for (const suffix of FORMATS) {
      const answer = await get(`/articles/${stored.id}${suffix}`)
      expect(answer.status).toBe(200)
      if (suffix !== '.eml') expect(await answer.text()).toContain(headline)
    }
  })

  test('text in another character set is read when it says so', async () => {
    const bytes = new Uint8Array([0x43, 0x61, 0x66, 0xe9, 10, 10, 0x42, 0xfc, 0x63, 0x68, 0x65, 0x72, 46])
    const [stored] = Taken.parse(await (await post(bytes, 'text/plain; charset=iso-8859-1')).json()).articles
    expect(stored).toMatchObject({ headline: 'Café', body: ['Bücher.'] })
  })

  test('a byte order mark does not count', async () => {
    const [stored] = Taken.parse(await (await post('\ufeffA headline\n\nA body of one sentence.', 'text/plain')).json()).articles
    expect(stored?.headline).toBe('A headline')
  })
})
