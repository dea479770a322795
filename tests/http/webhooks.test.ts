import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { gateway } from '../../src/http/gateway.ts'
import { article } from '../articles.ts'
import { isSigned, ownReceiver, type Receiver } from '../receiver.ts'
import { addWebhook, webhooksOf } from '../webhooks.ts'
import { subscribeReaders } from '../working.ts'
import { admin, ORIGIN, problemOf, store } from '../worker.ts'

let receiver: Receiver

beforeEach(async () => {
  receiver = ownReceiver()
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await store(article({ headline: 'A' }))
})

const LIST = '/api/briefings/energy/webhooks'

/** An admin's request to a Worker with other settings. */
async function postWith(settings: Partial<Env>, path: string, body: object): Promise<Response> {
  const context = createExecutionContext()
  const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json' }
  const request = new Request(ORIGIN + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer = await gateway.fetch(request, { ...env, ...settings }, context)
  await waitOnExecutionContext(context)
  return answer
}

describe('a webhook that is added', () => {
  test('is listed without its address or secret, which is told once', async () => {
    const url = receiver.at('/services/T000/very-secret-part')
    const added = await addWebhook('energy', url, 'slack', 'The newsroom')
    expect(added).toMatchObject({
      shape: 'slack',
      label: 'The newsroom',
      host: new URL(url).host,
      secret: expect.stringMatching(/^whsec_/),
    })
    const listed = await (await admin('GET', LIST)).text()
    expect(listed).not.toContain('very-secret-part')
    expect(listed).not.toContain(added.secret)
    expect(await webhooksOf('energy')).toMatchObject([
      { id: added.id, host: new URL(url).host, shape: 'slack', label: 'The newsroom', createdBy: 'admin', last: null },
    ])
  })

  test('is no subscriber to those who read by mail', async () => {
    const { id } = await addWebhook('energy', receiver.at('/a'))
    expect(await (await admin('GET', '/api/briefings/energy/subscribers')).json()).toEqual({ subscribers: [], cursor: null })
    const csv = await (await admin('GET', '/api/briefings/energy/subscribers?format=csv')).text()
    expect(csv.trim().split('\n')).toHaveLength(1)
    expect((await admin('DELETE', `/api/subscribers/${id}`)).status).toBe(404)
    expect(await webhooksOf('energy')).toHaveLength(1)
  })

  test('is on a list once, and on another list too', async () => {
    await admin('PUT', '/api/briefings/ports', { title: 'Ports' })
    await addWebhook('energy', receiver.at('/a'))
    const [again, elsewhere] = [
      await admin('POST', LIST, { url: receiver.at('/a'), shape: 'slack' }),
      await admin('POST', '/api/briefings/ports/webhooks', { url: receiver.at('/a') }),
    ]
    expect([again.status, elsewhere.status]).toEqual([409, 201])
    const both = await Promise.all([1, 2].map(() => admin('POST', LIST, { url: receiver.at('/b') })))
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]))
  })

  test('is one of twenty at the most', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, index) => admin('POST', LIST, { url: receiver.at(`/${index}`) })))
    expect(await webhooksOf('energy')).toHaveLength(20)
    expect((await problemOf(await admin('POST', LIST, { url: receiver.at('/more') }))).detail).toContain('as many')
  })

  test('is removed', async () => {
    const { id } = await addWebhook('energy', receiver.at('/a'))
    expect((await admin('DELETE', `/api/webhooks/${id}`)).status).toBe(204)
    expect((await admin('DELETE', `/api/webhooks/${id}`)).status).toBe(404)
    expect(await webhooksOf('energy')).toEqual([])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM webhooks').first('n')).toBe(0)
  })
})

