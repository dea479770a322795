import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { article } from '../articles.ts'
import { dumpStores } from '../dump.ts'
import { admin, get, problemOf, store } from '../worker.ts'

const FORMATS = ['', '.md', '.txt', '.json', '.eml']
const Frozen = z.object({ number: z.int(), url: z.string(), digest: z.string().regex(/^[0-9a-f]{64}$/) })
const EditionJson = z.object({
  edition: z.object({
    briefing: z.string(),
    number: z.int(),
    frozenAt: z.string(),
    title: z.string(),
    introduction: z.string().nullable(),
    items: z.array(
      z.object({
        article: z.string(),
        revision: z.int(),
        sha256: z.string(),
        change: z.string().nullable().optional(),
        view: z.record(z.string(), z.unknown()).optional(),
        withdrawn: z.boolean().optional(),
      }),
    ),
  }),
  digest: z.string(),
  corrections: z.array(z.object({ article: z.string(), at: z.string(), note: z.string() })),
})

async function freeze(slug = 'energy'): Promise<z.infer<typeof Frozen>> {
  const answer = await admin('POST', `/api/briefings/${slug}/editions`)
  expect(answer.status).toBe(201)
  return Frozen.parse(await answer.json())
}

async function edition(number: number, slug = 'energy'): Promise<z.infer<typeof EditionJson>> {
  return EditionJson.parse(await (await get(`/briefings/${slug}/editions/${number}.json`)).json())
}

async function put(recipe: object = {}, slug = 'energy'): Promise<void> {
  expect((await admin('PUT', `/api/briefings/${slug}`, { title: 'Energy', ...recipe })).status).toBeLessThan(300)
}

