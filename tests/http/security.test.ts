import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { desk } from '../../src/http/desk/desk.ts'
import { Browser, editor } from '../desk.ts'
import { admin, ORIGIN, store } from '../worker.ts'

/** Every route, as somebody meets it who should not get in. */

const OpenApi = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ security: z.array(z.unknown()).optional() }).loose())),
})

interface Route {
  readonly method: string
  readonly path: string
}

let id = ''

beforeEach(async () => {
  id = (await store({ headline: 'A secret plan', body: ['The plan is secret.'], visibility: 'private' })).id
  await admin('PUT', '/api/briefings/plans', { title: 'Secret plans', visibility: 'private' })
  await admin('POST', '/api/briefings/plans/editions', {})
})

async function adminRoutes(): Promise<Route[]> {
  const { paths } = OpenApi.parse(await (await exports.default.fetch(`${ORIGIN}/openapi.json`)).json())
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations)
      .filter(() => path.startsWith('/api/'))
      .map((method) => ({ method: method.toUpperCase(), path })),
  )
}

/** A route about things that are there, or about things that are not. */
function addressOf(path: string, exists: boolean): string {
  return path
    .replaceAll('{slug}', exists ? 'plans' : 'nothing')
    .replaceAll('{number}', exists ? '1' : '999')
    .replaceAll('{id}', exists ? id : 'nothing')
    .replaceAll(/\{\w+\}/g, 'x')
}

function call({ method, path }: Route, exists: boolean, headers: Readonly<Record<string, string>>): Promise<Response> {
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }
  return exports.default.fetch(
    new Request(ORIGIN + addressOf(path, exists), {
      method,
      ...body,
      headers: { 'Content-Type': 'application/json', ...headers },
      redirect: 'manual',
    }),
  )
}

async function told(answer: Response): Promise<string> {
  return `${answer.status} ${answer.headers.get('WWW-Authenticate')} ${await answer.text()}`
}

describe('the API', () => {
  test('says the same to everybody without a token that opens it, whether there is something or not', async () => {
    const routes = await adminRoutes()
    expect(routes.length).toBeGreaterThan(30)
    const strangers = [
      {},
      { Authorization: 'Bearer wrong' },
      { Authorization: `Bearer wb_${'A'.repeat(43)}` },
      { Authorization: `Bearer ${env.ADMIN_TOKEN}x` },
      { Authorization: 'Bearer' },
      { Authorization: 'Basic YWRtaW46YWRtaW4=' },
    ]
    const answers = await Promise.all(
      routes.flatMap((route) =>
        strangers.flatMap((headers) =>
          [true, false].map(async (exists) => [`${route.method} ${route.path}`, await told(await call(route, exists, headers))] as const),
        ),
      ),
    )
    const [[, expected] = ['', '']] = answers
    expect(expected).toMatch(/^401 Bearer/)
    expect(answers.filter(([, answer]) => answer !== expected)).toEqual([])
  })

  test('says the same to every token that is too narrow, whether there is something or not', async () => {
    const token = async (scope: string) =>
      z.object({ token: z.string() }).parse(await (await admin('POST', '/api/tokens', { name: scope, scopes: [scope] })).json()).token
    const tokens = { read: await token('read'), write: await token('write'), send: await token('send') }
    const refusals = await Promise.all(
      (await adminRoutes()).flatMap((route) =>
        Object.entries(tokens).map(async ([scope, value]) => {
          const headers = { Authorization: `Bearer ${value}` }
          const [here, nowhere] = await Promise.all([call(route, true, headers), call(route, false, headers)])
          return {
            route: `${route.method} ${route.path}`,
            scope,
            isRefused: here.status === 403,
            same: here.status !== 403 || (await told(here)) === (await told(nowhere)),
          }
        }),
      ),
    )
    expect(refusals.filter(({ same }) => !same)).toEqual([])
    // Each route needs one of the three, or none of them is enough.
    const open = new Map<string, string[]>()
    for (const { route, scope, isRefused } of refusals) open.set(route, [...(open.get(route) ?? []), ...(isRefused ? [] : [scope])])
    expect([...open].filter(([, scopes]) => scopes.length > 1)).toEqual([])
    expect([...open].filter(([, scopes]) => scopes.length === 0).map(([route]) => route)).toEqual(
      expect.arrayContaining(['POST /api/tokens', 'GET /api/tokens', 'DELETE /api/tokens/{id}']),
    )
  })
})

