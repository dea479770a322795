import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { article } from '../articles.ts'
import { admin, get, ORIGIN, problemOf, store } from '../worker.ts'

const FORMATS = ['', '.md', '.txt', '.json', '.eml']
const Share = z.object({ id: z.string(), url: z.string(), expiresAt: z.string() })

async function share(of: string, options: object = {}): Promise<z.infer<typeof Share> & { path: string }> {
  const answer = await admin('POST', '/api/shares', { of, ...options })
  expect(answer.status).toBe(201)
  const made = Share.parse(await answer.json())
  return { ...made, path: made.url.slice(ORIGIN.length) }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a share', () => {
  test('shows what was shared, in every format, though it changes afterwards', async () => {
    await store(article({ headline: 'A' }))
    await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
    await admin('POST', '/api/briefings/energy/editions')
    const shares = await Promise.all([share('/briefings/energy'), share('/briefings/energy/editions/1'), share('/articles/a')])
    await store(article({ headline: 'Afterwards' }))
    for (const { path, url } of shares) {
      expect(url).toMatch(/^https:\/\/brief\.example\/s\/[A-Za-z0-9_-]{32}$/)
      for (const suffix of FORMATS) {
        const answer = await get(path + suffix)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer')
        expect(answer.headers.get('X-Robots-Tag')).toBe('noindex')
        expect(answer.headers.get('Cloudflare-CDN-Cache-Control')).toBe('max-age=30, stale-while-revalidate=0, stale-if-error=0')
        const text = await answer.text()
        expect(text).not.toContain('Afterwards')
        if (suffix !== '.json') expect(text).toContain('This link works until')
      }
      const html = await (await get(path)).text()
      expect(html).toMatch(/<meta name="robots" content="noindex/)
      expect(html).toContain('<meta property="og:title"')
    }
  })

  test('is listed by id, never by its key, which stands in no store', async () => {
    await store(article({ headline: 'A' }))
    const { id, path } = await share('/articles/a', { label: 'for the ministry' })
    const key = path.slice('/s/'.length)
    const listed = await (await admin('GET', '/api/shares')).text()
    expect(JSON.parse(listed)).toMatchObject({ shares: [{ id, of: '/articles/a', label: 'for the ministry', revokedAt: null }] })
    expect(listed).not.toContain(key)
    const { results } = await env.DB.prepare('SELECT * FROM shares JOIN snapshots').all()
    expect(JSON.stringify(results)).not.toContain(key)
    expect((await get(path)).headers.get('Cache-Tag')).toBe(`share:${id},article:a`)
  })

  test('is gone once it is revoked, like one that never was', async () => {
    await store(article({ headline: 'A' }))
    const { id, path } = await share('/articles/a')
    expect((await admin('DELETE', `/api/shares/${id}`)).status).toBe(204)
    expect((await admin('DELETE', `/api/shares/${id}`)).status).toBe(204)
    expect((await admin('DELETE', '/api/shares/none-such')).status).toBe(404)
    await expectLikeUnknown(path)
  })

  test('expires to the second, and tells the edge no more than is left', async () => {
    await store(article({ headline: 'A' }))
    const start = new Date('2026-06-01T12:00:00Z')
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    const { path, expiresAt } = await share('/articles/a', { expiresIn: 'PT1H' })
    expect(expiresAt).toBe('2026-06-01T13:00:00Z')
    vi.setSystemTime(new Date('2026-06-01T12:59:50Z'))
    expect((await get(path)).headers.get('Cloudflare-CDN-Cache-Control')).toMatch(/^max-age=10,/)
    vi.setSystemTime(new Date('2026-06-01T12:59:59.999Z'))
    expect((await get(path)).status).toBe(200)
    vi.setSystemTime(new Date('2026-06-01T13:00:00Z'))
    await expectLikeUnknown(path)
  })

  test('shows a correction made since, above its text', async () => {
    const a = article({ headline: 'A' })
    await store(a)
    const { path } = await share('/articles/a')
    await admin('PUT', '/api/articles/a', { ...a, dek: 'Right', correction: 'It was wrong.' })
    const html = await (await get(path)).text()
    expect(html.indexOf('It was wrong.')).toBeGreaterThan(0)
    expect(html.indexOf('It was wrong.')).toBeLessThan(html.indexOf('feeds 4,000 homes.</li>'))
    expect(html).not.toContain('Right')
    expect(await (await admin('GET', '/api/articles/a/appearances')).json()).toMatchObject({ shares: [{ revision: 1 }] })
  })

  test('of an article that is erased says so, without its headline', async () => {
    await store(article({ headline: 'Zwillingsturm opens' }))
    const { path } = await share('/articles/zwillingsturm-opens')
    await admin('DELETE', '/api/articles/zwillingsturm-opens')
    const answer = await get(path)
    const html = await answer.text()
    expect(html).toContain('was withdrawn')
    expect(html).not.toContain('Zwillingsturm')
  })

  test('of something private needs to be said outright', async () => {
    await store(article({ headline: 'Hidden', visibility: 'private' }))
    await store(article({ headline: 'Later', embargoUntil: new Date(Date.now() + 86_400_000).toISOString() }))
    await admin('PUT', '/api/briefings/secret', { title: 'Secret', visibility: 'private' })
    for (const of of ['/articles/hidden', '/articles/later', '/briefings/secret']) {
      const answer = await admin('POST', '/api/shares', { of })
      expect(answer.status, of).toBe(422)
      expect((await problemOf(answer)).errors[0]?.pointer).toBe('/private')
      const { path } = await share(of, { private: true })
      expect((await get(path)).status).toBe(200)
    }
  })
})

