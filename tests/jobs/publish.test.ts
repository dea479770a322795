import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import worker from '../../src/index.ts'
import { article } from '../articles.ts'
import { ownDomain, received } from '../mailbox.ts'
import { admin, get, problemOf, store } from '../worker.ts'
import { clock, consume, ledger, subscribeReaders, workOff } from '../working.ts'

const DAILY = { cron: '0 7 * * *' }
const BriefingAnswer = z.object({
  nextDueAt: z.array(z.string()),
  runs: z.array(z.object({ dueAt: z.string(), outcome: z.string(), edition: z.int().nullable(), reason: z.string().nullable() })),
})

let domain = ''

/** Tests tell the time; a story that is stored now is new now. */
function setTime(instant: string): void {
  vi.setSystemTime(new Date(instant))
}

async function put(schedule: object | null, recipe: object = {}): Promise<Response> {
  return admin('PUT', '/api/briefings/energy', { title: 'Energy', timezone: 'Europe/Kyiv', ...recipe, schedule })
}

async function briefing(): Promise<z.infer<typeof BriefingAnswer>> {
  return BriefingAnswer.parse(await (await admin('GET', '/api/briefings/energy')).json())
}

async function editions(): Promise<number> {
  return (await (await admin('GET', '/api/briefings/energy/editions')).json<{ total: number }>()).total
}

beforeEach(() => {
  domain = ownDomain()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T10:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a due briefing', () => {
  test('is frozen and mailed once, at its local hour', async () => {
    await store(article({ headline: 'A' }))
    await put(DAILY)
    await subscribeReaders('energy', domain, 2)
    expect((await briefing()).nextDueAt).toEqual(['2026-06-02T04:00:00Z', '2026-06-03T04:00:00Z', '2026-06-04T04:00:00Z'])
    setTime('2026-06-02T03:59:59Z')
    await clock()
    expect(await editions()).toBe(0)
    setTime('2026-06-02T04:00:00Z')
    await clock()
    await clock()
    setTime('2026-06-02T04:05:00Z')
    await clock()
    expect(await editions()).toBe(1)
    expect((await received(domain)).map(({ to }) => to).toSorted()).toEqual([`r0@${domain}`, `r1@${domain}`])
    expect(await briefing()).toMatchObject({
      nextDueAt: ['2026-06-03T04:00:00Z', '2026-06-04T04:00:00Z', '2026-06-05T04:00:00Z'],
      runs: [{ dueAt: '2026-06-02T04:00:00Z', outcome: 'frozen', edition: 1, reason: null }],
    })
    expect((await get('/briefings/energy/editions/1')).status).toBe(200)
  })

  test('has one edition though the clock ticks twice at once and every job comes twice', async () => {
    await store(article({ headline: 'A' }))
    await put(DAILY)
    await subscribeReaders('energy', domain, 5)
    setTime('2026-06-02T04:00:00Z')
    await Promise.all([
      clock(),
      clock(),
      consume([
        { kind: 'publish', briefing: 'energy' },
        { kind: 'publish', briefing: 'energy' },
      ]),
    ])
    await clock()
    expect(await editions()).toBe(1)
    expect(await received(domain)).toHaveLength(5)
  })

  test('is caught up with once, for the latest due time, after three days', async () => {
    await store(article({ headline: 'A' }))
    await put(DAILY)
    setTime('2026-06-04T11:00:00Z')
    await clock()
    await clock()
    expect(await editions()).toBe(1)
    expect((await briefing()).runs).toMatchObject([{ dueAt: '2026-06-04T04:00:00Z', outcome: 'frozen' }])
  })

  test('is not due for what lay before it had a schedule, or another one', async () => {
    await store(article({ headline: 'A' }))
    await put(null)
    setTime('2026-06-02T05:00:00Z')
    await put(DAILY)
    await clock()
    await put({ cron: '0 8 * * *' })
    await clock()
    expect(await editions()).toBe(0)
    setTime('2026-06-03T05:00:00Z')
    // Another title does not lose what is due.
    await put({ cron: '0 8 * * *', minimumArticles: 0 }, { title: 'Another' })
    await clock()
    expect(await editions()).toBe(1)
  })

  test('that is removed is due no more', async () => {
    await put(DAILY)
    await admin('DELETE', '/api/briefings/energy')
    setTime('2026-06-02T04:00:00Z')
    expect(await clock()).toEqual([])
  })
})

