import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliver, type DeliveryContext } from '../../src/jobs/deliver.ts'
import { readMailSetting } from '../../src/mail/setting.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { storeOf, type Store } from '../../src/store/store.ts'
import { readWebSetting } from '../../src/web/setting.ts'
import { webhookTransport } from '../../src/web/webhook.ts'
import { article } from '../articles.ts'
import { failing } from '../failing-store.ts'
import { obey, ownDomain, received } from '../mailbox.ts'
import { admin, store } from '../worker.ts'
import { clock, ledger, subscribeReaders, workOff } from '../working.ts'

/** A mailing to 500 readers while things go wrong. `npm run faults` prints what these tests found, for docs/mail.md. */

const READERS = 500
const rows: string[] = []

let domain = ''
let mailing = ''
/** Moves on with the retries, a day and more. */
let time = new Date('2026-06-01T12:00:00Z').getTime()

beforeEach(async () => {
  time = new Date('2026-06-01T12:00:00Z').getTime()
  vi.useFakeTimers({ toFake: ['Date'], now: time })
  domain = ownDomain()
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await store(article({ headline: 'A' }))
  await subscribeReaders('energy', domain, READERS)
  mailing = (await (await admin('POST', '/api/briefings/energy/editions', { send: true })).json<{ mailing: string }>()).mailing
})

afterEach(() => {
  vi.useRealTimers()
})

function pass(minutes: number): void {
  time += minutes * 60_000
  vi.setSystemTime(time)
}

/** Ticks of the clock until nothing is owed any more, a day of retries included. */
async function untilSettled(): Promise<void> {
  for (let ticks = 0; ticks < 60; ticks += 1) {
    await clock()
    const { counts, deliveries } = await ledger('energy', 1)
    if (!counts['queued'] && !counts['sending']) return
    const next = Math.min(...deliveries.filter(({ state }) => state === 'queued').map(({ dueAt }) => Date.parse(dueAt)))
    pass(Number.isFinite(next) ? Math.max(6, (next - time) / 60_000) : 11)
  }
}

interface Found {
  readonly lost: number
  readonly twice: number
  readonly counts: Readonly<Record<string, number>>
}

/**
 * Compares what arrived with what the ledger says. Lost: said to be sent, and not there; or owed, and in no state that somebody can act on.
 * Twice: more than one copy with one reader.
 */
async function find(): Promise<Found> {
  const { counts, deliveries } = await ledger('energy', 1)
  const copies = new Map<string, number>()
  for (const { to } of await received(domain)) copies.set(to, (copies.get(to) ?? 0) + 1)
  const lost = deliveries.filter(({ state, email }) => state === 'sent' && !copies.has(email ?? '')).length
  return { lost: lost + READERS - deliveries.length, twice: [...copies.values()].filter((count) => count > 1).length, counts }
}

async function expectNothingLostOrTwice(name: string, unknown: number | 'some'): Promise<void> {
  const found = await find()
  const { counts } = found
  const states = ['sent', 'failed', 'unknown'].map((state) => counts[state] ?? 0)
  rows.push(`| ${name} | ${found.lost} | ${found.twice} | ${states.join(' | ')} | ${(counts['queued'] ?? 0) + (counts['sending'] ?? 0)} |`)
  expect(found).toMatchObject({ lost: 0, twice: 0 })
  expect((counts['queued'] ?? 0) + (counts['sending'] ?? 0)).toBe(0)
  if (unknown === 'some') expect(counts['unknown']).toBeGreaterThan(0)
  else expect(counts['unknown'] ?? 0).toBe(unknown)
}

test('a server that answers as it likes', async () => {
  const weights = { ok: 70, 421: 5, 451: 10, 550: 5, dropBefore: 2, dropAfter: 2, hang: 1, hangAfter: 1 }
  await obey(domain, [{ random: { seed: 7, weights } }])
  await untilSettled()
  const { counts } = await ledger('energy', 1)
  expect(counts['failed']).toBeGreaterThan(0)
  await expectNothingLostOrTwice('at random 250, 421, 451, 550, silence, lost connections', 'some')
  // What is unknown is just what the server lost or let hang with the message in its hands.
  const handed = new Set((await received(domain)).map(({ to }) => to))
  const said = (await ledger('energy', 1, '?limit=1000&state=sent')).deliveries.length
  expect(handed.size).toBeGreaterThanOrEqual(said)
}, 240_000)