describe('freezing', () => {
  test('keeps what the briefing said, whatever becomes of it', async () => {
    await put({ introduction: 'What moved today.' })
    await store(article({ headline: 'A' }))
    const frozen = await freeze()
    expect(frozen).toMatchObject({ number: 1, url: 'https://brief.example/briefings/energy/editions/1' })
    const before = await Promise.all(
      FORMATS.map(async (suffix) => (await get(`/briefings/energy/editions/1${suffix}`)).headers.get('ETag')),
    )
    await store(article({ headline: 'B' }))
    await put({ title: 'Another title' })
    const after = await Promise.all(FORMATS.map(async (suffix) => (await get(`/briefings/energy/editions/1${suffix}`)).headers.get('ETag')))
    expect(after).toEqual(before)
    expect((await edition(1)).edition).toMatchObject({ title: 'Energy', introduction: 'What moved today.', items: [{ article: 'a' }] })
  })

  test('numbers 50 editions frozen at the same moment without gap or repeat', async () => {
    await put()
    await store(article())
    const frozen = await Promise.all(Array.from({ length: 50 }, () => freeze()))
    expect(frozen.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  test('never gives a number again, though the recipe is removed and made anew', async () => {
    await put()
    await freeze()
    await admin('DELETE', '/api/briefings/energy')
    expect((await get('/briefings/energy/editions/1')).status).toBe(200)
    await put()
    expect((await freeze()).number).toBe(2)
  })

  test('says of each article whether it is new, updated or carried over, in every format', async () => {
    await put()
    const b = article({ headline: 'B' })
    await store(article({ headline: 'A' }))
    await store(b)
    await freeze()
    await admin('PUT', '/api/articles/b', { ...b, dek: 'Now with a dek', minor: true })
    await store(article({ headline: 'C' }))
    await freeze()
    const changes = Object.fromEntries((await edition(2)).edition.items.map((item) => [item.article, item.change]))
    expect(changes).toEqual({ a: 'carried over', b: 'updated', c: 'new' })
    for (const suffix of ['', '.md', '.txt']) {
      const text = await (await get(`/briefings/energy/editions/2${suffix}`)).text()
      for (const word of ['Carried over', 'Updated', 'New']) expect(text, suffix).toContain(word)
    }
  })

  test('leaves out what earlier editions carried at the same revision, where the recipe asks for it', async () => {
    await put({ select: { onlyNew: true } })
    const a = article({ headline: 'A' })
    await store(a)
    await freeze()
    await store(article({ headline: 'B' }))
    await freeze()
    await freeze()
    await admin('PUT', '/api/articles/a', { ...a, dek: 'Changed', minor: true })
    await freeze()
    const items = async (number: number) => (await edition(number)).edition.items.map((item) => item.article)
    expect([await items(1), await items(2), await items(3), await items(4)]).toEqual([['a'], ['b'], [], ['a']])
    expect(await (await get('/briefings/energy/editions/3')).text()).toContain('Nothing to report')
  })

  test('of a briefing that is not there is refused', async () => {
    const answer = await admin('POST', '/api/briefings/none-such/editions')
    expect(answer.status).toBe(404)
    expect((await problemOf(answer)).detail).toContain('no briefing')
  })

  test('leaves nothing visible when KV fails, and succeeds when it is tried again', async () => {
    await put()
    await store(article())
    const { keys } = await env.KV.list({ prefix: 'article/' })
    const [key] = keys
    const record = await env.KV.get(key?.name ?? '')
    await env.KV.delete(key?.name ?? '')
    const failed = await admin('POST', '/api/briefings/energy/editions')
    expect(failed.status).toBe(503)
    expect(failed.headers.get('Retry-After')).not.toBeNull()
    expect((await get('/briefings/energy/editions/1')).status).toBe(404)
    await env.KV.put(key?.name ?? '', record ?? '')
    expect((await freeze()).number).toBe(1)
  })
})

describe('the digest', () => {
  test('can be recomputed from the served JSON alone', async () => {
    await put({ introduction: 'Bonjour – “привіт”' })
    await store(article({ headline: 'Ünïcode 🚢' }))
    await store(article())
    const { digest } = await freeze()
    const served = await edition(1)
    expect(served.digest).toBe(digest)
    expect(await recompute(served)).toBe(digest)
    expect(await (await get('/briefings/energy/editions/1')).text()).toContain(digest)
    const tampered = structuredClone(served)
    const [first] = tampered.edition.items
    if (first?.view) first.view['headline'] = 'Another headline'
    await expect(recompute(tampered)).rejects.toThrow('an item does not match its hash')
  })

  test('stays the same when an article is corrected and when one is erased', async () => {
    await put()
    const a = article({ headline: 'A' })
    await store(a)
    await store(article({ headline: 'B' }))
    const { digest } = await freeze()
    await admin('PUT', '/api/articles/a', { ...a, dek: 'Right', correction: 'Was wrong.' })
    await admin('DELETE', '/api/articles/b')
    const served = await edition(1)
    expect(served.digest).toBe(digest)
    expect(await recompute(served)).toBe(digest)
    expect(served.edition.items.find((item) => item.article === 'b')).toMatchObject({ withdrawn: true })
  })
})

/** As docs/editions.md tells readers to do it. For plain strings, integers and lists, sorted keys are RFC 8785. */
async function recompute({
  edition: { briefing, number, frozenAt, title, introduction, items },
}: z.infer<typeof EditionJson>): Promise<string> {
  for (const item of items) {
    if (item.view && (await hash(item.view)) !== item.sha256) throw new Error('an item does not match its hash')
  }
  return hash({
    briefing,
    number,
    frozenAt,
    title,
    introduction,
    items: items.map(({ article: id, revision, sha256 }) => ({ article: id, revision, sha256 })),
  })
}

async function hash(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

describe('the archive', () => {
  test('lists editions newest first, page by page, with links between them', async () => {
    await put()
    for (let count = 0; count < 21; count += 1) await freeze()
    const first = await (await get('/briefings/energy/editions')).text()
    expect(first).toContain('/briefings/energy/editions/21"')
    expect(first).not.toContain('/briefings/energy/editions/1"')
    expect(first).toContain('/briefings/energy/editions?page=2"')
    expect(await (await get('/briefings/energy/editions?utm_source=x&page=2')).text()).toContain('/briefings/energy/editions/1"')
    expect((await get('/briefings/energy/editions?page=3')).status).toBe(404)
    expect(await (await admin('GET', '/api/briefings/energy/editions?limit=2')).json()).toMatchObject({
      total: 21,
      editions: [{ number: 21 }, { number: 20 }],
    })
    const middle = await (await get('/briefings/energy/editions/2')).text()
    expect(middle).toMatch(/editions\/1" rel="prev"/)
    expect(middle).toMatch(/editions\/3" rel="next"/)
  })

  test('leads to the latest', async () => {
    await put()
    expect((await get('/briefings/energy/editions/latest')).status).toBe(404)
    await freeze()
    await freeze()
    const answer = await get('/briefings/energy/editions/latest.md')
    expect(answer.status).toBe(302)
    expect((await get('/briefings/energy/editions/latest', { Accept: 'text/html' })).status).toBe(302)
    expect(answer.headers.get('Location')).toBe('https://brief.example/briefings/energy/editions/2.md')
  })

  test('has an Atom feed and a JSON feed', async () => {
    await put({ title: 'Energy & <more> ]]> <b>' })
    await store(article())
    await freeze()
    const atom = await get('/briefings/energy/feed.atom')
    expect(atom.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    const xml = await atom.text()
    expect(xml).toMatch(/^<\?xml [^>]*\?>\s*<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/)
    expect(xml).toContain('https://brief.example/briefings/energy/editions/1')
    const { parseAtomFeed } = await import('feedsmith')
    expect(parseAtomFeed(xml)).toMatchObject({
      title: { value: 'Energy & <more> ]]> <b>' },
      entries: [{ id: 'https://brief.example/briefings/energy/editions/1' }],
    })
    const json = await get('/briefings/energy/feed.json')
    expect(json.headers.get('Content-Type')).toBe('application/feed+json')
    expect(await json.json()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Energy & <more> ]]> <b>',
      items: [{ id: 'https://brief.example/briefings/energy/editions/1', content_text: '1 article.' }],
    })
  })

  test('is closed with its briefing', async () => {
    await put()
    await freeze()
    await put({ visibility: 'private' })
    for (const path of ['/editions', '/editions/1', '/editions/1.json', '/editions/latest', '/feed.atom', '/feed.json']) {
      expect((await get(`/briefings/energy${path}`)).status, path).toBe(404)
    }
    expect((await admin('GET', '/briefings/energy/editions/1')).status).toBe(200)
  })
})

describe('withdrawal', () => {
  test('of an edition leaves its address, with the day and the reason', async () => {
    await put()
    await store(article({ headline: 'A' }))
    await freeze()
    expect((await admin('DELETE', '/api/briefings/energy/editions/1')).status).toBe(422)
    expect((await admin('DELETE', '/api/briefings/energy/editions/1?reason=The%20wrong%20draft.')).status).toBe(204)
    for (const suffix of FORMATS) {
      const answer = await get(`/briefings/energy/editions/1${suffix}`)
      expect(answer.status).toBe(410)
      const text = (await answer.text()).replaceAll(/\s+/g, ' ')
      expect(text).toContain('The wrong draft.')
      expect(text).not.toContain('/articles/a"')
    }
    const inBrowser = await get('/briefings/energy/editions/1', { Accept: 'text/html' })
    expect(inBrowser.status).toBe(410)
    expect(await inBrowser.text()).toContain('The wrong draft.')
    expect((await get('/briefings/energy/editions/latest', { Accept: 'text/html' })).status).toBe(404)
    expect((await admin('DELETE', '/api/briefings/energy/editions/2?reason=x')).status).toBe(404)
    expect((await freeze()).number).toBe(2)
  })

  test('of an article is said where it stood, and its text is in no store', async () => {
    await put()
    await store(article({ headline: 'A' }))
    await store(article({ headline: 'Zwillingsturm opens' }))
    await freeze()
    await admin('DELETE', '/api/articles/zwillingsturm-opens')
    for (const suffix of ['', '.md', '.txt']) {
      const text = await (await get(`/briefings/energy/editions/1${suffix}`)).text()
      expect(text).toContain('was withdrawn')
      expect(text).not.toContain('Zwillingsturm opens')
    }
    await admin('POST', '/api/shares', { of: '/briefings/energy/editions/1' })
    expect(await dumpStores()).not.toContain('Zwillingsturm opens')
  })

  test('an article made private disappears from public editions, and one of the same id is not taken for it', async () => {
    await put()
    const a = article({ headline: 'A' })
    await store(a)
    await freeze()
    await admin('PUT', '/api/articles/a', { ...a, visibility: 'private', minor: true })
    expect((await edition(1)).edition.items[0]).toMatchObject({ withdrawn: true })
    await admin('DELETE', '/api/articles/a')
    await store(article({ headline: 'A' }))
    expect((await edition(1)).edition.items[0]).toMatchObject({ withdrawn: true })
  })
})

describe('corrections', () => {
  test('reach every edition that holds an older revision, above its unchanged text, in every format', async () => {
    await put()
    const a = article({ headline: 'The old headline' })
    const { id } = await store(a)
    await freeze()
    const etags = await Promise.all(FORMATS.map(async (suffix) => (await get(`/briefings/energy/editions/1${suffix}`)).headers.get('ETag')))
    await admin('PUT', `/api/articles/${id}`, { ...a, headline: 'The right headline', correction: 'The headline was wrong.' })
    await freeze()
    for (const [index, suffix] of FORMATS.entries()) {
      const answer = await get(`/briefings/energy/editions/1${suffix}`)
      expect(answer.headers.get('ETag')).not.toBe(etags[index])
      const text = (await answer.text()).replaceAll('=\r\n', '')
      expect(text, suffix).toContain('The headline was wrong.')
      expect(text, suffix).toContain('The old headline')
      expect(text, suffix).not.toContain('The right headline')
    }
    expect((await edition(1)).corrections).toMatchObject([{ article: id, note: 'The headline was wrong.' }])
    expect((await edition(2)).corrections).toEqual([])
    expect(await (await admin('GET', `/api/articles/${id}/appearances`)).json()).toMatchObject({
      editions: [
        { briefing: 'energy', number: 2, revision: 2 },
        { briefing: 'energy', number: 1, revision: 1 },
      ],
    })
  })

  test('that are minor are not told', async () => {
    await put()
    const a = article({ headline: 'A' })
    await store(a)
    await freeze()
    await admin('PUT', '/api/articles/a', { ...a, headline: 'A!', minor: true })
    expect((await edition(1)).corrections).toEqual([])
  })
})
