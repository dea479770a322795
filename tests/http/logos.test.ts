import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ANIMATED, PICTURES, WIDE } from '../pictures.ts'
import { admin, get, ORIGIN, problemOf } from '../worker.ts'

const Logo = z.object({
  id: z.string(),
  url: z.string(),
  type: z.string(),
  width: z.int(),
  height: z.int(),
  briefings: z.array(z.string()),
})

async function upload(body: BodyInit, type = 'image/png'): Promise<Response> {
  const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': type }
  return exports.default.fetch(new Request(`${ORIGIN}/api/logos`, { method: 'POST', body, headers }))
}

async function kept(bytes: BodyInit = PICTURES.png): Promise<z.infer<typeof Logo>> {
  return Logo.parse(await (await upload(bytes)).json())
}

async function keysInKv(): Promise<string[]> {
  return (await env.KV.list({ prefix: 'logo/' })).keys.map(({ name }) => name)
}

describe('a logo', () => {
  test.each(Object.entries(PICTURES))('in %s is kept, listed and served as what it is', async (kind, bytes) => {
    const answer = await upload(bytes, 'image/jpeg')
    expect(answer.status).toBe(201)
    const logo = Logo.parse(await answer.json())
    expect(logo).toMatchObject({ width: 12, height: 6, type: kind === 'jpg' ? 'image/jpeg' : `image/${kind}`, briefings: [] })
    const shown = await get(`/logos/${logo.id}`)
    expect(logo.url).toBe(`${ORIGIN}/logos/${logo.id}`)
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(bytes)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': logo.type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect((await get(`/logos/${logo.id}`, { 'If-None-Match': shown.headers.get('ETag') ?? '' })).status).toBe(304)
    expect(await (await admin('GET', '/api/logos')).json()).toEqual({ logos: [expect.objectContaining({ id: logo.id, actor: 'admin' })] })
  })

  test('that comes again is the same one', async () => {
    const { id } = await kept()
    const again = await upload(PICTURES.png)
    expect(again.status).toBe(200)
    expect(Logo.parse(await again.json()).id).toBe(id)
    expect(await keysInKv()).toEqual([`logo/${id}`])
  })

  test.each([
    ['a page', '<html><script>alert(1)</script></html>', 'image/png', 422, /is not a PNG, JPEG, WebP or GIF/],
    ['a drawing that acts', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image/svg+xml', 415, /SVG/],
    ['a drawing that says it is a PNG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png', 422, /is not a PNG/],
    ['a picture without its end', PICTURES.png.slice(0, -5), 'image/png', 422, /cut off/],
    ['a picture and something behind it', new Blob([PICTURES.gif, '<script>']), 'image/gif', 422, /goes on after its end/],
    ['one that moves', ANIMATED, 'image/gif', 422, /animated/],
    ['one that is too wide', WIDE, 'image/png', 422, /at most 2000 by 2000/],
    ['one that is too large', new Uint8Array(262_145), 'image/png', 413, /262144/],
    ['nothing', new Uint8Array(), 'image/png', 422, /is not a PNG/],
    ['JSON', '{}', 'application/json', 415, /image\/png/],
  ])('is not %s', async (_name, body, type, status, detail) => {
    const answer = await upload(body, type)
    expect(answer.status).toBe(status)
    const { detail: said, errors } = await problemOf(answer)
    expect([said, ...errors.map((one) => one.detail)].join(' ')).toMatch(detail)
    expect(await keysInKv()).toEqual([])
  })

  test('that there is not is not found', async () => {
    expect((await get(`/logos/${'0'.repeat(32)}-12x6.png`)).status).toBe(404)
    expect((await get('/logos/x')).status).toBe(404)
    expect((await admin('DELETE', '/api/logos/x')).status).toBe(404)
  })
})

describe('removing a logo', () => {
  let id = ''
  const use = (logo: string | null) => admin('PUT', '/api/briefings/energy', { title: 'Energy', brand: { name: 'North', logo } })

  beforeEach(async () => {
    id = (await kept()).id
    await use(id)
  })

  test('waits until no briefing shows it', async () => {
    const answer = await admin('DELETE', `/api/logos/${id}`)
    expect(answer.status).toBe(409)
    expect((await problemOf(answer)).detail).toContain('"energy"')
    await use(null)
    expect((await admin('DELETE', `/api/logos/${id}`)).status).toBe(204)
    expect((await get(`/logos/${id}`)).status).toBe(404)
    expect(await keysInKv()).toEqual([])
    expect((await use(id)).status).toBe(422)
  })

  test('leaves it to editions and shares that show it', async () => {
    await admin('POST', '/api/briefings/energy/editions', {})
    await use(null)
    expect((await admin('DELETE', `/api/logos/${id}`)).status).toBe(204)
    expect(await (await admin('GET', '/api/logos')).json()).toEqual({ logos: [] })
    expect(await (await get('/briefings/energy/editions/1')).text()).toContain(`/logos/${id}`)
    expect((await get(`/logos/${id}`)).status).toBe(200)
  })
})