describe('a run is skipped, with its reason,', () => {
  test.each([
    [{ ...DAILY }, 0, 'the briefing was empty'],
    [{ ...DAILY, minimumArticles: 3 }, 2, '2 of the at least 3 articles'],
    [{ ...DAILY, minimumArticles: 3, skipIfEmpty: false }, 0, '0 of the at least 3 articles'],
  ])('%j with %i articles', async (schedule, count, reason) => {
    for (let number = 0; number < count; number += 1) await store(article())
    await put(schedule)
    setTime('2026-06-02T04:00:00Z')
    await clock()
    await clock()
    expect(await editions()).toBe(0)
    expect((await briefing()).runs).toMatchObject([{ outcome: 'skipped', reason: expect.stringContaining(reason), edition: null }])
    expect((await briefing()).nextDueAt[0]).toBe('2026-06-03T04:00:00Z')
  })

  test('but an empty one is frozen where that is wanted', async () => {
    await put({ ...DAILY, skipIfEmpty: false })
    setTime('2026-06-02T04:00:00Z')
    await clock()
    expect(await editions()).toBe(1)
  })

  test('and a skipped date is no due time', async () => {
    await store(article())
    await put({ ...DAILY, skipDates: ['2026-06-02'] })
    expect((await briefing()).nextDueAt[0]).toBe('2026-06-03T04:00:00Z')
    setTime('2026-06-02T04:00:00Z')
    await clock()
    expect(await editions()).toBe(0)
  })
})

describe('approval', () => {
  test('keeps an edition from everyone, tells the operator once, and mails it when it is given', async () => {
    await store(article({ headline: 'A' }))
    await put({ ...DAILY, approval: true }, { select: { onlyNew: true } })
    await subscribeReaders('energy', domain, 2)
    const operator = { OPERATOR_EMAIL: `operator@desk.${domain}` }
    setTime('2026-06-02T04:00:00Z')
    await clock(operator)
    setTime('2026-06-02T04:05:00Z')
    await clock(operator)
    const told = await received(`desk.${domain}`)
    expect(told).toHaveLength(1)
    expect(told[0]?.raw).toContain('energy, edition 1 waits for approval')
    expect(await received(domain)).toEqual([])
    for (const path of ['/briefings/energy/editions/1', '/briefings/energy/editions/1.json', '/briefings/energy/editions/latest'])
      expect((await get(path)).status, path).toBe(404)
    for (const path of ['/', '/briefings/energy/editions', '/briefings/energy/feed.json'])
      expect(await (await get(path)).text(), path).not.toContain('editions/1')
    expect((await get('/briefings/energy/editions/1', { Authorization: `Bearer ${env.ADMIN_TOKEN}` })).status).toBe(200)
    expect(await (await admin('GET', '/api/briefings/energy/editions')).json()).toMatchObject({ editions: [{ number: 1, waiting: true }] })
    expect((await problemOf(await admin('POST', '/api/briefings/energy/editions/1/send'))).detail).toContain('waits for approval')

    const answers = await Promise.all([1, 2].map(() => admin('POST', '/api/briefings/energy/editions/1/approve')))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    await clock()
    expect(await received(domain)).toHaveLength(2)
    expect((await get('/briefings/energy/editions/1')).status).toBe(200)
  })

  test('cannot be got round by a share, nor by removing the recipe', async () => {
    await store(article({ headline: 'A' }))
    await put({ ...DAILY, approval: true })
    setTime('2026-06-02T04:00:00Z')
    await clock()
    expect((await admin('POST', '/api/shares', { of: '/briefings/energy/editions/1' })).status).toBe(422)
    await admin('DELETE', '/api/briefings/energy')
    for (const path of ['/briefings/energy/editions', '/briefings/energy/feed.atom', '/briefings/energy/feed.json'])
      expect((await get(path)).status, path).toBe(404)
  })

  test('that is refused leaves what it would have carried to the next edition', async () => {
    await store(article({ headline: 'A' }))
    await put({ ...DAILY, approval: true }, { select: { onlyNew: true } })
    setTime('2026-06-02T04:00:00Z')
    await clock()
    await admin('DELETE', '/api/briefings/energy/editions/1?reason=not+good')
    expect((await admin('POST', '/api/briefings/energy/editions/1/approve')).status).toBe(409)
    setTime('2026-06-03T04:00:00Z')
    await clock()
    expect(await (await admin('GET', '/api/briefings/energy/editions')).json()).toMatchObject({
      editions: [{ number: 2, articles: 1 }, { number: 1 }],
    })
    expect((await get('/briefings/energy/editions/1')).status).toBe(404)
  })
})

