import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { gateway } from '../../src/http/gateway.ts'
import { addSource, source } from '../polling.ts'
import { admin, get, ORIGIN, problemOf } from '../worker.ts'

const URL = 'https://coast.example/feed.xml'

describe('POST /api/sources', () => {
  test('makes a source, with defaults', async () => {
    const answer = await admin('POST', '/api/sources', { url: `${URL}#top` })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({
      url: URL,
      title: null,
      outlet: null,
      topics: [],
      rules: [],
      interval: 'PT30M',
      fetchPages: false,
      paused: false,
      state: 'ok',
      lastPollAt: null,
      lastDay: { polls: 0, failed: 0, created: 0 },
    })
  })

  test('does not make a second one of a feed', async () => {
    const id = await addSource({ url: URL })
    const answer = await admin('POST', '/api/sources', { url: URL })
    expect(answer.status).toBe(409)
    expect((await problemOf(answer)).errors).toEqual([{ pointer: '/url', detail: `is that of the source ${id}` }])
  })

  test.each([
    ['/url', {}],
    ['/url', { url: 'ftp://coast.example/' }],
    ['/url', { url: 'https://me:secret@coast.example/' }],
    ['/interval', { url: URL, interval: 'PT4M' }],
    ['/interval', { url: URL, interval: 'P8D' }],
    ['/interval', { url: URL, interval: 'daily' }],
    ['/rules/0', { url: URL, rules: [{ topic: 'sea' }] }],
    ['/rules/0/words/0', { url: URL, rules: [{ topic: 'sea', words: ['—'] }] }],
    ['/topics/0', { url: URL, topics: ['Not A Slug'] }],
    ['/colour', { url: URL, colour: 'red' }],
  ])('points at %s in %j', async (pointer, settings) => {
    const answer = await admin('POST', '/api/sources', settings)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors).toMatchObject([{ pointer }])
  })

  test('refuses what lies in a private network, where that is not allowed', async () => {
    const request = new Request(`${ORIGIN}/api/sources`, {
      method: 'POST',
      body: JSON.stringify({ url: 'http://192.168.0.7/feed' }),
      headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' },
    })
    const { ALLOW_PRIVATE_FETCH: _allowed, ...strict } = env
    const answer = await gateway.fetch(request, strict, createExecutionContext())
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors).toEqual([{ pointer: '/url', detail: 'it is no address of the public internet' }])
  })

  test('wants a token', async () => {
    expect((await get('/api/sources')).status).toBe(401)
  })
})

test('a source takes back what it told, changed', async () => {
  const id = await addSource({ url: URL, title: 'Coast' })
  const answer = await admin('PUT', `/api/sources/${id}`, { ...(await source(id)), topics: ['coast'], paused: true })
  expect(answer.status).toBe(200)
  expect(await source(id)).toMatchObject({ url: URL, title: 'Coast', topics: ['coast'], paused: true })
})

test('PUT refuses the address of another source', async () => {
  await addSource({ url: URL })
  const id = await addSource({ url: 'https://coast.example/other' })
  expect((await admin('PUT', `/api/sources/${id}`, { url: URL })).status).toBe(409)
  expect((await source(id)).url).toBe('https://coast.example/other')
})

test('a paused source is not polled on demand', async () => {
  const id = await addSource({ url: URL, paused: true })
  expect((await admin('POST', `/api/sources/${id}/poll`)).status).toBe(409)
})

test('what is not there is 404', async () => {
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PUT', '', { url: URL }],
    ['DELETE', '', undefined],
    ['POST', '/poll', undefined],
  ] as const)
    expect((await admin(method, `/api/sources/nothing${path}`, body)).status).toBe(404)
})
