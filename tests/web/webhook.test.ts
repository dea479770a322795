import { beforeEach, describe, expect, test } from 'vitest'
import { toWebhookSecret } from '../../src/core/webhook-signature.ts'
import { anywhere, publicOnly } from '../../src/web/guard.ts'
import { webhookTransport } from '../../src/web/webhook.ts'
import { isSigned, ownReceiver, type Receiver } from '../receiver.ts'
import { to, type Answer } from '../site.ts'

const secret = toWebhookSecret(crypto.getRandomValues(new Uint8Array(32)))
const web = { guard: anywhere, userAgent: 'Wirebrief/1 (+https://brief.example)', milliseconds: 4000 }

let receiver: Receiver
beforeEach(() => {
  receiver = ownReceiver()
})

const postTo = (url: string, repeatable = true, way = web) =>
  webhookTransport(way, () => new Date('2026-06-01T12:00:00Z')).send({ id: 'one', url, secret, body: '{"a":"Ж"}', repeatable })

async function answered(answer: Answer, repeatable = true) {
  await receiver.put({ '/hook': [answer] })
  return postTo(receiver.at('/hook'), repeatable)
}

test('a post arrives as it is, signed', async () => {
  expect(await answered({ status: 202, body: 'taken' })).toEqual({ state: 'sent', detail: '202 taken' })
  const [received] = await receiver.received()
  expect(received).toMatchObject({
    path: '/hook',
    id: 'one',
    raw: '{"a":"Ж"}',
    headers: { 'content-type': 'application/json', 'user-agent': web.userAgent, 'webhook-timestamp': '1780315200' },
  })
  expect(received && (await isSigned(received, secret))).toBe(true)
})

describe('what the other side answers', () => {
  test('429 is for now, and says until when', async () => {
    expect(await answered({ status: 429, headers: { 'Retry-After': '120' }, body: 'slow down' })).toEqual({
      state: 'deferred',
      detail: '429 slow down',
      retryAfter: 120,
    })
  })

  test('a redirect is not followed', async () => {
    await receiver.put({ '/hook': [to(receiver.at('/other'))], '/other': [{}] })
    expect(await postTo(receiver.at('/hook'))).toMatchObject({ state: 'refused', mailbox: false })
    expect((await receiver.requests()).map(({ path }) => path)).toEqual(['/hook'])
  })

  test('an answer without an end is not waited for', async () => {
    expect(await answered({ status: 200, body: 'y'.repeat(10_000), trickle: true })).toMatchObject({ state: 'sent' })
  })

  test('what comes packed a thousandfold is not unpacked to its end', async () => {
    expect(await answered({ status: 500, zeros: 50_000_000 })).toMatchObject({ state: 'deferred' })
  })
})

describe('when no answer comes', () => {
  test.each([
    ['the connection is lost after the post', { do: 'drop' }],
    ['the other side is silent', { do: 'hang' }],
  ] as const)('%s: it is tried again only where a repeat does no harm', async (_name, answer) => {
    await receiver.put({ '/hook': [answer] })
    const way = { ...web, milliseconds: 1000 }
    expect(await postTo(receiver.at('/hook'), true, way)).toMatchObject({ state: 'deferred', retryAfter: null })
    const lost = await postTo(receiver.at('/hook'), false, way)
    expect(lost.state).toBe('unknown')
    expect(lost.detail).not.toContain('/hook')
  })
})

describe('an address that the guard refuses', () => {
  test('is never posted to', async () => {
    await receiver.put({ '/hook': [{}] })
    const guarded = { ...web, guard: publicOnly(async () => ({ ok: true, value: ['10.0.0.1'] })) }
    expect(await postTo(receiver.at('/hook'), true, guarded)).toMatchObject({ state: 'refused', mailbox: false })
    expect(await postTo('https://inside.example.org/hook', true, guarded)).toMatchObject({ state: 'refused', mailbox: false })
    expect(await receiver.requests()).toEqual([])
  })

  test('is tried again where its name cannot be looked up just now, or not in time', async () => {
    const failing = { ...web, guard: publicOnly(async () => ({ ok: false, error: 'ETIMEOUT' })) }
    expect(await postTo('https://away.example.org/hook', false, failing)).toMatchObject({ state: 'deferred' })
    const silent = { ...web, guard: () => new Promise<never>(() => undefined), milliseconds: 50 }
    expect(await postTo('https://away.example.org/hook', false, silent)).toMatchObject({ state: 'deferred' })
  })
})
