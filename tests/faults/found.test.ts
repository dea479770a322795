import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { gateway } from '../../src/http/gateway.ts'
import { article } from '../articles.ts'
import { interceptedD1, interceptedKv, type Intercept } from '../intercepted.ts'
import { addSource, feedOf, item } from '../polling.ts'
import { admin, get, ORIGIN, store } from '../worker.ts'
import { consume } from '../working.ts'
import { createExecutionContext } from 'cloudflare:test'

/** What random plans have found, made to happen at every call where it could. */

/** Bindings that do something else right before a certain call to the stores. */
function before(call: number, other: () => Promise<unknown>): { KV: KVNamespace; DB: D1Database } {
  let calls = 0
  const intercept: Intercept = async (_what, work) => {
    calls += 1
    if (calls === call) await other()
    return work()
  }
  return { KV: interceptedKv(env.KV, intercept), DB: interceptedD1(env.DB, intercept) }
}

const CALLS = Array.from({ length: 10 }, (_, index) => index + 1)

describe('an article that is erased while it is changed is there or not, and never half', () => {
  let time = Date.parse('2026-06-01T12:00:00Z')
  beforeEach(() => {
    // So that the edge is never asked for more purges than it takes.
    time += 600_000
    vi.useFakeTimers({ toFake: ['Date'], now: time })
  })
  afterEach(() => void vi.useRealTimers())

  const change = { ...article({ body: ['Another text.'], points: [], quotes: [] }), correction: 'Corrected.' }

  async function expectWhole(id: string): Promise<void> {
    const { status } = await admin('GET', `/api/articles/${id}`)
    expect([200, 404]).toContain(status)
    expect((await get(`/articles/${id}`)).status).toBe(status)
  }

  function ask(method: string, id: string, bindings: object): Promise<Response> {
    const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' }
    const body = method === 'PUT' ? { body: JSON.stringify(change) } : {}
    const request = new Request(`${ORIGIN}/api/articles/${id}`, { method, headers, ...body })
    return Promise.resolve(gateway.fetch(request, { ...env, ...bindings }, createExecutionContext()))
  }

  test.each(CALLS)('changed right before call %i of its erasing', async (call) => {
    const { id } = await store(article())
    const answer = await ask(
      'DELETE',
      id,
      before(call, () => admin('PUT', `/api/articles/${id}`, change)),
    )
    expect(answer.status).toBe(204)
    await expectWhole(id)
  })

  test.each(CALLS)('erased right before call %i of its change', async (call) => {
    const { id } = await store(article())
    await ask(
      'PUT',
      id,
      before(call, () => admin('DELETE', `/api/articles/${id}`)),
    )
    await expectWhole(id)
  })
})

test.each([1, 2])('nothing of a text reaches KV after its writer has answered, where its value %i cannot be stored', async (failing) => {
  const { id } = await store(article())
  let puts = 0
  const intercept: Intercept = async (what, work) => {
    if (what !== 'KV put') return work()
    puts += 1
    if (puts === failing) throw new Error('KV is away')
    await new Promise((resolve) => setTimeout(resolve, 50))
    return work()
  }
  const body = JSON.stringify({ ...article({ body: ['Another text.'], points: [], quotes: [] }), minor: true })
  const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' }
  const request = new Request(`${ORIGIN}/api/articles/${id}`, { method: 'PUT', headers, body })
  const answer = await gateway.fetch(request, { ...env, KV: interceptedKv(env.KV, intercept) }, createExecutionContext())
  expect(answer.status).toBe(500)
  expect((await admin('DELETE', `/api/articles/${id}`)).status).toBe(204)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await env.KV.list()).keys).toEqual([])
})

describe('a correction in a feed comes in, also where the poll that first brought the item was cut off', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-06-01T12:00:00Z') }))
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test.each(CALLS.flatMap((call) => [[call, 'only its answer is lost'] as const, [call, 'all calls after it fail'] as const]))(
    'at call %i: %s',
    async (call, how) => {
      let description = 'Berth 7 was freed on Monday.'
      vi.stubGlobal('fetch', async () => {
        const { body = '', headers = {} } = feedOf([item('7', { description })])
        return new Response(body, { headers })
      })
      const source = await addSource({ url: 'https://feeds.example/rss' })
      let calls = 0
      const intercept: Intercept = async (_what, work) => {
        calls += 1
        if (calls < call || (calls > call && how === 'only its answer is lost')) return work()
        if (calls === call) await work()
        throw new Error('the store is away')
      }
      await consume([{ kind: 'poll', source }], { KV: interceptedKv(env.KV, intercept), DB: interceptedD1(env.DB, intercept) })
      description = 'Berth 7 was freed on Tuesday.'
      vi.setSystemTime(Date.parse('2026-06-02T12:00:00Z'))
      await consume([{ kind: 'poll', source }])
      expect(await (await admin('GET', '/api/articles/berth-7-is-free')).json()).toMatchObject({ body: [description] })
    },
  )
})