describe('what is refused', () => {
  test.each([
    [{ url: 'ftp://hooks.example/x' }, '/url'],
    [{ url: 'https://user:pass@hooks.example/x' }, '/url'],
    [{ url: 'https://hooks.example/x', shape: 'discord' }, '/shape'],
    [{ url: 'https://hooks.example/x', secret: 'whsec_mine' }, '/secret'],
    [{}, '/url'],
  ])('%j', async (body, pointer) => {
    const answer = await admin('POST', LIST, body)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
  })

  test.each(['http://127.0.0.1:8080/x', 'http://169.254.169.254/latest', 'https://[::1]/x', 'https://intranet/x'])(
    'an address of a private network: %s',
    async (url) => {
      expect((await postWith({ ALLOW_PRIVATE_FETCH: '' }, LIST, { url })).status).toBe(422)
      expect(await webhooksOf('energy')).toEqual([])
    },
  )

  test('a briefing or webhook that is not there', async () => {
    expect((await admin('POST', '/api/briefings/nothing/webhooks', { url: receiver.at('/a') })).status).toBe(404)
    expect((await admin('GET', '/api/briefings/nothing/webhooks')).status).toBe(404)
    expect((await admin('POST', `/api/webhooks/${crypto.randomUUID()}/test`)).status).toBe(404)
  })
})

describe('a test', () => {
  test('posts the briefing as of now, marked and signed, and leaves no trace', async () => {
    await receiver.put({ '/a': [{ status: 200 }] })
    const { id, secret } = await addWebhook('energy', receiver.at('/a'))
    expect(await (await admin('POST', `/api/webhooks/${id}/test`)).json()).toEqual({ state: 'sent', detail: '200' })
    const [received] = await receiver.received()
    expect(received?.body).toMatchObject({
      type: 'edition.test',
      data: { briefing: 'energy', number: null, articles: [{ headline: 'A' }] },
    })
    expect(received && (await isSigned(received, secret))).toBe(true)
    expect(await webhooksOf('energy')).toMatchObject([{ last: null }])
  })

  test('says what the other side said', async () => {
    await receiver.put({ '/a': [{ status: 404, body: 'no_service' }] })
    const { id } = await addWebhook('energy', receiver.at('/a'), 'slack')
    const answer = await admin('POST', `/api/webhooks/${id}/test`)
    expect(answer.status).toBe(502)
    expect((await problemOf(answer)).detail).toContain('404 no_service')
  })
})

test('webhooks take the scope to send', async () => {
  const tokenWith = async (scopes: readonly string[]) => {
    const answer = await admin('POST', '/api/tokens', { name: `token ${scopes.join(' ')}`, scopes })
    return { Authorization: `Bearer ${(await answer.json<{ token: string }>()).token}` }
  }
  const [write, send] = [await tokenWith(['read', 'write']), await tokenWith(['read', 'send'])]
  const { id } = await addWebhook('energy', receiver.at('/a'))
  await receiver.put({ '/a': [{ status: 200 }] })
  for (const [method, path, body] of [
    ['POST', LIST, { url: receiver.at('/b') }],
    ['POST', `/api/webhooks/${id}/test`, undefined],
    ['DELETE', `/api/webhooks/${id}`, undefined],
  ] as const) {
    expect((await admin(method, path, body, write)).status, `${method} ${path}`).toBe(403)
    expect((await admin(method, path, body, send)).status, `${method} ${path}`).toBeLessThan(300)
  }
  expect((await admin('GET', LIST, undefined, write)).status).toBe(200)
})

test('where mail is not set up, an edition is sent off only if webhooks alone get it', async () => {
  const freezeWithoutMail = () => postWith({ SMTP_URL: '', MAIL_FROM: '' }, '/api/briefings/energy/editions', { send: true })
  expect((await freezeWithoutMail()).status).toBe(503)
  await addWebhook('energy', receiver.at('/a'))
  expect((await freezeWithoutMail()).status).toBe(201)
  await subscribeReaders('energy', 'reader.example', 1)
  expect((await freezeWithoutMail()).status).toBe(503)
})
