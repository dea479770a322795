import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { gateway } from '../../src/http/gateway.ts'
import { servePage } from '../../src/http/pages.ts'
import { storeOf } from '../../src/store/store.ts'
import { article } from '../articles.ts'
import { ORIGIN } from '../worker.ts'

/** The two sides of the door between the gateway and `Pages`, where the edge's cache stands. */

let asked: string[]
let purged: string[]

beforeEach(() => {
  asked = []
  purged = []
})

/** Makes room for a purge: no more than five go out a minute. */
function aMinuteLater(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
}

afterEach(() => {
  vi.useRealTimers()
})

/** A request to the gateway, whose `Pages` is the real one with a record of what it is asked and told to purge. */
async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') aMinuteLater()
  const waiting: Promise<unknown>[] = []
  const Pages = {
    fetch: (request: Request) => {
      asked.push([request.method, request.url, ...request.headers.keys()].join(' '))
      return servePage(request, { store: storeOf(env), publicUrl: ORIGIN, siteLanguage: 'en', now: new Date(), reader: 'anyone' })
    },
    purge: (tags: string[]) => {
      purged.push(...tags)
      return Promise.resolve()
    },
  }
  const context = {
    exports: { Pages },
    waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
    passThroughOnException() {},
    props: {},
  }
  const authorization =
    method === 'GET' || method === 'HEAD' ? {} : { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' }
  const request = new Request(ORIGIN + path, {
    method,
    headers: { ...authorization, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // The platform's own context cannot be made to record; this one has the parts of it that the gateway uses.
  const answer = await gateway.fetch(request, env, Object.assign(Object.create(null), context))
  await Promise.all(waiting)
  return answer
}

async function purgedBy(method: string, path: string, body?: unknown): Promise<string[]> {
  purged = []
  expect((await send(method, path, body)).status).toBeLessThan(300)
  return [...new Set(purged)].toSorted()
}

describe('the key', () => {
  test('is one for every spelling of a page', async () => {
    await send('PUT', '/api/briefings/energy', { title: 'Energy' })
    const spellings = ['', '/', '//', '?', '?utm_source=a&utm_medium=b', '?fbclid=x', '/?gclid=y&page=2', '#top']
    for (const spelling of spellings)
      await send('GET', `/briefings/energy${spelling}`, undefined, { Cookie: 'a=b', 'User-Agent': spelling, 'If-None-Match': '"x"' })
    await send('GET', '/briefings/energy', undefined, { Accept: 'text/html;q=0.9, */*;q=0.1' })
    await send('HEAD', '/briefings/energy')
    expect(new Set(asked)).toEqual(new Set([`GET ${ORIGIN}/briefings/energy`]))
  })

  test('is the suffix’s where Accept asks for a format', async () => {
    await send('PUT', '/api/briefings/energy', { title: 'Energy' })
    await send('GET', '/briefings/energy?x=1', undefined, { Accept: 'text/markdown' })
    await send('GET', '/briefings/energy.md/')
    await send('GET', '/briefings/energy.md', undefined, { Accept: 'application/json' })
    expect(new Set(asked)).toEqual(new Set([`GET ${ORIGIN}/briefings/energy.md`]))
  })

  test('keeps a page’s number and nothing else of a query', async () => {
    await send('GET', '/briefings/energy/editions?utm_source=x&page=2&page=3')
    await send('GET', '/briefings/energy/editions?page=1')
    await send('GET', '/briefings/energy/editions?page=x')
    expect(asked).toEqual([`GET ${ORIGIN}/briefings/energy/editions?page=2`, ...Array(2).fill(`GET ${ORIGIN}/briefings/energy/editions`)])
  })

  test('never reaches Pages for somebody who shows a token', async () => {
    await send('PUT', '/api/briefings/energy', { title: 'Energy' })
    const seen = await send('GET', '/briefings/energy', undefined, { Authorization: `Bearer ${env.ADMIN_TOKEN}` })
    expect(seen.headers.get('Cache-Control')).toBe('no-store')
    expect((await send('GET', '/briefings/energy', undefined, { Authorization: 'Bearer wrong' })).status).toBe(401)
    expect(asked).toEqual([])
  })
})

describe('what Pages tells the edge', () => {
  test('goes by the kind of page, and is bounded even when we fail', async () => {
    await send('PUT', '/api/briefings/energy', { title: 'Energy' })
    await send('POST', '/api/articles', article({ headline: 'A' }))
    await send('POST', '/api/briefings/energy/editions')
    const { url } = await (await send('POST', '/api/shares', { of: '/briefings/energy' })).json<{ url: string }>()
    const live = 'max-age=60, stale-while-revalidate=60, stale-if-error=3600'
    const frozen = 'max-age=300, stale-while-revalidate=60, stale-if-error=3600'
    const table: [string, string | null, string | null][] = [
      ['/', live, 'home'],
      ['/briefings/energy', live, 'briefing:energy,article:a'],
      ['/articles/a.md', live, 'article:a'],
      ['/briefings/energy/editions', live, 'briefing:energy,editions:energy'],
      ['/briefings/energy/editions/1.json', frozen, 'briefing:energy,edition:energy:1,article:a'],
      ['/briefings/energy/feed.atom', live, 'briefing:energy,editions:energy'],
      [
        url.slice(ORIGIN.length),
        'max-age=30, stale-while-revalidate=0, stale-if-error=0',
        expect.stringMatching(/^share:[0-9a-f-]{36},article:a$/),
      ],
      ['/briefings/energy/editions/latest', null, null],
      ['/briefings/none-such', null, null],
      [`/s/${'0'.repeat(32)}`, null, null],
    ]
    for (const [path, policy, tags] of table) {
      const answer = await send('GET', path)
      expect(answer.headers.get('Cloudflare-CDN-Cache-Control'), path).toBe(policy)
      expect(answer.headers.get('Cache-Tag'), path).toEqual(tags)
      expect(answer.headers.get('Cache-Control'), path).toBe(policy === null ? 'no-store' : 'no-cache')
    }
  })
})

describe('what is purged', () => {
  test('goes by what happened', async () => {
    const a = article({ headline: 'A', topics: ['gas'] })
    expect(await purgedBy('PUT', '/api/briefings/gas', { title: 'Gas', select: { topics: { any: ['gas'] } } })).toEqual([
      'briefing:gas',
      'home',
    ])
    await send('PUT', '/api/briefings/wind', { title: 'Wind', select: { topics: { any: ['wind'] } } })
    expect(await purgedBy('POST', '/api/articles', a)).toEqual(['article:a', 'briefing:gas'])
    expect(await purgedBy('POST', '/api/articles', a)).toEqual([])
    expect(await purgedBy('PUT', '/api/articles/a', { ...a, topics: ['wind'], correction: 'It is about wind.' })).toEqual([
      'article:a',
      'briefing:gas',
      'briefing:wind',
    ])
    expect(await purgedBy('POST', '/api/briefings/wind/editions')).toEqual(['briefing:wind', 'editions:wind', 'home'])
    expect(await purgedBy('POST', '/api/briefings/wind/editions')).toEqual(['briefing:wind', 'edition:wind:1', 'editions:wind', 'home'])
    expect(await purgedBy('DELETE', '/api/briefings/wind/editions/1?reason=x')).toEqual(['edition:wind:1', 'editions:wind', 'home'])
    const { id } = await (await send('POST', '/api/shares', { of: '/articles/a' })).json<{ id: string }>()
    expect(await purgedBy('DELETE', `/api/shares/${id}`)).toEqual([`share:${id}`])
    expect(await purgedBy('DELETE', '/api/articles/a')).toEqual(['article:a', 'briefing:wind'])
    expect(await purgedBy('DELETE', '/api/briefings/gas')).toEqual(['briefing:gas', 'home'])
  })

  test('fails without harm', async () => {
    const Pages = { purge: () => Promise.reject(new Error('too many purges')), fetch: () => Promise.reject(new Error('not asked')) }
    const waiting: Promise<unknown>[] = []
    const context = Object.assign(Object.create(null), {
      exports: { Pages },
      waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
    })
    const request = new Request(`${ORIGIN}/api/briefings/energy`, {
      method: 'PUT',
      body: '{"title":"Energy"}',
      headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' },
    })
    expect((await gateway.fetch(request, env, context)).status).toBe(201)
    await expect(Promise.all(waiting)).resolves.toBeDefined()
  })
})

describe('when KV fails', () => {
  test('nothing of an article is visible, and the same request succeeds later', async () => {
    let failing = true
    const kv = new Proxy(env.KV, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (name === 'put' && failing) return () => Promise.reject(new Error('KV PUT failed: 500'))
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    const post = () =>
      gateway.fetch(
        new Request(`${ORIGIN}/api/articles`, {
          method: 'POST',
          body: JSON.stringify(one),
          headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' },
        }),
        { ...env, KV: kv },
        Object.assign(Object.create(null), { exports: { Pages: { purge: () => Promise.resolve() } }, waitUntil() {} }),
      )
    const one = article({ headline: 'A' })
    expect((await post()).status).toBe(500)
    expect((await send('GET', '/articles/a')).status).toBe(404)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM articles').first('n')).toBe(0)
    failing = false
    expect((await post()).status).toBe(201)
    expect((await send('GET', '/articles/a')).status).toBe(200)
  })
})
