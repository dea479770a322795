import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliver } from '../../src/jobs/deliver.ts'
import { readMailSetting } from '../../src/mail/setting.ts'
import type { Store } from '../../src/store/store.ts'
import { readWebSetting } from '../../src/web/setting.ts'
import { webhookTransport } from '../../src/web/webhook.ts'
import { article } from '../articles.ts'
import { failing } from '../failing-store.ts'
import { ownDomain, received as mailReceived } from '../mailbox.ts'
import { ownReceiver, type Receiver } from '../receiver.ts'
import type { Answer } from '../site.ts'
import { addWebhook } from '../webhooks.ts'
import { admin, store } from '../worker.ts'
import { clock, ledger, subscribeReaders, workOff } from '../working.ts'

/** A mailing to webhooks and readers by mail while things go wrong. */

const READERS = 60
/** Paths that show whatever they are posted, and paths that know repeats by their id. */
const CHATS = ['/slack', '/teams', '/slack-2'] as const
const PROGRAMS = ['/json', '/json-2'] as const
const ROWS = READERS + CHATS.length + PROGRAMS.length

let domain = ''
let mailing = ''
let receiver: Receiver
let time = 0

beforeEach(async () => {
  time = new Date('2026-06-01T12:00:00Z').getTime()
  vi.useFakeTimers({ toFake: ['Date'], now: time })
  domain = ownDomain()
  receiver = ownReceiver()
  await answer([{ status: 200 }])
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await store(article({ headline: 'A' }))
  await subscribeReaders('energy', domain, READERS)
  for (const path of CHATS) await addWebhook('energy', receiver.at(path), path.startsWith('/slack') ? 'slack' : 'teams')
  for (const path of PROGRAMS) await addWebhook('energy', receiver.at(path), 'json')
  mailing = (await (await admin('POST', '/api/briefings/energy/editions', { send: true })).json<{ mailing: string }>()).mailing
})

afterEach(() => {
  vi.useRealTimers()
})

function answer(answers: readonly Answer[]): Promise<void> {
  return receiver.put(Object.fromEntries([...CHATS, ...PROGRAMS].map((path) => [path, answers])))
}

function pass(minutes: number): void {
  time += minutes * 60_000
  vi.setSystemTime(time)
}

async function untilSettled(): Promise<void> {
  for (let ticks = 0; ticks < 60; ticks += 1) {
    await clock()
    const { counts, deliveries } = await ledger('energy', 1)
    if (!counts['queued'] && !counts['sending']) return
    const next = Math.min(...deliveries.filter(({ state }) => state === 'queued').map(({ dueAt }) => Date.parse(dueAt)))
    pass(Number.isFinite(next) ? Math.max(6, (next - time) / 60_000) : 11)
  }
}

/** `taken` of the answers of a receiver say that it took the post, or may have. */
async function expectNothingLostOrTwice(refusals = 0): Promise<void> {
  const { counts, deliveries } = await ledger('energy', 1)
  expect(deliveries).toHaveLength(ROWS)
  expect((counts['queued'] ?? 0) + (counts['sending'] ?? 0)).toBe(0)
  const copies = new Map<string, number>()
  for (const { to } of await mailReceived(domain)) copies.set(to, (copies.get(to) ?? 0) + 1)
  expect([...copies.values()].filter((count) => count > 1)).toEqual([])
  const posts = await receiver.received()
  for (const path of CHATS) expect(posts.filter((post) => post.path === path).length, path).toBeLessThanOrEqual(1 + refusals)
  for (const path of PROGRAMS)
    expect(new Set(posts.filter((post) => post.path === path).map(({ id }) => id)).size, path).toBeLessThanOrEqual(1)
  // Who is said to have it, has it.
  const ids = new Set(posts.map(({ id }) => id))
  const missing = deliveries.filter(
    ({ state, email, subscriber }) => state === 'sent' && !(email === null ? ids.has(`${mailing}_${subscriber}`) : copies.has(email)),
  )
  expect(missing).toEqual([])
}

async function consumeWith(faulty: Store): Promise<void> {
  const setting = readMailSetting(env)
  if (!setting.ok) throw new Error(setting.error.detail)
  const { transport, secrets } = setting.value
  await deliver(mailing, {
    store: faulty,
    mail: { ...setting.value, pepper: secrets.pepper },
    webhooks: webhookTransport(readWebSetting(env), () => new Date()),
    publicUrl: env.PUBLIC_URL,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    sleep: (milliseconds) => scheduler.wait(milliseconds),
  }).catch(() => undefined)
  await transport.close()
}

// The consumer's calls to D1: 1 the mailing, 2 the edition, 3 the claim, 4 the marks of the posts, 5 their receipts, 6 the first marks of the mails.
describe('a consumer that dies', () => {
  test.each([3, 4, 5, 6, 7, 8].flatMap((call) => [[call, 'before'] as const, [call, 'after'] as const]))(
    'at call %i, %s it is carried out',
    async (call, when) => {
      await consumeWith(failing({ from: call, until: Infinity, when }))
      pass(11)
      await untilSettled()
      await expectNothingLostOrTwice()
    },
  )
})

test.each([3, 4, 5, 6].flatMap((call) => [[call, 'before'] as const, [call, 'after'] as const]))(
  'a store that fails once, at call %i, %s it is carried out: everybody has it in the end',
  async (call, when) => {
    await consumeWith(failing({ from: call, until: call, when }))
    pass(11)
    await untilSettled()
    await expectNothingLostOrTwice()
    expect((await ledger('energy', 1)).counts).toEqual({ sent: ROWS })
  },
)

test('a queue that delivers every message twice, and a clock that ticks twice', async () => {
  await Promise.all([1, 2].map(() => workOff([{ kind: 'deliver', mailing }])))
  await Promise.all([clock(), clock()])
  await untilSettled()
  await expectNothingLostOrTwice()
  expect((await ledger('energy', 1)).counts).toEqual({ sent: ROWS })
})

test('receivers that refuse for now, then lose the connection with the post in their hands', async () => {
  await answer([{ status: 503 }, { status: 429 }, { do: 'drop' }, { status: 200 }])
  await untilSettled()
  await expectNothingLostOrTwice(2)
  expect((await ledger('energy', 1)).counts).toEqual({ sent: READERS + PROGRAMS.length, unknown: CHATS.length })
})