test('a due edition that fails is told once, tried again, and made when it can be', async () => {
  await store(article({ headline: 'A' }))
  await put(DAILY)
  const { keys } = await env.KV.list({ prefix: 'article/' })
  const [{ name } = { name: '' }] = keys
  const text = (await env.KV.get(name)) ?? ''
  await env.KV.delete(name)
  for (const minute of ['00', '05', '10']) {
    setTime(`2026-06-02T04:${minute}:00Z`)
    await clock({ OPERATOR_EMAIL: `operator@${domain}` })
  }
  const told = await received(domain)
  expect(told).toHaveLength(1)
  expect((await briefing()).runs).toMatchObject([{ outcome: 'failed' }])
  await env.KV.put(name, text)
  setTime('2026-06-02T04:15:00Z')
  await clock()
  expect((await briefing()).runs).toMatchObject([{ outcome: 'frozen', edition: 1 }])
})

test('many that fail do not stop the others', async () => {
  await store(article({ headline: 'A' }))
  await put(DAILY)
  for (let number = 0; number < 25; number += 1)
    await admin('PUT', `/api/briefings/bad-${number}`, { title: 'Bad', schedule: { cron: '0 3 * * *' } })
  await env.DB.prepare(`UPDATE briefings SET recipe = '{"slug": "x"}' WHERE slug LIKE 'bad-%'`).run()
  setTime('2026-06-02T04:00:00Z')
  await clock()
  expect(await editions()).toBe(1)
  // The broken ones wait for their editors, not for the next tick.
  expect(await clock()).toEqual([])
})

test('an edition that was frozen without being mailed can be mailed, once', async () => {
  await store(article({ headline: 'A' }))
  await put(null)
  await subscribeReaders('energy', domain, 1)
  await admin('POST', '/api/briefings/energy/editions')
  expect((await admin('GET', '/api/briefings/energy/editions/1/deliveries')).status).toBe(404)
  expect((await admin('POST', '/api/briefings/energy/editions/1/approve')).status).toBe(409)
  expect((await admin('POST', '/api/briefings/energy/editions/1/send')).status).toBe(200)
  expect((await admin('POST', '/api/briefings/energy/editions/1/send')).status).toBe(409)
  await clock()
  expect((await ledger('energy', 1)).counts).toEqual({ sent: 1 })
})

test('a recipe can be sent back as it was read', async () => {
  await put(DAILY)
  const read = await (await admin('GET', '/api/briefings/energy')).json()
  expect((await admin('PUT', '/api/briefings/energy', read)).status).toBe(200)
})

test('a job that is none, or of nothing there is, is passed over', async () => {
  await workOff([
    { kind: 'publish', briefing: 'none' },
    { kind: 'deliver', mailing: crypto.randomUUID() },
    { kind: 'confirm', subscriber: crypto.randomUUID() },
    { kind: 'manage', subscriber: crypto.randomUUID() },
    { kind: 'notify' },
  ])
})

test("the clock's door wakes the queue", async () => {
  await worker.scheduled(createScheduledController(), env)
})

describe('a schedule that is refused', () => {
  test.each([
    [{ cron: '* * * * *' }, '/schedule/cron'],
    [{ cron: '0 0 7 * * *' }, '/schedule/cron'],
    [{ cron: '@daily' }, '/schedule/cron'],
    [{ cron: '0 7 31 2 *' }, '/schedule/cron'],
    [{ cron: '0 7 * * *', skipDates: ['1 May'] }, '/schedule/skipDates/0'],
  ])('%j', async (schedule, pointer) => {
    const answer = await put(schedule)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
  })

  test('names the zone that there is not', async () => {
    const answer = await put(DAILY, { timezone: 'Europe/Atlantis' })
    expect((await problemOf(answer)).errors[0]?.pointer).toBe('/timezone')
  })
})
