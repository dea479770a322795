import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Job } from '../../src/core/job.ts'
import { pollSource } from '../../src/newsroom/poll.ts'
import { listOwing } from '../../src/store/owing.ts'
import { storeOf } from '../../src/store/store.ts'
import { readWebSetting } from '../../src/web/setting.ts'
import { ownDomain, received } from '../mailbox.ts'
import { addSource, articles, feedOf, item, source } from '../polling.ts'
import { ofType, ownSite, to, type Site } from '../site.ts'
import { counted } from '../storage-count.ts'
import { admin, get, store } from '../worker.ts'
import { clock, consume, workOff } from '../working.ts'

/** Sources that are polled, through the clock and the queue. */

let site: Site

function setTime(instant: string): void {
  vi.setSystemTime(new Date(instant))
}

const headlines = async () => (await articles()).map(({ headline }) => headline)
const paths = async () => (await site.requests()).map(({ path }) => path)
const poll = async (id: string) => {
  await admin('POST', `/api/sources/${id}/poll`)
  await consume([{ kind: 'poll', source: id }])
  return source(id)
}

beforeEach(() => {
  site = ownSite()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T10:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

test('a feed becomes articles and a briefing by itself', async () => {
  await site.put({ '/feed': [feedOf([item('1'), item('2')]), feedOf([item('3'), item('1'), item('2')])] })
  await admin('PUT', '/api/briefings/berths', { title: 'Berths', select: { topics: { any: ['berths'] } } })
  const id = await addSource({ url: site.at('/feed'), topics: ['berths'] })
  await clock()
  expect(await (await get('/briefings/berths.txt')).text()).toContain('Berth 2 is free')
  expect(await source(id)).toMatchObject({
    title: 'Coast Courier',
    state: 'ok',
    lastPollAt: '2026-06-01T10:00:00Z',
    lastSuccessAt: '2026-06-01T10:00:00Z',
    nextPollAt: '2026-06-01T10:29:00Z',
    lastDay: { polls: 1, created: 2, known: 0 },
    polls: [{ outcome: 'read', status: 200, created: 2 }],
  })
  setTime('2026-06-01T10:25:00Z')
  await clock()
  expect(await headlines()).toHaveLength(2)
  setTime('2026-06-01T10:30:00Z')
  await clock()
  expect(await headlines()).toEqual(['Berth 1 is free', 'Berth 2 is free', 'Berth 3 is free'])
  expect((await source(id)).polls).toMatchObject([{ outcome: 'read', created: 1, known: 2, revised: 0 }, { created: 2 }])
})

describe('a feed that has not changed', () => {
  test('is not sent again', async () => {
    const validators = { ETag: 'W/"7"', 'Last-Modified': 'Mon, 01 Jun 2026 09:00:00 GMT' }
    await site.put({ '/feed': [feedOf([item('1')], validators), { status: 304 }, { status: 304 }] })
    const id = await addSource({ url: site.at('/feed') })
    for (const expected of ['read', 'unchanged', 'unchanged']) expect((await poll(id)).polls[0]).toMatchObject({ outcome: expected })
    for (const { headers } of (await site.requests()).slice(1))
      expect(headers).toMatchObject({ 'if-none-match': 'W/"7"', 'if-modified-since': validators['Last-Modified'] })
    expect((await source(id)).lastDay).toMatchObject({ polls: 3, failed: 0, created: 1 })
  })

  test('is asked for whole once its settings ask for its pages', async () => {
    await site.put({ '/feed': [feedOf([item('1')], { ETag: '"7"' })] })
    const id = await addSource({ url: site.at('/feed') })
    await poll(id)
    await admin('PUT', `/api/sources/${id}`, { url: site.at('/feed'), fetchPages: true })
    await consume([{ kind: 'poll', source: id }])
    expect((await site.requests())[1]?.headers['if-none-match']).toBeUndefined()
  })
})

describe('what comes in', () => {
  test('is revised where the feed has another text, held where an editor has touched it', async () => {
    const changed = [item('1', { description: 'Berth 1 is taken again.' }), item('2', { description: 'Berth 2 is taken again.' })]
    await site.put({ '/feed': [feedOf([item('1'), item('2')]), feedOf(changed)] })
    const id = await addSource({ url: site.at('/feed') })
    await poll(id)
    const edited = await admin('PUT', '/api/articles/berth-2-is-free', {
      headline: 'Berth 2',
      body: ['Free.'],
      url: 'https://coast.example/berths/2',
      minor: true,
    })
    expect(edited.status).toBe(200)
    expect((await poll(id)).polls[0]).toMatchObject({ created: 0, revised: 1, held: 1, known: 0 })
    expect((await poll(id)).polls[0]).toMatchObject({ created: 0, revised: 0, held: 0, known: 2 })
  })

  test('is not changed to and fro by two sources of one page', async () => {
    const inShort = item('1', { description: 'Free.' })
    await site.put({
      '/long': [feedOf([item('1')])],
      '/short': [feedOf([inShort]), feedOf([inShort]), feedOf([item('1', { description: 'Taken.' })])],
    })
    const long = await addSource({ url: site.at('/long') })
    const short = await addSource({ url: site.at('/short') })
    for (const id of [long, short, long, short]) await poll(id)
    const revisions = async () =>
      (await (await admin('GET', '/api/articles/berth-1-is-free/revisions')).json<{ revisions: unknown[] }>()).revisions
    expect(await revisions()).toHaveLength(1)
    expect((await poll(short)).polls[0]).toMatchObject({ revised: 1 })
    expect((await poll(long)).polls[0]).toMatchObject({ revised: 0, known: 1 })
    expect(await revisions()).toHaveLength(2)
  })

  test('of a feed without times stands in its order', async () => {
    await site.put({ '/feed': [feedOf([item('3'), item('1'), item('2')])] })
    await poll(await addSource({ url: site.at('/feed') }))
    const { articles: listed } = await (await admin('GET', '/api/articles')).json<{ articles: { headline: string }[] }>()
    expect(listed.map(({ headline }) => headline)).toEqual(['Berth 3 is free', 'Berth 1 is free', 'Berth 2 is free'])
  })

  test('is more than one request may bring', async () => {
    const many = Array.from({ length: 120 }, (_, i) => item(String(i)))
    await site.put({ '/feed': [feedOf(many)] })
    const id = await addSource({ url: site.at('/feed') })
    expect((await poll(id)).polls[0]).toMatchObject({ outcome: 'read', created: 120, warnings: 0 })
    expect((await poll(id)).polls[0]).toMatchObject({ outcome: 'read', created: 0, known: 120 })
  })

  test('is at most 200 items', async () => {
    await site.put({ '/feed': [feedOf(Array.from({ length: 205 }, (_, i) => item(String(i))))] })
    const id = await addSource({ url: site.at('/feed') })
    expect((await poll(id)).polls[0]).toMatchObject({ created: 200, warnings: 1, detail: expect.stringContaining('5 were left out') })
  })

  test('are the good items beside a broken one', async () => {
    const broken = ofType(
      'application/rss+xml',
      `<rss version="2.0"><channel><title>Coast</title><item><title>Good 1</title></item><item><title>Bad</item><item><title>Good 2</title></item></channel></rss>`,
    )
    await site.put({ '/feed': [broken] })
    const id = await addSource({ url: site.at('/feed') })
    expect((await poll(id)).polls[0]).toMatchObject({
      outcome: 'read',
      created: 2,
      detail: expect.stringContaining('/items/1: it cannot be read'),
    })
    expect(await headlines()).toEqual(['Good 1', 'Good 2'])
  })

  test('gets the topics of its source and of its rules, and its outlet', async () => {
    const filed = item('2', { category: 'Économie', description: 'Nothing to see.' })
    await site.put({ '/feed': [feedOf([item('1', { description: 'Grain for Łódź.' }), filed])] })
    const rules = [
      { topic: 'food', words: ['GRAIN'] },
      { topic: 'economy', categories: ['economie'] },
    ]
    const id = await addSource({ url: site.at('/feed'), topics: ['coast'], rules, outlet: 'Coast Wire' })
    await poll(id)
    const [first, second] = await articles()
    expect(first?.topics.slice(0, 2)).toEqual(['coast', 'food'])
    expect(first?.topics).not.toContain('economy')
    expect(second?.topics.slice(0, 2)).toEqual(['coast', 'economy'])
    const stored = await (await admin('GET', `/api/articles/${first?.id}`)).json<{ attribution: unknown }>()
    expect(stored.attribution).toEqual([{ outlets: ['Coast Wire'], url: 'https://coast.example/', form: 'report' }])
  })

  test('does not come back once it was erased, until it is new again', async () => {
    await site.put({ '/feed': [feedOf([item('1')]), feedOf([item('1'), item('2')]), feedOf([item('2')]), feedOf([item('1')])] })
    const id = await addSource({ url: site.at('/feed') })
    await poll(id)
    await admin('DELETE', '/api/articles/berth-1-is-free')
    expect((await poll(id)).polls[0]).toMatchObject({ created: 1, known: 1 })
    await poll(id)
    expect(await headlines()).toEqual(['Berth 2 is free'])
    await poll(id)
    expect(await headlines()).toEqual(['Berth 1 is free', 'Berth 2 is free'])
  })

  test('stays when its source is removed', async () => {
    await site.put({ '/feed': [feedOf([item('1')])] })
    const id = await addSource({ url: site.at('/feed') })
    await poll(id)
    expect((await admin('DELETE', `/api/sources/${id}`)).status).toBe(204)
    await clock()
    expect(await headlines()).toEqual(['Berth 1 is free'])
    expect((await site.requests()).length).toBe(1)
    expect(await env.DB.prepare('SELECT (SELECT count(*) FROM polls) + (SELECT count(*) FROM source_items) AS left').first('left')).toBe(0)
  })
})

describe('a feed without items', () => {
  test('is well', async () => {
    await site.put({ '/feed': [feedOf([])] })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ state: 'ok', polls: [{ outcome: 'read', created: 0 }] })
  })
})