test('a private thing looks like one that is not there', async () => {
  for (const [there, missing] of [
    [`/articles/${id}`, '/articles/nothing'],
    ['/briefings/plans', '/briefings/nothing'],
    ['/briefings/plans/editions/1', '/briefings/nothing/editions/1'],
    ['/briefings/plans/editions', '/briefings/nothing/editions'],
    ['/briefings/plans/feed.atom', '/briefings/nothing/feed.atom'],
    ['/briefings/plans/subscribe', '/briefings/nothing/subscribe'],
    ['/briefings/plans.json', '/briefings/nothing.json'],
  ] as const) {
    const [here, nowhere] = await Promise.all([exports.default.fetch(ORIGIN + there), exports.default.fetch(ORIGIN + missing)])
    expect(Object.fromEntries(here.headers)).toEqual(Object.fromEntries(nowhere.headers))
    expect(`${there} ${here.status} ${await here.text()}`).toBe(`${there} ${nowhere.status} ${await nowhere.text()}`)
  }
})

describe('the desk', () => {
  const routes = desk.routes
    .filter(({ method, path }) => method !== 'ALL' && !/\/(?:login|logout|:file\{.*)$/.test(path))
    .map(({ method, path }) => ({
      method,
      path: path
        .replaceAll(/:slug(?:\{[^}]*\}+)?/g, 'plans')
        .replaceAll(/:number(?:\{[^}]*\}+)?/g, '1')
        .replaceAll(/:\w+(?:\{[^}]*\}+)?/g, 'x'),
    }))

  test('lets nobody in without a session', async () => {
    expect(routes.length).toBeGreaterThan(5)
    for (const { method, path } of routes) {
      const browser = new Browser()
      const answer = method === 'GET' ? await browser.get(path) : await browser.postRaw(path, {}, { Origin: ORIGIN })
      expect([method, path, answer.status]).toEqual([method, path, method === 'GET' ? 303 : 401])
      expect(await answer.text()).not.toContain('secret plan')
    }
  })

  test('takes no form with a cookie alone: without an Origin, from another one, or without its token', async () => {
    const browser = await editor()
    for (const { path } of routes.filter(({ method }) => method === 'POST')) {
      for (const headers of [{}, { Origin: 'https://evil.example' }, { Origin: ORIGIN }, { 'Sec-Fetch-Site': 'same-site' }] as const) {
        expect([path, (await browser.postRaw(path, {}, headers)).status]).toEqual([path, 403])
      }
    }
  })

  test('with the token of a reader changes nothing', async () => {
    const { token } = z
      .object({ token: z.string() })
      .parse(await (await admin('POST', '/api/tokens', { name: 'Reader', scopes: ['read'] })).json())
    const browser = new Browser()
    await browser.login(token)
    const page = await (await browser.get('/desk/briefings/plans/subscribers')).text()
    expect(page).not.toContain('method="post" action="/desk/briefings')
    const before = JSON.stringify(await tables())
    for (const { path } of routes.filter(({ method }) => method === 'POST')) {
      const answer = await browser.post(path, {}, '/desk', {})
      // A look at what is not stored changes nothing.
      if (!/\/preview\/|\/(?:check|try)$/.test(path)) expect([path, answer.status]).toEqual([path, 403])
    }
    expect(JSON.stringify(await tables())).toBe(before)
  })
})

async function tables(): Promise<unknown> {
  const results = await env.DB.batch(
    ['articles', 'briefings', 'editions', 'shares', 'subscribers'].map((name) => env.DB.prepare(`SELECT * FROM ${name}`)),
  )
  return results.map(({ results: rows }) => rows)
}
