import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { article } from '../articles.ts'
import { editor } from '../desk.ts'
import { dumpStores } from '../dump.ts'
import { admin, get, problemOf, store, Taken } from '../worker.ts'
import { clock, consume } from '../working.ts'

const KEEPING = { BODY_RETENTION: 'P90D' }
const TEXT = [
  'Plant feeds 4,000 homes through the xylophonic cable.',
  '“We waited nine years for this morning,” said Marta Oduya, the mayor.',
]
const Revisions = z.object({
  revisions: z.array(z.object({ revision: z.int(), bodyDroppedAt: z.string().nullable() })),
  held: z.array(z.unknown()),
})
const Found = z.object({ articles: z.array(z.object({ id: z.string() })) })

const wire = article({
  headline: 'Tidal plant opens',
  dek: 'A quuxical dek',
  url: 'https://wire.example/plant',
  body: TEXT,
  points: [{ text: TEXT[0] }],
})
const put = (id: string, fields: object) => admin('PUT', `/api/articles/${id}`, { ...wire, ...fields })
const read = async (id: string) => (await admin('GET', `/api/articles/${id}`)).json<Record<string, unknown> & { body: string[] }>()
const revisions = async (id: string) => Revisions.parse(await (await admin('GET', `/api/articles/${id}/revisions`)).json())
const find = async (words: string) =>
  Found.parse(await (await admin('GET', `/api/articles?q=${words}`)).json()).articles.map(({ id }) => id)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T10:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('after the period that the newsroom may keep texts for', () => {
  test('an article has no text, and everything else of it', async () => {
    const stored = await store(wire)
    await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
    await admin('POST', '/api/briefings/energy/editions', {})
    const pages = ['/briefings/energy.json', '/briefings/energy/editions/1.json', `/articles/${stored.id}.md`]
    const before = await Promise.all(pages.map(async (page) => (await get(page)).text()))
    expect(await find('xylophonic')).toEqual([stored.id])

    vi.setSystemTime(new Date('2026-08-30T23:59:59Z'))
    expect(await clock(KEEPING)).toEqual([])
    vi.setSystemTime(new Date('2026-08-31T00:00:00Z'))
    expect(await clock()).toEqual([])
    expect(await clock({ BODY_RETENTION: 'ninety days' })).toEqual([])
    expect((await read(stored.id)).body).toEqual(TEXT)
    await clock(KEEPING)

    const { outcome: _outcome, ...whole } = stored
    expect(await read(stored.id)).toEqual({ ...whole, body: [] })
    expect(await revisions(stored.id)).toMatchObject({ revisions: [{ revision: 1, bodyDroppedAt: '2026-08-31T00:00:00Z' }] })
    expect(await find('xylophonic')).toEqual([])
    expect(await find('quuxical')).toEqual([stored.id])
    expect(await find('tidal')).toEqual([stored.id])
    const after = await Promise.all(pages.map(async (page) => (await get(page)).text()))
    expect(after.slice(1)).toEqual(before.slice(1))
    expect(after[0]).toContain('xylophonic')
    expect(await clock(KEEPING)).toEqual([])
  })

  test('no word of the text alone is left in either store', async () => {
    const { id } = await store({ ...wire, points: [{ text: 'In other words.' }], body: [...TEXT, 'Zarquonian turbines turn.'] })
    expect(await dumpStores()).toMatch(/zarquonian/i)
    vi.setSystemTime(new Date('2027-01-01T00:00:00Z'))
    await clock(KEEPING)
    expect(await dumpStores()).not.toMatch(/zarquonian/i)
    expect((await read(id)).body).toEqual([])
  })

  test('each revision and each text that was held goes by its own age', async () => {
    const { id } = await store(wire)
    vi.setSystemTime(new Date('2026-06-20T10:00:00Z'))
    await put(id, { dek: 'Better', minor: true })
    await admin('POST', '/api/articles', { ...wire, body: ['The source has another text.'], quotes: [] })
    expect((await revisions(id)).held).toHaveLength(1)
    vi.setSystemTime(new Date('2026-09-01T00:00:00Z'))
    await clock(KEEPING)
    expect(await revisions(id)).toMatchObject({
      revisions: [
        { revision: 2, bodyDroppedAt: null },
        { revision: 1, bodyDroppedAt: expect.any(String) },
      ],
    })
    expect((await read(id)).body).toEqual(TEXT)
    expect(await find('xylophonic')).toEqual([id])
    expect((await revisions(id)).held).toHaveLength(1)
    vi.setSystemTime(new Date('2026-10-01T00:00:00Z'))
    await clock(KEEPING)
    expect((await read(id)).body).toEqual([])
    expect((await revisions(id)).held).toEqual([])
    const { keys } = await env.KV.list({ prefix: `body/${id}/` })
    expect(await Promise.all(keys.map(({ name }) => env.KV.get(name)))).toEqual(['[]', '[]'])
  })

  test('the same text is still known, and a PUT has to bring it', async () => {
    const { id } = await store(wire)
    vi.setSystemTime(new Date('2026-12-01T10:00:00Z'))
    await clock(KEEPING)
    const again = await admin('POST', '/api/articles', wire)
    expect(again.status).toBe(200)
    expect(Taken.parse(await again.json()).articles).toMatchObject([{ id, outcome: 'known', body: [] }])

    const without = await put(id, { ...(await read(id)), dek: 'Better', minor: true })
    expect(without.status).toBe(422)
    expect((await problemOf(without)).errors).toEqual([{ pointer: '/body', detail: expect.stringContaining('has to be sent again') }])
    expect((await put(id, { dek: 'Better', body: ['Another text.'], minor: true })).status).toBe(422)
    expect((await put(id, { dek: 'Better', minor: true })).status).toBe(200)
    expect(await find('xylophonic')).toEqual([id])
    await clock(KEEPING)
    expect((await read(id)).body).toEqual(TEXT)
    vi.setSystemTime(new Date('2027-03-02T10:00:00Z'))
    await clock(KEEPING)
    expect((await read(id)).body).toEqual([])
  })

  test('the desk says that the text is gone, and shows the rest', async () => {
    const { id } = await store(wire)
    vi.setSystemTime(new Date('2026-12-01T10:00:00Z'))
    const browser = await editor()
    const text = async (path: string) => (await browser.get(path)).text()
    expect(await text(`/desk/articles/${id}`)).not.toContain('put the text in again')
    await clock(KEEPING)
    const shown = await text(`/desk/articles/${id}`)
    expect(shown).toContain('put the text in again')
    expect(shown).toContain('A quuxical dek')
    expect((await browser.get(`/desk/articles/${id}/revisions`)).status).toBe(200)
    expect((await browser.get(`/desk/articles/${id}?revision=1`)).status).toBe(200)
  })

  test('a tick drops a hundred, whoever else does, and erasing still erases', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      article({ headline: `Report ${index}`, body: [`Text ${index}.`], points: [], quotes: [] }),
    )
    for (let from = 0; from < many.length; from += 40) await admin('POST', '/api/articles', many.slice(from, from + 40))
    const left = async () => env.DB.prepare('SELECT count(*) AS count FROM revisions WHERE body_dropped_at IS NULL').first<number>('count')
    vi.setSystemTime(new Date('2026-12-01T10:00:00Z'))
    const jobs = await clock(KEEPING)
    expect(await left()).toBe(20)
    await Promise.all([clock(KEEPING), consume(jobs)])
    expect(await left()).toBe(0)
    const [dropped] = await find('report')
    expect((await admin('DELETE', `/api/articles/${dropped}`)).status).toBe(204)
    expect((await env.KV.list({ prefix: `body/${dropped}/` })).keys).toEqual([])
  })

  test('what is to be dropped is found by an index', async () => {
    const plan = await env.DB.prepare(
      'EXPLAIN QUERY PLAN SELECT article FROM revisions WHERE body_dropped_at IS NULL AND at < ?1 ORDER BY at',
    )
      .bind('2026')
      .all<{ detail: string }>()
    expect(plan.results.map(({ detail }) => detail).join()).toMatch(/SEARCH revisions USING (COVERING )?INDEX revisions_bodies/)
  })
})