describe('redirects', () => {
  test('that are permanent give the source its new address', async () => {
    await site.put({ '/feed': [to('new', 301)], '/new': [feedOf([item('1')])] })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ url: site.at('/new'), state: 'ok' })
    await poll(id)
    expect(await paths()).toEqual(['/feed', '/new', '/new'])
  })

  test('that are not do not', async () => {
    await site.put({ '/feed': [to('new', 302)], '/new': [feedOf([item('1')])] })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ url: site.at('/feed'), polls: [{ created: 1 }] })
  })

  test('to what is no feed do not', async () => {
    await site.put({ '/feed': [to('parked', 301)], '/parked': [ofType('text/html', '<p>For sale')] })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ url: site.at('/feed'), state: 'failing' })
  })

  test('to the feed of another source leave both as they are', async () => {
    await site.put({ '/feed': [to('new', 301)], '/new': [feedOf([item('1')])] })
    await addSource({ url: site.at('/new') })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ url: site.at('/feed'), state: 'ok' })
  })

  test('to a private network fail', async () => {
    await site.put({ '/feed': [to('http://a:b@127.0.0.1/')] })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ state: 'failing', lastError: expect.stringContaining('leads on') })
  })
})

describe('a feed that fails', () => {
  test('is left alone for longer each time, and is well at once when it is back', async () => {
    await site.put({ '/feed': [feedOf([item('1')], { ETag: '"7"' }), { status: 500 }, { status: 500 }, feedOf([item('1')])] })
    const id = await addSource({ url: site.at('/feed') })
    await poll(id)
    const first = await poll(id)
    expect(first).toMatchObject({ state: 'failing', failures: 1, failingSince: '2026-06-01T10:00:00Z', polls: [{ status: 500 }, {}] })
    expect(first.lastError).toContain('500')
    const second = await poll(id)
    expect(Date.parse(second.nextPollAt) - Date.now()).toBeGreaterThan(1.9 * (Date.parse(first.nextPollAt) - Date.now()))
    expect(await poll(id)).toMatchObject({ state: 'ok', failures: 0, failingSince: null, lastError: null })
    expect((await site.requests())[3]?.headers['if-none-match']).toBe('"7"')
  })

  test.each([
    ['429', '7200', '2026-06-01T12:00:00Z'],
    ['503', 'Mon, 01 Jun 2026 14:00:00 GMT', '2026-06-01T14:00:00Z'],
  ])('is left alone for as long as a %s asks', async (status, wait, nextPollAt) => {
    await site.put({ '/feed': [{ status: Number(status), headers: { 'Retry-After': wait } }] })
    const id = await addSource({ url: site.at('/feed'), interval: 'PT5M' })
    expect(await poll(id)).toMatchObject({ state: 'failing', nextPollAt })
    setTime(new Date(Date.parse(nextPollAt) - 1000).toISOString())
    await clock()
    expect(await paths()).toHaveLength(1)
    setTime(nextPollAt)
    await clock()
    expect(await paths()).toHaveLength(2)
  })

  test.each([
    ['a page', ofType('text/html', '<p>Hello'), /text\/html/],
    ['no feed', ofType('application/json', '{"headline": "A", "body": ["B"]}'), /no feed/],
    ['a bomb', { zeros: 50 * 1_048_576, headers: { 'Content-Type': 'application/rss+xml' } }, /5 MiB/],
    ['malformed XML', ofType('text/xml', 'Hello'), /cannot be read/],
  ])('as %s says why', async (_, answer, reason) => {
    await site.put({ '/feed': [answer] })
    const id = await addSource({ url: site.at('/feed') })
    expect((await poll(id)).polls[0]?.detail).toMatch(reason)
    expect(await headlines()).toEqual([])
  })

  test('for a week has vanished; the operator is told once, and it is looked for daily', async () => {
    const domain = ownDomain()
    const bindings = { OPERATOR_EMAIL: `o@${domain}` }
    await site.put({ '/feed': [{ status: 404 }] })
    const id = await addSource({ url: site.at('/feed'), title: 'Coast' })
    for (let day = 1; day <= 12; day += 1) {
      setTime(`2026-06-${String(day).padStart(2, '0')}T10:00:00Z`)
      await clock(bindings)
    }
    expect(await source(id)).toMatchObject({ state: 'vanished', failingSince: '2026-06-01T10:00:00Z', nextPollAt: '2026-06-13T09:59:00Z' })
    const mail = await received(domain)
    expect(mail).toHaveLength(1)
    expect(mail[0]?.raw).toContain('Subject: [Wirebrief] A source has vanished')
    expect(mail[0]?.raw).toContain(id)
    await site.put({ '/feed': [feedOf([item('1')])] })
    setTime('2026-06-13T10:00:00Z')
    await clock(bindings)
    expect(await source(id)).toMatchObject({ state: 'ok', lastDay: { created: 1 } })
  })

  test('as gone has vanished at once', async () => {
    await site.put({ '/feed': [{ status: 410 }] })
    const id = await addSource({ url: site.at('/feed') })
    expect(await poll(id)).toMatchObject({ state: 'vanished', nextPollAt: '2026-06-02T09:59:00Z' })
  })
})

