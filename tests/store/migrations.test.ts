import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Article } from '../../src/core/article.ts'
import { canonicalJson, sha256 } from '../../src/core/digest.ts'
import store0004 from '../fixtures/stores/0004.ndjson?raw'
import { openOldStore } from '../old-store.ts'
import { admin, get, problemOf } from '../worker.ts'
import { clock, ledger } from '../working.ts'

/** What was said of the stores in the fixtures when they were made. */
const STORES = [
  {
    version: '0004',
    text: store0004,
    digest: '9e501da164d9798be612c53798bfee8fe5d6d4af13a5a24ab5fac34c2a860b9b',
    share: '/s/MOlrhC6TGgpreku37e0RqptZtg4DrZFk',
  },
] as const
const CRANE = 'old-harbour-crane-to-be-lifted-by-one-degree'
const FERRY = 'parom-povertayetsya-na-marshrut'
const FORMATS = ['', '.md', '.txt', '.json', '.eml']

const Edition = z.object({
  digest: z.string(),
  corrections: z.array(z.object({ note: z.string() })),
  edition: z.object({
    number: z.int(),
    frozenAt: z.string(),
    title: z.string(),
    introduction: z.string().nullable(),
    items: z.array(z.object({ article: z.string(), revision: z.int(), sha256: z.string() })),
  }),
})
const Revisions = z.object({
  revisions: z.array(z.object({ revision: z.int(), by: z.string() })),
  held: z.array(z.object({ article: Article })),
})
const Found = z.object({ articles: z.array(z.object({ id: z.string() })) })
const Runs = z.object({ runs: z.array(z.object({ dueAt: z.string(), outcome: z.string() })) })

const find = async (words: string) =>
  Found.parse(await (await admin('GET', `/api/articles?q=${words}`)).json()).articles.map(({ id }) => id)

test('the migrations are numbered from 1, without a gap', () => {
  const numbers = env.MIGRATIONS.map(({ name }) => /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1])
  expect(numbers).toEqual(numbers.map((_number, index) => String(index + 1).padStart(4, '0')))
})

describe.each(STORES)('a store of $version, led on by one migration after the other,', ({ text, digest, share }) => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T10:00:00Z') })
    const applied = await openOldStore(text)
    expect(applied).toEqual(env.MIGRATIONS.slice(0, applied.length).map(({ name }) => name))
    for (let count = applied.length + 1; count <= env.MIGRATIONS.length; count += 1) {
      await applyD1Migrations(env.DB, env.MIGRATIONS.slice(0, count))
      const { results } = await env.DB.prepare('PRAGMA foreign_key_check').all()
      expect(results).toEqual([])
    }
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  test('shows its pages in every format', async () => {
    for (const page of ['/briefings/harbour', '/briefings/harbour/editions/1', share]) {
      for (const format of FORMATS) {
        const answer = await get(page + format)
        expect([page + format, answer.status]).toEqual([page + format, 200])
        // An .eml has it encoded, line by line.
        if (format !== '.eml') expect(await answer.text()).toContain('Old harbour crane to be lifted by one degree')
      }
    }
    expect(await (await get(`/articles/${CRANE}.md`)).text()).toContain('since the gale of 1978')
    expect((await get('/articles/memo-on-the-pilots-pay')).status).toBe(404)
    const card = await get('/briefings/harbour/editions/1/card.png')
    expect([card.status, card.headers.get('Content-Type')]).toEqual([200, 'image/png'])
  })

  test('proves its edition by the digest that it had, and tells the correction since', async () => {
    const answer = Edition.parse(await (await get('/briefings/harbour/editions/1.json')).json())
    const { number, frozenAt, title, introduction, items } = answer.edition
    expect(answer.digest).toBe(digest)
    expect(answer.corrections.map(({ note }) => note)).toEqual(['The gale was in 1978, not in 1987.'])
    const listed = items.map(({ article, revision, sha256: hash }) => ({ article, revision, sha256: hash }))
    expect(await sha256(canonicalJson({ briefing: 'harbour', number, frozenAt, title, introduction, items: listed }))).toBe(digest)
  })

  test('keeps its ledger, its runs, its notices and its readers, and mails nobody twice', async () => {
    const { counts, deliveries, mailings } = await ledger('harbour', 1)
    expect(counts).toEqual({ sent: 1 })
    expect(deliveries).toMatchObject([{ email: 'reader@wirebrief.example', state: 'sent', attempts: 1 }])
    expect(mailings).toMatchObject([{ kind: 'edition', state: 'done' }])
    const briefing = Runs.parse(await (await admin('GET', '/api/briefings/harbour')).json())
    expect(briefing.runs).toMatchObject([{ dueAt: '2026-11-23T07:00:00Z', outcome: 'skipped' }])
    expect(await clock()).toEqual([{ kind: 'notify' }])
    expect((await ledger('harbour', 1)).counts).toEqual({ sent: 1 })
    const refused = await admin('POST', '/api/briefings/harbour/subscribers', [
      { email: 'Never@quay.example', consentedAt: '2026-01-01T00:00:00Z', consentSource: 'paper' },
    ])
    expect(await refused.text()).toContain('suppressed')
    expect((await admin('POST', '/api/briefings/harbour/editions', { send: true })).status).toBe(201)
    await clock()
    expect((await ledger('harbour', 2)).counts).toEqual({ sent: 2 })
  })

  test('finds by headline and body, and knows a text that comes again', async () => {
    expect(await find('basalt')).toEqual([CRANE])
    expect(await find('квиток')).toEqual([FERRY])
    const again = await admin('POST', '/api/articles', {
      headline: 'Паром повертається на маршрут',
      body: ['Паром ходитиме щодня.', 'Квиток подешевшав.'],
    })
    expect([again.status, await again.json()]).toMatchObject([200, { articles: [{ id: FERRY, outcome: 'known' }] }])
  })

  test('takes a PUT, with its lock and its history', async () => {
    const before = Article.parse(await (await admin('GET', `/api/articles/${CRANE}`)).json())
    expect(before).toMatchObject({ revision: 2, story: 'leaning-crane', quotes: [{ spans: [{ paragraph: 1, start: 1, end: 28 }] }] })
    const history = Revisions.parse(await (await admin('GET', `/api/articles/${CRANE}/revisions`)).json())
    expect(history.revisions.map(({ by }) => by)).toEqual(['editor', 'intake'])
    expect(history.held).toMatchObject([{ article: { body: ['The crane stands straight.'] } }])

    const put = (fields: object) => admin('PUT', `/api/articles/${CRANE}`, { ...before, ...fields })
    const misquoted = await put({ quotes: [{ text: 'We measured it every autumn', speaker: null, kind: 'direct' }], minor: true })
    expect([misquoted.status, (await problemOf(misquoted)).errors[0]?.pointer]).toEqual([422, '/quotes/0/text'])
    expect((await put({ dek: 'It leans.', correction: 'It has always leaned.' })).status).toBe(200)
    expect(await (await get('/briefings/harbour.md')).text()).toContain('It leans.')
    expect(await (await get('/briefings/harbour/editions/1.md')).text()).toContain('It has always leaned.')
    expect((await admin('DELETE', `/api/articles/${CRANE}`)).status).toBe(204)
    expect((await env.KV.list({ prefix: `body/${CRANE}/` })).keys).toEqual([])
  })
})
