import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { fetchDocument, type Web } from '../../src/web/fetch-document.ts'
import { anywhere, publicOnly, type Guard } from '../../src/web/guard.ts'
import { LARGEST } from '../../src/web/receive.ts'
import { ofType, ownSite, to, type Answer, type Site } from '../site.ts'

let site: Site
const WEB: Web = { guard: anywhere, userAgent: 'Wirebrief/1 (+https://brief.example)' }
const TYPES = ['text/html', 'application/rss+xml']
const PAGE = ofType('text/html; charset="utf-8"', '<p>Low water')

beforeEach(() => {
  site = ownSite()
})

async function fetched(answers: Readonly<Record<string, readonly Answer[]>>, web: Partial<Web> = {}) {
  await site.put(answers)
  return fetchDocument(site.at('/a'), { types: TYPES }, { ...WEB, ...web })
}

describe('a document', () => {
  test('comes with what is said of it, asked for by name', async () => {
    const headers = { ETag: '"1"', 'Last-Modified': 'Mon, 02 Mar 2026 06:00:00 GMT' }
    expect(await fetched({ '/a': [{ ...PAGE, headers: { ...PAGE.headers, ...headers } }] })).toMatchObject({
      ok: true,
      value: {
        outcome: 'document',
        url: site.at('/a'),
        lasting: site.at('/a'),
        mediaType: 'text/html',
        charset: 'utf-8',
        bytes: new TextEncoder().encode('<p>Low water'),
        validators: { etag: '"1"', lastModified: headers['Last-Modified'] },
      },
    })
    expect((await site.requests())[0]?.headers).toMatchObject({
      'user-agent': 'Wirebrief/1 (+https://brief.example)',
      accept: 'text/html, application/rss+xml, */*;q=0.1',
    })
  })

  test('is asked for only if it changed', async () => {
    await site.put({ '/a': [{ status: 304, headers: { ETag: '"2"' } }] })
    const known = { etag: '"1"', lastModified: 'Mon, 02 Mar 2026 06:00:00 GMT' }
    const answer = await fetchDocument(site.at('/a'), { types: TYPES, known }, WEB)
    expect(answer).toMatchObject({ ok: true, value: { outcome: 'unchanged', validators: { etag: '"2"' } } })
    expect((await site.requests())[0]?.headers).toMatchObject({ 'if-none-match': '"1"', 'if-modified-since': known.lastModified })
  })

  test('of just the largest size is taken', async () => {
    expect(await fetched({ '/a': [ofType('text/html', 'x'.repeat(LARGEST))] })).toMatchObject({ ok: true })
  })
})

describe('redirects', () => {
  test.each([
    ['all of them permanent', [301, 308], '/c'],
    ['a temporary one last', [301, 302], '/b'],
    ['a temporary one first', [307, 301], '/a'],
  ])('%s', async (_, [first, second], lasting) => {
    const answer = await fetched({ '/a': [to(site.at('/b'), first)], '/b': [to('c', second)], '/c': [PAGE] })
    expect(answer).toMatchObject({ ok: true, value: { url: site.at('/c'), lasting: site.at(lasting) } })
  })

  test('are followed five times', async () => {
    const steps = (count: number) =>
      Object.fromEntries([
        ['/a', [to('1')]],
        ...Array.from({ length: count - 1 }, (_, i): [string, Answer[]] => [`/${i + 1}`, [to(String(i + 2))]]),
        [`/${count}`, [PAGE]],
      ])
    expect(await fetched(steps(5))).toMatchObject({ ok: true })
    expect(await fetched(steps(6))).toMatchObject({ ok: false, error: { reason: 'redirects' } })
  })

  test.each([
    'http://127.0.0.1:9/',
    'http://[::1]:9/',
    'http://169.254.169.254/',
    'ftp://coast.example/',
    'http://a:b@coast.example/',
    'http://',
  ])('to %s are not followed', async (location) => {
    // The server of the tests stands for one on the internet.
    const onlyPublic = publicOnly()
    const guard: Guard = async (url) => (url.origin === new URL(env.WEB_SERVER).origin ? null : onlyPublic(url))
    const answer = await fetched({ '/a': [to(location)] }, { guard })
    expect(answer).toMatchObject({ ok: false, error: { reason: 'forbidden' } })
  })
})

describe('what is given up', () => {
  test.each<[string, Answer, string, RegExp]>([
    ['another type', ofType('image/png', 'x'), 'type', /image\/png/],
    ['no type', { body: 'x' }, 'type', /of what type/],
    ['an error', { status: 500, body: 'x' }, 'status', /500/],
    ['a 304 that nobody asked for', { status: 304 }, 'status', /304/],
    ['a redirect without an address', { status: 302 }, 'status', /302/],
    ['nothing', ofType('text/html', ''), 'type', /empty/],
    ['what says it is too large', ofType('text/html', 'x'.repeat(LARGEST + 1)), 'size', /5 MiB/],
    ['a page that grows when it is unpacked', { zeros: 100 * 1_048_576, headers: { 'Content-Type': 'text/html' } }, 'size', /5 MiB/],
    ['an unknown packing', ofType('text/html', 'x', { 'Content-Encoding': 'zstd' }), 'type', /zstd/],
    ['a connection that is lost', { do: 'drop' }, 'unreachable', /reached/],
    ['who does not answer', { do: 'hang' }, 'slow', /0\.5 seconds/],
    ['a body that does not end', { ...PAGE, trickle: true }, 'slow', /0\.5 seconds/],
  ])('%s', async (_, answer, reason, detail) => {
    const milliseconds = reason === 'slow' ? 500 : 20_000
    expect(await fetched({ '/a': [answer] }, { milliseconds })).toMatchObject({
      ok: false,
      error: { reason, detail: expect.stringMatching(detail) },
    })
  })

  test('an answer says how long to wait', async () => {
    const answer = await fetched({ '/a': [{ status: 429, headers: { 'Retry-After': '120' } }] })
    expect(answer).toMatchObject({ ok: false, error: { status: 429, retryAfter: '120' } })
  })

  test('a look-up that takes too long', async () => {
    const guard: Guard = () => new Promise(() => undefined)
    expect(await fetched({}, { guard, milliseconds: 100 })).toMatchObject({ ok: false, error: { reason: 'slow' } })
  })

  test('a port that nobody listens at', async () => {
    expect(await fetchDocument('http://127.0.0.1:1/', { types: TYPES }, WEB)).toMatchObject({ ok: false, error: { reason: 'unreachable' } })
  })
})
