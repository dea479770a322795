import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { gateway } from '../../src/http/gateway.ts'
import { DIALECTS } from '../feeds.ts'
import { ofType, ownSite, to, type Answer, type Site } from '../site.ts'
import { admin, get, ORIGIN, problemOf, Taken } from '../worker.ts'

/** A link in place of a document, through the public door. */

let site: Site

const PAGE = ofType(
  'text/html; charset=windows-1252',
  Buffer.from(
    '<!doctype html><html lang="en"><head><title>Lock 4 opens at caf\xe9 quay</title><link rel="canonical" href="lock-4"></head><body><article><h1>Lock 4 opens at caf\xe9 quay</h1><p>The lock at Vell opened on Monday after six years of work, the port said.</p><p>It cost twelve million, and the first barge went through at dawn, watched by the whole town from the bank.</p></article></body></html>',
    'latin1',
  ).toString('base64'),
)

beforeEach(() => {
  site = ownSite()
})

const posted = (path: string, query = '') =>
  admin('POST', `${path}?url=${encodeURIComponent(site.at('/a'))}${query}`, undefined, { 'Content-Type': '' })

test.each(['/api/articles', '/api/intake'])('POST %s reads the page that a link leads to', async (path) => {
  await site.put({ '/a': [to('final/story?utm_source=x')], '/final/story': [{ ...PAGE, encoding: 'base64' }] })
  const answer = await posted(path, '&topics=locks')
  expect(answer.status).toBe(path === '/api/articles' ? 201 : 200)
  const { articles } = z
    .object({ articles: z.array(z.looseObject({ headline: z.string(), url: z.string(), topics: z.array(z.string()) })) })
    .parse(await answer.json())
  expect(articles).toMatchObject([{ headline: 'Lock 4 opens at café quay', url: site.at('/final/lock-4'), topics: ['locks'] }])
})

test.each([
  ['a feed', DIALECTS['RSS 2.0 with the full text'], 2],
  ['a JSON Feed that is said to be JSON', { ...DIALECTS['JSON Feed'], type: 'application/json' }, 2],
  ['text', { type: 'text/plain', text: 'Low water\n\nThe tide was low.' }, 1],
  ['Markdown', { type: 'text/markdown', text: '# Low water\n\nThe tide was low.' }, 1],
])('a link may lead to %s', async (_, document, count) => {
  await site.put({ '/a': [ofType(document?.type ?? '', document?.text ?? '')] })
  const answer = await posted('/api/articles')
  expect(answer.status).toBe(201)
  expect(Taken.parse(await answer.json()).articles).toHaveLength(count)
})

test('a link that is posted twice is one article', async () => {
  await site.put({ '/a': [{ ...PAGE, encoding: 'base64' }] })
  const [first] = Taken.parse(await (await posted('/api/articles')).json()).articles
  const again = await posted('/api/articles')
  expect(again.status).toBe(200)
  expect(Taken.parse(await again.json()).articles).toMatchObject([{ id: first?.id, outcome: 'known' }])
  expect((await get(`/articles/${first?.id}`)).status).toBe(200)
})

describe('a link that gives nothing', () => {
  test.each<[string, Answer, number, RegExp]>([
    ['an error', { status: 404 }, 502, /404/],
    ['a picture', ofType('image/png', 'x'), 422, /image\/png/],
    ['a lost connection', { do: 'drop' }, 502, /reached/],
    ['a page without an article', ofType('text/html', '<p>'), 422, /wrong/],
    ['text in no character set', { ...ofType('text/plain', '/w=='), encoding: 'base64' }, 422, /UTF-8/],
    ['what should be JSON', ofType('application/json', '{'), 422, /What is there is not JSON/],
    ['redirects to another scheme', to('ftp://coast.example/'), 422, /http/],
    ['a page too large', { zeros: 6 * 1_048_576, headers: { 'Content-Type': 'text/html' } }, 422, /5 MiB/],
  ])('%s is a problem, and stores nothing', async (_, answer, status, detail) => {
    await site.put({ '/a': [answer] })
    const refused = await posted('/api/articles')
    expect(refused.status).toBe(status)
    expect((await problemOf(refused)).detail).toMatch(detail)
    expect(await (await admin('GET', '/api/articles')).json()).toMatchObject({ articles: [] })
  })

  test('a private address is not fetched where that is not allowed', async () => {
    await site.put({ '/a': [{ ...PAGE, encoding: 'base64' }] })
    const request = new Request(`${ORIGIN}/api/articles?url=${encodeURIComponent(site.at('/a'))}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}` },
    })
    const { ALLOW_PRIVATE_FETCH: _allowed, ...strict } = env
    const refused = await gateway.fetch(request, strict, createExecutionContext())
    expect(refused.status).toBe(422)
    expect((await problemOf(refused)).errors).toEqual([{ pointer: '/url', detail: 'it is no address of the public internet' }])
    expect(await site.requests()).toEqual([])
  })

  test('no body and no link is empty', async () => {
    expect((await admin('POST', '/api/articles')).status).toBe(400)
    expect((await admin('POST', '/api/articles?url=mailto:a@b.example')).status).toBe(422)
  })
})
