import { env, exports } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import { article } from '../articles.ts'
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
    ['a feed of nothing', '<rss/>', 'application/rss+xml', 422],
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
