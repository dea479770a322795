import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { findBounced } from '../../src/store/bounces.ts'
import { storeOf } from '../../src/store/store.ts'
import { article } from '../articles.ts'
import { obey, ownDomain, received as mailReceived } from '../mailbox.ts'
import { isSigned, ownReceiver, type Receiver } from '../receiver.ts'
import { addWebhook, webhooksOf } from '../webhooks.ts'
import { admin, store } from '../worker.ts'
import { clock, ledger, subscribeReaders, workOff } from '../working.ts'

let domain = ''
let receiver: Receiver

beforeEach(async () => {
  domain = ownDomain()
  receiver = ownReceiver()
  await receiver.put({ '/a': [{ status: 200 }], '/b': [{ status: 200 }] })
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await store(article({ headline: 'A' }))
})

afterEach(() => {
  vi.useRealTimers()
})

async function freezeAndSend(): Promise<string> {
  const answer = await admin('POST', '/api/briefings/energy/editions', { send: true })
  if (answer.status !== 201) throw new Error(await answer.text())
  return (await answer.json<{ mailing: string }>()).mailing
}

async function correct(note: string): Promise<void> {
  const before = await (await admin('GET', '/api/articles/a')).json<object>()
  await admin('PUT', '/api/articles/a', { ...before, dek: note, correction: note })
}

const Rows = z.object({
  deliveries: z.array(z.object({ email: z.string().nullable(), webhook: z.string().nullable(), state: z.string() })),
})

const NO_MAIL = { SMTP_URL: '', MAIL_FROM: '' }

describe('an edition', () => {
  test('reaches webhooks and readers once, signed, in each shape', async () => {
    await subscribeReaders('energy', domain, 2)
    const json = await addWebhook('energy', receiver.at('/a'), 'json', 'Our site')
    const slack = await addWebhook('energy', receiver.at('/b'), 'slack')
    const mailing = await freezeAndSend()
    await workOff([{ kind: 'deliver', mailing }])
    await workOff([{ kind: 'deliver', mailing }])
    const received = await receiver.received()
    expect(received.map(({ path }) => path).toSorted()).toEqual(['/a', '/b'])
    for (const one of received) {
      expect(await isSigned(one, one.path === '/a' ? json.secret : slack.secret)).toBe(true)
      expect(await isSigned(one, one.path === '/a' ? slack.secret : json.secret)).toBe(false)
    }
    expect(received.find(({ path }) => path === '/a')?.body).toMatchObject({
      type: 'edition.published',
      data: { briefing: 'energy', number: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/), articles: [{ id: 'a' }] },
    })
    expect(received.find(({ path }) => path === '/b')?.body).toMatchObject({ blocks: expect.arrayContaining([]) })
    expect(await mailReceived(domain)).toHaveLength(2)
    expect(await ledger('energy', 1)).toMatchObject({ counts: { sent: 4 }, mailings: [{ state: 'done' }] })
  })

  test('shows in the ledger where it was posted, and no address', async () => {
    await subscribeReaders('energy', domain, 1)
    await addWebhook('energy', receiver.at('/a'), 'json', 'Our site')
    const { id } = await addWebhook('energy', receiver.at('/b'), 'slack')
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    const text = await (await admin('GET', '/api/briefings/energy/editions/1/deliveries')).text()
    expect(text).not.toContain(receiver.at(''))
    const { deliveries } = Rows.parse(JSON.parse(text))
    const rows = deliveries.map(({ email, webhook }) => webhook ?? email ?? '').toSorted()
    expect(rows).toEqual([new URL(env.WEB_SERVER).host, 'Our site', `r0@${domain}`].toSorted())
    expect(deliveries.filter(({ email }) => email === null)).toHaveLength(2)
    expect((await webhooksOf('energy')).find((one) => one.id === id)).toMatchObject({ last: { edition: 1, state: 'sent', detail: '200' } })
  })

  test('goes to webhooks alone where mail is not set up, and to nobody where somebody reads by mail', async () => {
    await addWebhook('energy', receiver.at('/a'))
    const mailing = await freezeAndSend()
    await workOff([{ kind: 'deliver', mailing }], NO_MAIL)
    expect(await ledger('energy', 1)).toMatchObject({ counts: { sent: 1 }, mailings: [{ state: 'done' }] })
    // What is owed by mail stays owed, and does not keep what is owed to webhooks.
    await subscribeReaders('energy', domain, 2)
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }], NO_MAIL)
    expect(await ledger('energy', 2)).toMatchObject({ counts: { sent: 1, queued: 2 }, mailings: [{ state: 'sending' }] })
    expect(await receiver.received()).toHaveLength(2)
    await clock()
    expect(await ledger('energy', 2)).toMatchObject({ counts: { sent: 3 }, mailings: [{ state: 'done' }] })
    expect(await receiver.received()).toHaveLength(2)
  })

  test('is not posted to an address that has come to lie in a private network', async () => {
    await addWebhook('energy', receiver.at('/a'))
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }], { ALLOW_PRIVATE_FETCH: '' })
    expect((await ledger('energy', 1)).counts).toEqual({ failed: 1 })
    expect(await receiver.received()).toEqual([])
  })
})

