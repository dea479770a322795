import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { servePage } from '../../src/http/pages.ts'
import { article } from '../articles.ts'
import { admin, get, ORIGIN, store } from '../worker.ts'
import { counted } from '../storage-count.ts'

beforeEach(async () => {
  await store(article({ headline: 'Tidal plant opens' }))
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
})

describe('formats', () => {
  test.each([
    ['', 'text/html; charset=utf-8'],
    ['.md', 'text/markdown; charset=utf-8'],
    ['.txt', 'text/plain; charset=utf-8'],
    ['.json', 'application/json'],
    ['.eml', 'message/rfc822'],
  ])('a briefing and an article are served by suffix "%s" as %s', async (suffix, type) => {
    for (const path of [`/briefings/energy${suffix}`, `/articles/tidal-plant-opens${suffix}`]) {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Type')).toBe(type)
      expect(await answer.text()).toContain('Tidal plant opens')
    }
  })

  test.each([
    ['text/markdown', '.md'],
    ['text/plain', '.txt'],
    ['application/json', '.json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', ''],
    ['text/plain;q=0.5, text/markdown;q=0.9', '.md'],
    ['text/markdown;q=0, text/plain;q=0.1', '.txt'],
    ['image/png', ''],
    ['constructor', ''],
    ['*/*', ''],
    ['', ''],
    [';;;,,=', ''],
  ])('the bare path honours Accept: %s', async (accept, suffix) => {
    const answer = await get('/briefings/energy', { Accept: accept })
    expect(answer.headers.get('Vary')).toContain('Accept')
    expect(answer.headers.get('Content-Location')).toBe(`/briefings/energy${suffix}`)
    expect(await answer.text()).toBe(await (await get(`/briefings/energy${suffix}`)).text())
  })

  test('a suffix is stronger than Accept, and an unknown one is nothing', async () => {
    const answer = await get('/briefings/energy.md', { Accept: 'application/json' })
    expect(answer.headers.get('Content-Type')).toContain('markdown')
    expect(answer.headers.get('Vary')).toBeNull()
    for (const path of [
      '/briefings/energy.html',
      '/briefings/energy.pdf',
      '/briefings/energy.',
      '/briefings/Energy',
      '/briefings/..%2fenergy',
      '/briefings/energy/x',
    ]) {
      expect((await get(path)).status, path).toBe(404)
    }
  })
})

describe('caching', () => {
  test('ignores unknown parameters and trailing slashes', async () => {
    const plain = await get('/briefings/energy')
    for (const path of ['/briefings/energy?utm_source=x&fbclid=y', '/briefings/energy/', '/briefings/energy//?a=1']) {
      const answer = await get(path)
      expect(answer.headers.get('ETag')).toBe(plain.headers.get('ETag'))
    }
  })

  test('tells browsers to ask again and the edge to keep a page for a minute', async () => {
    const answer = await get('/briefings/energy')
    expect(answer.headers.get('Cache-Control')).toBe('no-cache')
    expect(answer.headers.get('Cloudflare-CDN-Cache-Control')).toMatch(/^max-age=60, stale-while-revalidate=\d+, stale-if-error=\d+$/)
    expect(answer.headers.get('Cache-Tag')).toBe('briefing:energy,article:tidal-plant-opens')
  })

  test('answers 304 to the reader who has it, for GET and HEAD, until something changes', async () => {
    for (const suffix of ['', '.md', '.txt', '.json', '.eml']) {
      const etag = (await get(`/briefings/energy${suffix}`)).headers.get('ETag') ?? ''
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
      const again = await get(`/briefings/energy${suffix}`, { 'If-None-Match': `"other", W/${etag}` })
      expect(again.status).toBe(304)
      expect(again.headers.get('ETag')).toBe(etag)
      expect(await again.text()).toBe('')
    }
    const etag = (await get('/briefings/energy')).headers.get('ETag') ?? ''
    await store(article())
    expect((await get('/briefings/energy', { 'If-None-Match': etag })).status).toBe(200)
  })

  test('keeps nothing that is not a page', async () => {
    for (const path of ['/healthz', '/openapi.json', '/briefings/none-such', '/api/articles', '/nowhere']) {
      expect((await get(path)).headers.get('Cache-Control'), path).toBe('no-store')
    }
  })
})