test('a server that refuses for now, for a while', async () => {
  await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.3.0 later' }, times: 300 }])
  await untilSettled()
  await expectNothingLostOrTwice('451 to the first 300 attempts', 0)
})

test('a queue that delivers every batch twice, at once and later', async () => {
  await Promise.all([1, 2].map(() => workOff([{ kind: 'deliver', mailing }])))
  await workOff([{ kind: 'deliver', mailing }])
  await expectNothingLostOrTwice('each queue message twice', 0)
})

test('a clock that ticks twice at once', async () => {
  await Promise.all([clock(), clock()])
  await untilSettled()
  await expectNothingLostOrTwice('the clock twice at once', 0)
})

// The consumer's calls to D1: 1 the mailing, 2 the edition, 3 the claim, 4 the first marks, from 5 on receipts together with the next marks.
describe('a consumer that dies', () => {
  test.each([
    ['before it looks', 1, 'before', 0],
    ['before its claim is stored', 3, 'before', 0],
    ['after its claim is stored', 3, 'after', 0],
    ['before its first marks are stored', 4, 'before', 0],
    ['after its first marks are stored', 4, 'after', 'some'],
    ['before its first receipts are stored', 6, 'before', 'some'],
    ['after its first receipts are stored', 6, 'after', 'some'],
    ['in the middle', 9, 'before', 'some'],
    ['late', 13, 'before', 'some'],
  ] as const)('%s', async (name, call, when, unknown) => {
    await consumeWith(failing({ from: call, until: Infinity, when }))
    pass(11)
    await untilSettled()
    await expectNothingLostOrTwice(`the consumer dies ${name}`, unknown)
    // Those of two turns at the most.
    expect((await ledger('energy', 1)).counts['unknown'] ?? 0).toBeLessThanOrEqual(100)
  })
})

describe('a store that fails once and comes back', () => {
  test.each([
    [3, 'after'],
    [4, 'after'],
    [6, 'before'],
    [6, 'after'],
    [11, 'before'],
  ] as const)('at call %i, %s it is carried out', async (call, when) => {
    await consumeWith(failing({ from: call, until: call, when }))
    pass(11)
    await untilSettled()
    await expectNothingLostOrTwice(`D1 fails once, ${when} call ${call} is carried out`, 0)
  })
})

test('a server so slow that marks would lapse before its answers', async () => {
  // A minute a message: of the hundred that are marked some leave, and the others are let go of before anybody takes them for lost.
  const slow = (transport: Transport): Transport => ({
    ...transport,
    send: (message) => {
      pass(1)
      return transport.send(message)
    },
  })
  await consumeWith(storeOf(env), slow)
  const { counts } = await ledger('energy', 1)
  expect(counts['sent']).toBeGreaterThan(0)
  expect(counts['sent']).toBeLessThan(20)
  expect(counts).toEqual({ sent: counts['sent'], queued: READERS - (counts['sent'] ?? 0) })
  await untilSettled()
  await expectNothingLostOrTwice('a minute to each answer', 0)
})

test('prints what was found', () => {
  const head = '| what goes wrong | lost | sent twice | sent | failed | unknown | open |\n|---|---|---|---|---|---|---|'
  console.log(`\nfaults: a mailing to ${READERS} readers\n${head}\n${rows.join('\n')}\n`)
  expect(rows.length).toBeGreaterThan(10)
})

async function consumeWith(faulty: Store, change: (transport: Transport) => Transport = (transport) => transport): Promise<void> {
  const setting = readMailSetting(env)
  if (!setting.ok) throw new Error(setting.error.detail)
  const { transport, from, bounce, secrets } = setting.value
  const context: DeliveryContext = {
    store: faulty,
    mail: { transport: change(transport), from, bounce, pepper: secrets.pepper, perSecond: null },
    webhooks: webhookTransport(readWebSetting(env), () => new Date()),
    publicUrl: env.PUBLIC_URL,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    sleep: (milliseconds) => scheduler.wait(milliseconds),
  }
  await deliver(mailing, context).catch(() => undefined)
  await transport.close()
}