describe('two at once', () => {
  test('poll a source once', async () => {
    await site.put({ '/feed': [feedOf([item('1')])] })
    const id = await addSource({ url: site.at('/feed') })
    await Promise.all(Array.from({ length: 4 }, () => consume([{ kind: 'poll', source: id }])))
    await consume([{ kind: 'poll', source: id }])
    expect(await paths()).toEqual(['/feed'])
    expect((await source(id)).polls).toHaveLength(1)
  })

  test('that come one after another because the first was cut off store nothing twice', async () => {
    await site.put({ '/feed': [feedOf([item('1'), item('2')])] })
    const id = await addSource({ url: site.at('/feed') })
    await poll(id)
    // As if the first had died before it could record what it did.
    await env.DB.batch([
      env.DB.prepare('DELETE FROM polls'),
      env.DB.prepare('DELETE FROM source_items'),
      env.DB.prepare("UPDATE sources SET lease = 'dead', leased_until = '2026-06-01T10:10:00Z', next_poll_at = '2026-06-01T10:00:00Z'"),
    ])
    setTime('2026-06-01T10:09:59Z')
    await clock()
    expect((await source(id)).polls).toHaveLength(0)
    setTime('2026-06-01T10:10:00Z')
    await clock()
    expect((await source(id)).polls).toMatchObject([{ created: 0, known: 2 }])
    expect(await headlines()).toHaveLength(2)
  })

  test('do not record what an editor changed under them', async () => {
    const id = await addSource({ url: site.at('/feed') })
    await site.put({ '/feed': [{ ...feedOf([item('1')]), do: 'hold' }], '/other': [feedOf([item('2')])] })
    const polling = consume([{ kind: 'poll', source: id }])
    await vi.waitUntil(async () => (await paths()).length > 0)
    await admin('PUT', `/api/sources/${id}`, { url: site.at('/other') })
    await consume([{ kind: 'poll', source: id }])
    await site.release()
    await polling
    expect(await source(id)).toMatchObject({ url: site.at('/other'), state: 'ok', polls: [{ outcome: 'read', created: 1 }] })
  })
})