describe('methods', () => {
  test('HEAD answers the headers of GET and no body', async () => {
    const [head, full] = await Promise.all([worker('HEAD', '/briefings/energy'), worker('GET', '/briefings/energy')])
    expect([...head.headers]).toEqual([...full.headers])
    expect(await head.text()).toBe('')
  })

  test.each([
    ['POST', '/briefings/energy', 'GET, HEAD'],
    ['DELETE', '/', 'GET, HEAD'],
    ['PATCH', '/articles/tidal-plant-opens', 'GET, HEAD'],
    ['PUT', '/healthz', 'GET, HEAD'],
    ['DELETE', '/api/intake', 'POST'],
    ['PATCH', '/api/articles/x', 'GET, HEAD, PUT, DELETE'],
  ])('%s %s is answered 405, with what is allowed', async (method, path, allowed) => {
    const answer = await worker(method, path)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toBe(allowed)
  })
})

describe('headers', () => {
  test('every answer carries the security headers, and a page’s policy allows its own style sheet alone', async () => {
    for (const path of ['/', '/briefings/energy', '/briefings/energy.md', '/healthz', '/nowhere', '/api/articles']) {
      const { headers } = await get(path)
      for (const name of [
        'Content-Security-Policy',
        'X-Content-Type-Options',
        'Referrer-Policy',
        'Strict-Transport-Security',
        'Permissions-Policy',
      ]) {
        expect(headers.get(name), `${name} of ${path}`).not.toBeNull()
      }
    }
    for (const path of ['/', '/briefings/energy', '/articles/tidal-plant-opens']) {
      const answer = await get(path)
      const policy = answer.headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      const html = await answer.text()
      const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '')
      expect(styles).toHaveLength(1)
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(styles[0]))
      expect(policy).toContain(`'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`)
      expect(html).not.toMatch(/<script(?! type="application\/ld\+json")|\sstyle=|\son\w+=/)
    }
  })
})

describe('storage calls', () => {
  test('an uncached briefing costs one D1 batch and one KV bulk read, with 10 articles and with 2,000', async () => {
    const cost = async () => {
      const { store: watched, calls } = counted(env)
      const request = new Request(`${ORIGIN}/briefings/energy`)
      const answer = await servePage(request, { store: watched, publicUrl: ORIGIN, siteLanguage: 'en', now: new Date(), reader: 'anyone' })
      expect(answer.status).toBe(200)
      return calls
    }
    await storeMany(9)
    expect(await cost()).toEqual(['D1 batch', 'KV get 10'])
    await storeMany(1990)
    expect(await cost()).toEqual(['D1 batch', 'KV get 10'])
  })

  test('a text that KV does not have is answered 503 with Retry-After', async () => {
    const { keys } = await env.KV.list({ prefix: 'article/' })
    await Promise.all(keys.map((key) => env.KV.delete(key.name)))
    const answer = await get('/briefings/energy')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('the rest', () => {
  test('healthz tells whether both stores answer', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok', d1: 'ok', kv: 'ok' })
    await env.DB.exec(
      'DROP TABLE article_topics; DROP TABLE candidates; DROP TABLE revisions; DROP TABLE held_revisions; DROP TABLE texts; DROP TABLE articles',
    )
    const failing = await get('/healthz')
    expect(failing.status).toBe(503)
    expect(await failing.json()).toMatchObject({ d1: 'failing', kv: 'ok' })
  })

  test('robots.txt keeps search engines from what is not public', async () => {
    expect(await (await get('/robots.txt')).text()).toContain('Disallow: /api/')
  })
})

function worker(method: string, path: string): Promise<Response> {
  return path.startsWith('/api') ? admin(method, path) : fetchWith(method, path)
}

async function fetchWith(method: string, path: string): Promise<Response> {
  const { exports } = await import('cloudflare:workers')
  return exports.default.fetch(new Request(ORIGIN + path, { method }))
}

async function storeMany(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 50) {
    await admin(
      'POST',
      '/api/articles',
      Array.from({ length: Math.min(50, left) }, () => article()),
    )
  }
}
