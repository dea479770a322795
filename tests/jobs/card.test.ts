import { createExecutionContext, createMessageBatch, getQueueResult, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import worker from '../../src/index.ts'
import { article } from '../articles.ts'
import { admin, get, ORIGIN, store } from '../worker.ts'

/** Orders as the queue delivers them; each snapshot's id stands in D1, and nothing else of a share is needed. */
async function deliver(bodies: readonly unknown[]): Promise<unknown> {
  const messages = bodies.map((body, index) => ({ id: `m${index}`, timestamp: new Date(), attempts: 1, body }))
  const batch = createMessageBatch('wirebrief-cards', messages)
  const context = createExecutionContext()
  await worker.queue(batch, env, context)
  await waitOnExecutionContext(context)
  return getQueueResult(batch, context)
}

async function orders(): Promise<{ snapshot: string; card: string }[]> {
  const { results } = await env.DB.prepare('SELECT id FROM snapshots WHERE card IS NULL').all<{ id: string }>()
  return results.map(({ id }) => ({ snapshot: id, card: crypto.randomUUID() }))
}

async function share(of: string): Promise<{ id: string; path: string }> {
  const { id, url } = await (await admin('POST', '/api/shares', { of })).json<{ id: string; url: string }>()
  return { id, path: url.slice(ORIGIN.length) }
}

async function cardKeys(): Promise<string[]> {
  return (await env.KV.list({ prefix: 'card/' })).keys.map(({ name }) => name)
}

describe('the card of a share', () => {
  test('is a picture once it is drawn, and gone with the share', async () => {
    await store(article({ headline: 'A' }))
    const { id, path } = await share('/articles/a')
    expect((await get(`${path}/card.png`)).status).toBe(404)
    expect(await (await get(path)).text()).not.toContain('og:image')
    await deliver(await orders())
    const answer = await get(`${path}/card.png`)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'cache-tag': `share:${id},article:a`,
      'cloudflare-cdn-cache-control': 'max-age=30, stale-while-revalidate=0, stale-if-error=0',
    })
    const header = new DataView(await answer.arrayBuffer())
    expect([header.getUint32(0), header.getUint32(16), header.getUint32(20)]).toEqual([0x89504e47, 1200, 630])
    expect(await (await get(path)).text()).toContain(`<meta property="og:image" content="${ORIGIN}${path}/card.png">`)
    await admin('DELETE', `/api/shares/${id}`)
    expect((await get(`${path}/card.png`)).status).toBe(404)
  })

  test('leaves no trace when an article that it shows is erased', async () => {
    await store(article({ headline: 'A' }))
    const { path } = await share('/articles/a')
    await deliver(await orders())
    expect(await cardKeys()).toHaveLength(1)
    await admin('DELETE', '/api/articles/a')
    expect(await cardKeys()).toEqual([])
    expect((await get(`${path}/card.png`)).status).toBe(404)
    expect(await (await get(path)).text()).not.toContain('og:image')
    expect((await env.DB.prepare('SELECT card FROM snapshots').first())?.['card']).toBeNull()
  })
})

describe('an order', () => {
  test('that comes twice, at once or later, under one uuid or two, draws one card', async () => {
    await store(article({ headline: 'A' }))
    const { path } = await share('/articles/a')
    const [order] = await orders()
    await deliver([order, order])
    await deliver([order, { ...order, card: crypto.randomUUID() }])
    expect(await cardKeys()).toEqual([`card/${order?.card}`])
    expect((await get(`${path}/card.png`)).status).toBe(200)
  })

  test('of nothing there is, or that is none, is passed over', async () => {
    const result = await deliver([{ snapshot: crypto.randomUUID(), card: crypto.randomUUID() }, { snapshot: 'x' }, null])
    expect(result).toMatchObject({ retryMessages: [] })
    expect(await cardKeys()).toEqual([])
  })
})

test('an edition has a card until it is withdrawn', async () => {
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await admin('POST', '/api/briefings/energy/editions')
  await deliver(await orders())
  const path = '/briefings/energy/editions/1/card.png'
  const answer = await get(path)
  expect(answer.headers.get('Cache-Tag')).toBe('briefing:energy,edition:energy:1')
  expect(answer.headers.get('ETag')).toMatch(/^"[0-9a-f-]{36}"$/)
  await admin('DELETE', '/api/briefings/energy/editions/1?reason=x')
  expect((await get(path)).status).toBe(404)
})