test('a store that fails is a failed poll, and what is missing comes in with the next', async () => {
  const sixty = (text: string) => Array.from({ length: 60 }, (_, i) => item(String(i), { description: `Berth ${i} is ${text}.` }))
  await site.put({ '/feed': [feedOf(sixty('free'), { ETag: '"7"' }), feedOf(sixty('free')), feedOf(sixty('taken'))] })
  const id = await addSource({ url: site.at('/feed') })
  await consume([{ kind: 'poll', source: id }], { KV: failingAfter(110) })
  expect(await source(id)).toMatchObject({
    state: 'failing',
    polls: [{ outcome: 'failed', created: 50, detail: expect.stringContaining('KV is away') }],
  })
  expect((await poll(id)).polls[0]).toMatchObject({ outcome: 'read', created: 10, known: 50 })
  expect((await site.requests())[1]?.headers['if-none-match']).toBeUndefined()
  await admin('POST', `/api/sources/${id}/poll`)
  await consume([{ kind: 'poll', source: id }], { KV: failingAfter(110) })
  expect((await source(id)).polls[0]).toMatchObject({ outcome: 'failed', revised: 50 })
  expect(await poll(id)).toMatchObject({ state: 'ok', polls: [{ outcome: 'read' }, {}, {}, {}] })
  expect(await env.DB.prepare('SELECT min(revision) AS least, count(*) AS count FROM articles').first()).toEqual({ least: 2, count: 60 })
  expect(await env.DB.prepare('SELECT count(*) AS count FROM revisions').first('count')).toBe(120)
})