describe('a refusal', () => {
  test('for now is tried again when the other side says, with the same id', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    await receiver.put({ '/a': [{ status: 429, headers: { 'Retry-After': '3600' } }, { status: 500 }, { status: 200 }] })
    await addWebhook('energy', receiver.at('/a'), 'slack')
    await freezeAndSend()
    await clock()
    expect((await ledger('energy', 1)).deliveries).toMatchObject([{ state: 'queued', dueAt: '2026-06-01T13:00:00Z', detail: '429' }])
    await clock()
    vi.setSystemTime(new Date('2026-06-01T13:00:00Z'))
    await clock()
    expect((await ledger('energy', 1)).deliveries).toMatchObject([{ state: 'queued', dueAt: '2026-06-01T13:15:00Z', detail: '500' }])
    vi.setSystemTime(new Date('2026-06-01T13:15:00Z'))
    await clock()
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 1 })
    const received = await receiver.received()
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ id }) => id)).size).toBe(1)
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
  })

  test('for good fails, suppresses nothing, and keeps nobody from their mail', async () => {
    await receiver.put({ '/a': [{ status: 410, body: 'gone' }], '/b': [{ status: 302, headers: { Location: receiver.at('/a') } }] })
    await subscribeReaders('energy', domain, 1)
    await addWebhook('energy', receiver.at('/a'))
    await addWebhook('energy', receiver.at('/b'))
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    expect((await ledger('energy', 1)).counts).toEqual({ failed: 2, sent: 1 })
    expect(await (await admin('GET', '/api/suppressions')).json()).toMatchObject({ suppressions: [] })
    expect((await receiver.received()).map(({ path }) => path).toSorted()).toEqual(['/a', '/b'])
    await receiver.put({ '/a': [{ status: 200 }], '/b': [{ status: 200 }] })
    expect(await (await admin('POST', '/api/briefings/energy/editions/1/resend', { state: 'failed' })).json()).toEqual({ queued: 2 })
    await clock()
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 3 })
  })

  test('of all webhooks for now does not stop the mail', async () => {
    await receiver.put({ '/a': [{ status: 503 }] })
    await addWebhook('energy', receiver.at('/a'))
    await subscribeReaders('energy', domain, 120)
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 120, queued: 1 })
  })

  test('of all mail for now does not stop the webhooks', async () => {
    await addWebhook('energy', receiver.at('/a'))
    await subscribeReaders('energy', domain, 3)
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.3.0 not now' } }])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 1, queued: 3 })
  })
})

test('a connection that is lost behind the post is tried again with data, and unknown with a chat, which would show it twice', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
  await receiver.put({ '/a': [{ do: 'drop' }, { status: 200 }], '/b': [{ do: 'drop' }, { status: 200 }] })
  await addWebhook('energy', receiver.at('/a'), 'json')
  await addWebhook('energy', receiver.at('/b'), 'teams')
  await freezeAndSend()
  await clock()
  expect((await ledger('energy', 1)).counts).toEqual({ queued: 1, unknown: 1 })
  vi.setSystemTime(new Date('2026-06-01T12:05:00Z'))
  await clock()
  expect((await ledger('energy', 1)).counts).toEqual({ sent: 1, unknown: 1 })
  const [first, second] = (await receiver.received()).filter(({ path }) => path === '/a')
  expect(first?.id).toBe(second?.id)
  expect(first?.raw).toBe(second?.raw)
})

test('pausing keeps it, resuming posts it', async () => {
  await addWebhook('energy', receiver.at('/a'))
  const mailing = await freezeAndSend()
  await admin('POST', '/api/briefings/energy/editions/1/pause')
  await workOff([{ kind: 'deliver', mailing }])
  await clock()
  expect(await receiver.received()).toEqual([])
  await admin('POST', '/api/briefings/energy/editions/1/resume')
  await clock()
  expect(await receiver.received()).toHaveLength(1)
})

test('a correction reaches the webhooks that had the edition, and tells what was corrected', async () => {
  const { secret } = await addWebhook('energy', receiver.at('/a'))
  await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
  await addWebhook('energy', receiver.at('/b'))
  await correct('It feeds 5,000 homes.')
  const answer = await admin('POST', '/api/briefings/energy/editions/1/correction')
  expect(await answer.json()).toMatchObject({ deliveries: 1, corrections: 1 })
  await clock()
  const received = await receiver.received()
  expect(received.map(({ path }) => path)).toEqual(['/a', '/a'])
  expect(received[1]?.body).toMatchObject({
    type: 'edition.corrected',
    data: { number: 1, corrections: [{ article: 'a', note: 'It feeds 5,000 homes.' }], articles: [{ id: 'a' }] },
  })
  expect(received[0]?.id).not.toBe(received[1]?.id)
  expect(received[1] && (await isSigned(received[1], secret))).toBe(true)
})

test('removing a webhook, or withdrawing the edition, cancels what is owed', async () => {
  const { id } = await addWebhook('energy', receiver.at('/a'))
  await freezeAndSend()
  await admin('DELETE', `/api/webhooks/${id}`)
  await clock()
  expect((await ledger('energy', 1)).counts).toEqual({ cancelled: 1 })
  await addWebhook('energy', receiver.at('/a'))
  await freezeAndSend()
  await admin('DELETE', '/api/briefings/energy/editions/2?reason=wrong')
  await clock()
  expect((await ledger('energy', 2)).counts).toEqual({ cancelled: 1 })
  expect(await receiver.received()).toEqual([])
})

test('a forged bounce, by whoever knows the id of a post, changes nothing', async () => {
  await addWebhook('energy', receiver.at('/a'))
  const mailing = await freezeAndSend()
  await workOff([{ kind: 'deliver', mailing }])
  const [row] = (await ledger('energy', 1)).deliveries
  expect(await findBounced(storeOf(env), { mailing, subscriber: row?.subscriber ?? '' })).toBeNull()
})