describe('what is refused', () => {
  test.each([
    [{ of: '/articles/none-such' }, '/of'],
    [{ of: '/briefings/none-such' }, '/of'],
    [{ of: '/briefings/none-such/editions/1' }, '/of'],
    [{ of: '/api/articles/a' }, '/of'],
    [{ of: '/articles/a.md' }, '/of'],
    [{ of: 'https://elsewhere.example/' }, '/of'],
    [{ of: '/s/00000000000000000000000000000000' }, '/of'],
    [{ of: '/articles/a', expiresIn: 'PT59M' }, '/expiresIn'],
    [{ of: '/articles/a', expiresIn: 'P1Y1D' }, '/expiresIn'],
    [{ of: '/articles/a', expiresIn: 'P400D' }, '/expiresIn'],
    [{ of: '/articles/a', expiresIn: '7 days' }, '/expiresIn'],
    [{ of: '/articles/a', expiresIn: 'P' }, '/expiresIn'],
    [{ of: '/articles/a', expiresIn: '-P1D' }, '/expiresIn'],
    [{ of: '/articles/a', views: 10 }, '/views'],
    [{ of: '/articles/a', private: false }, '/private'],
    [{}, '/of'],
  ])('%j', async (request, pointer) => {
    await store(article({ headline: 'A' }))
    const answer = await admin('POST', '/api/shares', request)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
    expect(await (await admin('GET', '/api/shares')).json()).toEqual({ shares: [] })
  })

  test.each(['P1Y', 'P12M', 'P4W', 'P365D', 'PT1H', 'PT8760H', 'P1DT1H30M'])('but %s is a life to have', async (expiresIn) => {
    await store(article({ headline: 'A' }))
    await share('/articles/a', { expiresIn })
  })

  test.each([
    'x',
    'a'.repeat(32),
    'a'.repeat(10_000),
    '..%2f..%2fapi',
    'a%00b',
    "' OR 1=1 --",
    '🚢',
    `${'a'.repeat(32)}.html`,
    `${'a'.repeat(32)}.pdf`,
  ])('the key %s', async (key) => {
    await expectLikeUnknown(`/s/${key}`)
  })
})

async function expectLikeUnknown(path: string): Promise<void> {
  const unknown = await get(`/s/${'0'.repeat(32)}`)
  const answer = await get(path)
  expect(unknown.status).toBe(404)
  expect(answer.status).toBe(404)
  expect([...answer.headers].filter(([name]) => name !== 'vary')).toEqual([...unknown.headers].filter(([name]) => name !== 'vary'))
  expect(await answer.text()).toBe(await unknown.text())
}
