import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { admin, get, problemOf, store } from '../worker.ts'

const Given = z.object({ id: z.string(), token: z.string(), name: z.string(), scopes: z.array(z.string()) })
const Listed = z.object({
  tokens: z.array(z.object({ id: z.string(), name: z.string(), usedOn: z.string().nullable(), revokedAt: z.string().nullable() })),
})

async function give(name: string, scopes: readonly string[]): Promise<z.infer<typeof Given>> {
  const answer = await admin('POST', '/api/tokens', { name, scopes })
  expect(answer.status).toBe(201)
  return Given.parse(await answer.json())
}

const as = (token: string) => ({ Authorization: `Bearer ${token}` })
const ARTICLE = { headline: 'A bridge opens', body: ['The bridge opened on Monday.'] }
const RECIPE = { title: 'Bridges' }
const SCHEDULE = { cron: '0 7 * * MON' }

test('a token does what its scopes say, and nothing else', async () => {
  await store(ARTICLE)
  await admin('PUT', '/api/briefings/bridges', RECIPE)
  const tokens = { read: await give('Reader', ['read']), write: await give('Writer', ['write']), send: await give('Sender', ['send']) }
  const calls: readonly (readonly [string, string, unknown, keyof typeof tokens])[] = [
    ['GET', '/api/articles', undefined, 'read'],
    ['GET', '/api/briefings/bridges/subscribers', undefined, 'read'],
    ['POST', '/api/articles', { headline: 'Another', body: ['Another bridge opened.'] }, 'write'],
    ['PUT', '/api/briefings/bridges', RECIPE, 'write'],
    ['POST', '/api/shares', { of: '/briefings/bridges' }, 'write'],
    ['POST', '/api/briefings/bridges/editions', {}, 'write'],
    ['POST', '/api/briefings/bridges/editions/1/send', {}, 'send'],
    ['POST', '/api/briefings/bridges/test', { email: 'a@brief.example' }, 'send'],
  ]
  for (const [method, path, body, needed] of calls) {
    for (const scope of ['read', 'write', 'send'] as const) {
      const answer = await admin(method, path, body, as(tokens[scope].token))
      if (scope === needed) expect(answer.status, `${method} ${path} with ${scope}`).toBeLessThan(300)
      else expect(answer.status, `${method} ${path} with ${scope}`).toBe(403)
    }
  }
  for (const { token } of Object.values(tokens)) {
    expect((await admin('GET', '/api/tokens', undefined, as(token))).status).toBe(403)
    expect((await admin('POST', '/api/tokens', { name: 'More', scopes: ['send'] }, as(token))).status).toBe(403)
  }
})

test('without the scope to send, nothing is mailed by a detour', async () => {
  const { token } = await give('Writer', ['read', 'write'])
  await admin('PUT', '/api/briefings/bridges', RECIPE)
  expect((await admin('POST', '/api/briefings/bridges/editions', { send: true }, as(token))).status).toBe(403)
  const scheduled = await admin('PUT', '/api/briefings/bridges', { ...RECIPE, schedule: SCHEDULE }, as(token))
  expect(scheduled.status).toBe(403)
  expect((await problemOf(scheduled)).detail).toContain('send')
  // What somebody else has scheduled may be edited, as long as its schedule stays as it is.
  expect((await admin('PUT', '/api/briefings/bridges', { ...RECIPE, schedule: SCHEDULE })).status).toBe(200)
  const edited = await admin('PUT', '/api/briefings/bridges', { title: 'Bridges and tunnels', schedule: SCHEDULE }, as(token))
  expect(edited.status).toBe(200)
  const other = { ...SCHEDULE, cron: '0 8 * * MON' }
  expect((await admin('PUT', '/api/briefings/bridges', { ...RECIPE, schedule: other }, as(token))).status).toBe(403)
})

test('a revoked token opens nothing, and its name is never given again', async () => {
  const { id, token } = await give('Night desk', ['read'])
  expect((await admin('GET', '/api/articles', undefined, as(token))).status).toBe(200)
  expect((await admin('DELETE', `/api/tokens/${id}`)).status).toBe(204)
  expect((await admin('GET', '/api/articles', undefined, as(token))).status).toBe(401)
  expect((await get('/', as(token))).status).toBe(401)
  const again = await admin('POST', '/api/tokens', { name: 'Night desk', scopes: ['read'] })
  expect(again.status).toBe(422)
  const listed = Listed.parse(await (await admin('GET', '/api/tokens')).json())
  expect(listed.tokens).toMatchObject([{ name: 'Night desk', usedOn: new Date().toISOString().slice(0, 10) }])
  expect(listed.tokens[0]?.revokedAt).not.toBeNull()
})

test('a token stands nowhere but in the answer that gave it', async () => {
  const { token } = await give('Night desk', ['read'])
  const { results } = await env.DB.prepare('SELECT * FROM tokens').all()
  expect(JSON.stringify(results)).not.toContain(token.slice(3))
  expect(await (await admin('GET', '/api/tokens')).text()).not.toContain(token)
})

test.each([
  [{ name: 'x', scopes: [] }, '/scopes'],
  [{ name: 'x', scopes: ['all'] }, '/scopes/0'],
  [{ name: 'Admin', scopes: ['read'] }, '/name'],
  [{ name: ' ', scopes: ['read'] }, '/name'],
])('a token that cannot be given is refused: %j', async (request, pointer) => {
  const answer = await admin('POST', '/api/tokens', request)
  expect(answer.status).toBe(422)
  expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
})

test('what is made says who made it', async () => {
  const { token } = await give('Night desk', ['read', 'write', 'send'])
  const stored = await admin('POST', '/api/articles', ARTICLE, as(token))
  const { articles } = z.object({ articles: z.array(z.object({ id: z.string() })) }).parse(await stored.json())
  await admin('PUT', '/api/briefings/bridges', RECIPE, as(token))
  await admin('POST', '/api/briefings/bridges/editions', { send: true }, as(token))
  await admin('POST', '/api/shares', { of: '/briefings/bridges' }, as(token))
  for (const path of [
    `/api/articles/${articles[0]?.id}/revisions`,
    '/api/briefings/bridges/editions',
    '/api/shares',
    '/api/briefings/bridges/editions/1/deliveries',
  ]) {
    expect(await (await admin('GET', path)).text(), path).toContain('"actor":"Night desk"')
  }
})