/** KV until so many values have been written. */
function failingAfter(most: number): KVNamespace {
  let writes = 0
  return new Proxy(env.KV, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (name !== 'put')
        return typeof member === 'function' ? (...args: unknown[]): unknown => Reflect.apply(member, target, args) : member
      return (key: string, value: string) => {
        writes += 1
        return writes > most ? Promise.reject(new Error('KV is away')) : target.put(key, value)
      }
    },
  })
}

describe('pages', () => {
  const page = (name: string) =>
    ofType(
      'text/html',
      `<html><head><title>Berth ${name} in full</title></head><body><article><h1>Berth ${name} in full</h1><p>Berth ${name} was freed on Monday, after the freighter that had lain there since March left for Aske at noon, and the pilot came ashore at the lock.</p><p>The port expects the next one on Thursday, and the tugs have been told.</p></article></body></html>`,
    )
  const linked = (name: string) => item(name, { link: site.at(`/pages/${name}`) })

  test('are fetched once for new items, and the feed’s own text stands in where one cannot be', async () => {
    await site.put({
      '/feed': [feedOf([linked('1'), linked('2')], { ETag: '"7"' }), feedOf([linked('1'), linked('2'), linked('3')])],
      '/pages/1': [page('1')],
      '/pages/2': [{ status: 403 }],
      '/pages/3': [page('3')],
    })
    const id = await addSource({ url: site.at('/feed'), fetchPages: true })
    const first = await poll(id)
    expect(first.polls[0]).toMatchObject({
      created: 2,
      warnings: 1,
      detail: expect.stringMatching(/\/items\/1: its page is not used.*403/),
    })
    expect(await headlines()).toEqual(['Berth 1 in full', 'Berth 2 is free'])
    expect((await poll(id)).polls[0]).toMatchObject({ created: 1, known: 2 })
    expect((await paths()).filter((path) => path.startsWith('/pages')).toSorted()).toEqual(['/pages/1', '/pages/2', '/pages/3'])
  })

  test('are twenty in one poll; the others come with the next ones, soon', async () => {
    const names = Array.from({ length: 25 }, (_, i) => String(i))
    await site.put({
      '/feed': [feedOf(names.map(linked), { ETag: '"7"' })],
      ...Object.fromEntries(names.map((name) => [`/pages/${name}`, [page(name)]])),
    })
    const id = await addSource({ url: site.at('/feed'), fetchPages: true, interval: 'P1D' })
    await clock()
    expect(await source(id)).toMatchObject({ nextPollAt: '2026-06-01T10:00:00Z', polls: [{ created: 20 }] })
    setTime('2026-06-01T10:05:00Z')
    await clock()
    const done = await source(id)
    expect(done).toMatchObject({ nextPollAt: '2026-06-02T10:04:00Z', polls: [{ created: 5, known: 20 }, { created: 20 }] })
    expect((await site.requests()).some(({ headers }) => headers['if-none-match'] !== undefined)).toBe(false)
  })
})

test('a batch makes a few polls, and wakes somebody for the others', async () => {
  await site.put(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`/${name}`, [feedOf([])]])))
  const jobs: Job[] = []
  for (const name of ['a', 'b', 'c', 'd', 'e']) jobs.push({ kind: 'poll', source: await addSource({ url: site.at(`/${name}`) }) })
  const woken = await consume(jobs)
  expect(woken).toEqual(jobs.slice(3))
  await workOff(woken)
  expect(await paths()).toEqual(['/a', '/b', '/c', '/d', '/e'])
})

test('a paused source is not polled; one that goes on is, at once', async () => {
  await site.put({ '/feed': [feedOf([item('1')])] })
  const id = await addSource({ url: site.at('/feed'), paused: true })
  expect(await clock()).toEqual([])
  await consume([{ kind: 'poll', source: id }])
  expect(await paths()).toEqual([])
  await admin('PUT', `/api/sources/${id}`, { url: site.at('/feed') })
  expect(await clock()).toEqual([{ kind: 'poll', source: id }])
  expect(await headlines()).toHaveLength(1)
})

test('only the last 300 polls are kept', async () => {
  await site.put({ '/feed': [feedOf([])] })
  const id = await addSource({ url: site.at('/feed') })
  await env.DB.prepare(
    `INSERT INTO polls (source, at, outcome, created, known, revised, held, warnings, milliseconds)
     SELECT ?1, '2026-05-31T23:00:00Z', 'unchanged', 0, 0, 0, 0, 0, value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 400) SELECT value FROM n)`,
  )
    .bind(id)
    .run()
  await poll(id)
  expect(await env.DB.prepare('SELECT count(*) AS count, max(at) AS last FROM polls').first()).toEqual({
    count: 300,
    last: '2026-06-01T10:00:00Z',
  })
})

test('a briefing shows what came in beside what was posted', async () => {
  await store({ headline: 'Tides', body: ['The tide was high.'], topics: ['coast'] })
  await site.put({ '/feed': [feedOf([item('1')])] })
  await addSource({ url: site.at('/feed'), topics: ['coast'] })
  await admin('PUT', '/api/briefings/coast', { title: 'Coast', select: { topics: { any: ['coast'] } } })
  await workOff(await clock())
  const text = await (await get('/briefings/coast.txt')).text()
  expect(text).toContain('Tides')
  expect(text).toContain('Berth 1 is free')
})

test('due sources are found by their index', async () => {
  const plan = await env.DB.prepare(
    "EXPLAIN QUERY PLAN SELECT id FROM sources WHERE paused = 0 AND next_poll_at <= '2026' AND (leased_until IS NULL OR leased_until <= '2026') ORDER BY next_poll_at LIMIT 100",
  ).all<{ detail: string }>()
  expect(plan.results.map(({ detail }) => detail).join()).toContain('USING INDEX sources_due')
  expect((await listOwing(storeOf(env), '2026-06-01T10:00:00Z')).sources).toEqual([])
})

test('a feed that has not changed costs two D1 batches and nothing in KV', async () => {
  await site.put({ '/feed': [feedOf([item('1')], { ETag: '"7"' }), { status: 304 }] })
  const id = await addSource({ url: site.at('/feed') })
  await poll(id)
  await admin('POST', `/api/sources/${id}/poll`)
  const { store: stores, calls } = counted(env)
  const context = { web: readWebSetting(env), now: () => new Date(), newId: () => crypto.randomUUID() }
  expect(await pollSource(stores, id, context)).toMatchObject({ outcome: 'unchanged' })
  expect(calls).toEqual(['D1 batch', 'D1 batch'])
})
