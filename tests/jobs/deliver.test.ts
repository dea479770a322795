import { env } from 'cloudflare:workers'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { tick } from '../../src/jobs/tick.ts'
import { storeOf } from '../../src/store/store.ts'
import { article } from '../articles.ts'
import { obey, ownDomain, received } from '../mailbox.ts'
import { admin, get, ORIGIN, problemOf, store } from '../worker.ts'
import { clock, consume, ledger, subscribeReaders, workOff } from '../working.ts'

let domain = ''

beforeEach(async () => {
  domain = ownDomain()
  await admin('PUT', '/api/briefings/energy', { title: 'Energy', mail: { replyTo: 'desk@brief.example' } })
  await store(article({ headline: 'A' }))
})

afterEach(() => {
  vi.useRealTimers()
})

async function freezeAndSend(): Promise<string> {
  const answer = await admin('POST', '/api/briefings/energy/editions', { send: true })
  expect(answer.status).toBe(201)
  const { mailing } = await answer.json<{ mailing: string }>()
  return mailing
}

const recipients = async () => (await received(domain)).map(({ to }) => to).toSorted()

describe('an edition that is sent', () => {
  test('arrives once at everyone who subscribes, and is what was frozen', async () => {
    await subscribeReaders('energy', domain, 3)
    const mailing = await freezeAndSend()
    await admin('PUT', '/api/briefings/energy', { title: 'Another title' })
    await workOff([{ kind: 'deliver', mailing }])
    await workOff([{ kind: 'deliver', mailing }])
    expect(await recipients()).toEqual([`r0@${domain}`, `r1@${domain}`, `r2@${domain}`])
    expect(await ledger('energy', 1)).toMatchObject({ counts: { sent: 3 }, mailings: [{ kind: 'edition', state: 'done' }] })
    const mail = await Promise.all((await received(domain)).map(({ raw }) => PostalMime.parse(raw)))
    for (const { subject, from, text, html } of mail) {
      expect(subject).toContain('Energy')
      expect(from).toMatchObject({ name: 'Wirebrief', address: 'briefings@brief.example' })
      expect(text).toContain('4,000 homes')
      expect(html).toContain(`${ORIGIN}/briefings/energy/editions/1`)
    }
    expect(new Set(mail.map(({ messageId }) => messageId)).size).toBe(3)
  })

  test('has the headers that bulk mail must have, and a bounce address', async () => {
    await subscribeReaders('energy', domain, 1)
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    const [mail] = await received(domain)
    expect(mail?.from).toBe('bounces@brief.example')
    const { headers, replyTo } = await PostalMime.parse(mail?.raw ?? '')
    const header = (key: string) => headers.filter((one) => one.key === key).map(({ value }) => value)
    expect(header('list-unsubscribe')[0]).toMatch(/^<https:\/\/brief\.example\/subscriptions\/unsubscribe\/[A-Za-z0-9_-]{32}>$/)
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect(header('list-id')).toEqual(['"Energy" <energy.brief.example>'])
    expect(header('date')).toHaveLength(1)
    expect(replyTo).toMatchObject([{ address: 'desk@brief.example' }])
  })

  test('does not reach who left after it was frozen, and one click in it is enough to leave', async () => {
    await subscribeReaders('energy', domain, 2)
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    const mail = await received(domain)
    const link = /List-Unsubscribe: <([^>]+)>/.exec(mail.find(({ to }) => to.startsWith('r0@'))?.raw ?? '')?.[1] ?? ''
    const second = await freezeAndSend()
    const { exports } = await import('cloudflare:workers')
    const left = await exports.default.fetch(
      new Request(link, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    )
    expect(left.status).toBe(200)
    await workOff([{ kind: 'deliver', mailing: second }])
    expect(await ledger('energy', 2)).toMatchObject({ counts: { sent: 1, cancelled: 1 } })
    expect((await recipients()).filter((to) => to.startsWith('r0@'))).toHaveLength(1)
  })

  test('is found by the clock when nobody was woken', async () => {
    await subscribeReaders('energy', domain, 2)
    await freezeAndSend()
    await clock()
    expect(await recipients()).toHaveLength(2)
  })

  test('is refused before anything is frozen where mail is not set up', async () => {
    await subscribeReaders('energy', domain, 1)
    const answer = await admin('POST', '/api/briefings/energy/editions', { send: 'yes' })
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe('/send')
    expect(await (await admin('GET', '/api/briefings/energy/editions')).json()).toMatchObject({ total: 0 })
  })

  test('costs few statements a reader', async () => {
    await subscribeReaders('energy', domain, 400)
    const mailing = await freezeAndSend()
    let statements = 0
    const DB = new Proxy(env.DB, {
      get(target, name) {
        if (name === 'prepare') return (sql: string) => target.prepare(sql)
        if (name !== 'batch') return Reflect.get(target, name)
        return (list: D1PreparedStatement[]) => {
          statements += list.length
          return target.batch(list)
        }
      },
    })
    await workOff([{ kind: 'deliver', mailing }], { DB })
    expect(await ledger('energy', 1)).toMatchObject({ counts: { sent: 400 } })
    expect(statements / 400).toBeLessThan(0.1)
  })
})

describe('a refusal', () => {
  test('for good fails, and suppresses the address where the mailbox is refused', async () => {
    await subscribeReaders('energy', domain, 3)
    await obey(domain, [
      { to: '^r0@', at: 'rcpt', do: { code: 550, text: '5.1.1 no such mailbox' } },
      { to: '^r1@', at: 'end', do: { code: 554, text: '5.7.1 looks like spam' } },
    ])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    const { counts, deliveries } = await ledger('energy', 1)
    expect(counts).toEqual({ sent: 1, failed: 2 })
    expect(deliveries.find(({ email }) => email?.startsWith('r0@'))?.detail).toContain('5.1.1 no such mailbox')
    const { suppressions } = await (await admin('GET', '/api/suppressions')).json<{ suppressions: { address: string; reason: string }[] }>()
    expect(suppressions).toMatchObject([{ address: `r0@${domain}`, reason: 'bounce' }])
    const second = await freezeAndSend()
    await obey(domain, [])
    await workOff([{ kind: 'deliver', mailing: second }])
    expect((await ledger('energy', 2)).counts).toEqual({ sent: 2 })
  })

  test('for now is tried again, later each time, for a day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    await subscribeReaders('energy', domain, 1)
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.3.0 later' } }])
    await freezeAndSend()
    const waits: number[] = []
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await clock()
      const [row] = (await ledger('energy', 1)).deliveries
      if (row?.state !== 'queued') break
      waits.push((Date.parse(row.dueAt) - Date.now()) / 60_000)
      vi.setSystemTime(Date.parse(row.dueAt))
    }
    expect(waits).toEqual([5, 15, 40, 120, 300, 480, 480])
    expect(await ledger('energy', 1)).toMatchObject({
      counts: { failed: 1 },
      deliveries: [{ attempts: 8, detail: expect.stringContaining('4.3.0 later') }],
    })
    await obey(domain, [])
    await admin('POST', '/api/briefings/energy/editions/1/resend', { state: 'failed' })
    await clock()
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 1 })
  })

  test('that says when, is not tried again before', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    await subscribeReaders('energy', domain, 1)
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.7.1 greylisted, try again in 2 hours' } }])
    await freezeAndSend()
    await clock()
    expect((await ledger('energy', 1)).deliveries[0]?.dueAt).toBe('2026-06-01T14:00:00Z')
  })

  test('of everybody stops the run instead of using up every attempt', async () => {
    await subscribeReaders('energy', domain, 200)
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.3.0 not now' } }])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    const { deliveries } = await ledger('energy', 1)
    expect(deliveries.filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(100)
    expect(deliveries.every(({ state }) => state === 'queued')).toBe(true)
  })
})

describe('an unknown end', () => {
  test('is reported once, never sent again by itself, and sent again when the operator says so', async () => {
    await subscribeReaders('energy', domain, 2)
    await obey(domain, [{ to: '^r0@', at: 'end', do: 'drop' }])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 1, unknown: 1 })
    await clock({ OPERATOR_EMAIL: `operator@desk.${domain}` })
    await clock({ OPERATOR_EMAIL: `operator@desk.${domain}` })
    const told = await received(`desk.${domain}`)
    expect(told).toHaveLength(1)
    expect(told[0]?.raw).toContain('energy, edition 1 are unknown')
    expect(await recipients()).toHaveLength(2)
    await obey(domain, [])
    expect(await (await admin('POST', '/api/briefings/energy/editions/1/resend', { state: 'unknown' })).json()).toEqual({ queued: 1 })
    await clock()
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 2 })
  })
})

describe('a pause', () => {
  test('loses and repeats nothing', async () => {
    await subscribeReaders('energy', domain, 100)
    const mailing = await freezeAndSend()
    const working = workOff([{ kind: 'deliver', mailing }])
    await vi.waitFor(async () => expect((await received(domain)).length).toBeGreaterThan(0), { timeout: 10_000, interval: 5 })
    await admin('POST', '/api/briefings/energy/editions/1/pause')
    await working
    const paused = await recipients()
    await clock()
    expect(await recipients()).toEqual(paused)
    await admin('POST', '/api/briefings/energy/editions/1/resume')
    await clock()
    expect((await ledger('energy', 1)).counts).toEqual({ sent: 100 })
    const all = await recipients()
    expect(all).toHaveLength(100)
    expect(new Set(all).size).toBe(100)
  })
})

describe('a limit', () => {
  test('keeps two consumers together below it', async () => {
    await subscribeReaders('energy', domain, 30)
    const mailing = await freezeAndSend()
    const start = Date.now()
    await Promise.all([1, 2].map(() => consume([{ kind: 'deliver', mailing }], { MAIL_PER_SECOND: '20' })))
    expect(await recipients()).toHaveLength(30)
    // Each of the thirty has a place of its own in time, whoever sent it.
    const freeAt = await env.DB.prepare(`SELECT free_at FROM throttles WHERE transport = 'smtp'`).first<number>('free_at')
    expect(freeAt).toBeGreaterThanOrEqual(start + (30 * 1000) / 20)
  })
})

describe('a correction', () => {
  test('goes once to exactly those who were sent the edition and still subscribe', async () => {
    await subscribeReaders('energy', domain, 3)
    await obey(domain, [{ to: '^r0@', at: 'rcpt', do: { code: 554, text: '5.7.1 not from you' } }])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    await obey(domain, [])
    await subscribeReaders('energy', domain, 4)
    const path = '/api/briefings/energy/editions/1/correction'
    expect((await admin('POST', path)).status).toBe(409)
    const before = await (await admin('GET', '/api/articles/a')).json<object>()
    await admin('PUT', '/api/articles/a', { ...before, dek: 'Right', correction: 'It feeds 4,000 homes, not 5,000.' })
    const leaver = (await ledger('energy', 1)).deliveries.find(({ email }) => email?.startsWith('r1@'))
    await admin('DELETE', `/api/subscribers/${leaver?.subscriber}`)
    const answers = await Promise.all([admin('POST', path), admin('POST', path)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    await clock()
    await clock()
    const corrections = (await received(domain)).filter(({ raw }) => raw.includes('Subject: Correction'))
    expect(corrections.map(({ to }) => to)).toEqual([`r2@${domain}`])
    const { text } = await PostalMime.parse(corrections[0]?.raw ?? '')
    expect(text?.replaceAll(/\s+/g, ' ')).toContain('It feeds 4,000 homes, not 5,000.')
    expect((await admin('POST', path)).status).toBe(409)
    await admin('PUT', '/api/articles/a', { ...before, dek: 'Righter', correction: 'The plant is in Norway.' })
    expect((await admin('POST', path)).status).toBe(201)
  })

  test('waits until the edition is through', async () => {
    await subscribeReaders('energy', domain, 2)
    await freezeAndSend()
    const before = await (await admin('GET', '/api/articles/a')).json<object>()
    await admin('PUT', '/api/articles/a', { ...before, dek: 'Right', correction: 'It was wrong.' })
    expect((await problemOf(await admin('POST', '/api/briefings/energy/editions/1/correction'))).detail).toContain('still on their way')
    await clock()
    const mail = await received(domain)
    expect((await PostalMime.parse(mail[0]?.raw ?? '')).text?.replaceAll(/\s+/g, ' ')).toContain('It was wrong.')
  })
})

describe('a test', () => {
  test('sends real content to one address, marked as a test, and leaves no trace', async () => {
    const answer = await admin('POST', '/api/briefings/energy/test', { email: `me@${domain}` })
    expect(await answer.json()).toMatchObject({ state: 'sent' })
    const [mail] = await received(domain)
    const { subject, text } = await PostalMime.parse(mail?.raw ?? '')
    expect(subject).toMatch(/^\[Test\] Energy/)
    expect(text).toContain('4,000 homes')
    expect(await (await admin('GET', '/api/briefings/energy/editions')).json()).toMatchObject({ total: 0 })
  })

  test('tells a refusal as a problem', async () => {
    await obey(domain, [{ at: 'rcpt', do: { code: 550, text: '5.1.1 no such mailbox' } }])
    const answer = await admin('POST', '/api/briefings/energy/test', { email: `me@${domain}` })
    expect(answer.status).toBe(502)
    expect((await problemOf(answer)).detail).toContain('5.1.1 no such mailbox')
  })
})

test('a withdrawn edition is sent to nobody any more', async () => {
  await subscribeReaders('energy', domain, 2)
  await freezeAndSend()
  await admin('DELETE', '/api/briefings/energy/editions/1?reason=wrong')
  await clock()
  expect(await recipients()).toEqual([])
  expect(await ledger('energy', 1)).toMatchObject({ counts: { cancelled: 2 }, mailings: [{ state: 'cancelled' }] })
  expect((await get('/briefings/energy/editions/1')).status).toBe(410)
})

describe('what a review found', () => {
  async function correct(note: string, dek: string): Promise<void> {
    const before = await (await admin('GET', '/api/articles/a')).json<object>()
    await admin('PUT', '/api/articles/a', { ...before, dek, correction: note })
  }

  test('a withdrawn edition is not sent again, whatever state its messages are in', async () => {
    await subscribeReaders('energy', domain, 1)
    await obey(domain, [{ at: 'end', do: 'drop' }])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    await admin('DELETE', '/api/briefings/energy/editions/1?reason=wrong')
    expect(await (await admin('POST', '/api/briefings/energy/editions/1/resend', { state: 'unknown' })).json()).toEqual({ queued: 0 })
  })

  test('a refusal for now that comes after a withdrawal owes nothing', async () => {
    await subscribeReaders('energy', domain, 3)
    await obey(domain, [{ at: 'rcpt', do: 'hang' }])
    const working = workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    await vi.waitFor(async () => expect((await ledger('energy', 1)).counts['sending']).toBeGreaterThan(0), { timeout: 10_000, interval: 5 })
    await admin('DELETE', '/api/briefings/energy/editions/1?reason=wrong')
    await working
    expect((await ledger('energy', 1)).counts).toEqual({ cancelled: 3 })
  })

  test('an answer that comes after its row was given up, and owes a message again, opens the mailing again', async () => {
    await subscribeReaders('energy', domain, 1)
    await obey(domain, [{ at: 'rcpt', do: 'hang' }])
    const working = workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    await vi.waitFor(async () => expect((await ledger('energy', 1)).counts['sending']).toBe(1), { timeout: 10_000, interval: 5 })
    await env.DB.prepare(`UPDATE deliveries SET leased_until = '2020-01-01T00:00:00Z'`).run()
    await clock()
    expect(await ledger('energy', 1)).toMatchObject({ counts: { unknown: 1 }, mailings: [{ state: 'done' }] })
    await working
    expect(await ledger('energy', 1)).toMatchObject({ counts: { queued: 1 }, mailings: [{ state: 'sending' }] })
  })

  test('the clock wakes nobody for a mailing that somebody works on', async () => {
    await subscribeReaders('energy', domain, 200)
    await obey(domain, [{ to: '^r1@', at: 'rcpt', do: 'hang' }])
    const mailing = await freezeAndSend()
    const working = workOff([{ kind: 'deliver', mailing }])
    await vi.waitFor(async () => expect((await ledger('energy', 1)).counts['sent']).toBeGreaterThan(0), { timeout: 10_000, interval: 5 })
    expect(await tick(storeOf(env), new Date())).toEqual([])
    await working
  })

  test('messages that are unknown again are told again', async () => {
    await subscribeReaders('energy', domain, 1)
    await obey(domain, [{ at: 'end', do: 'drop' }])
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    const operator = { OPERATOR_EMAIL: `operator@desk.${domain}` }
    await clock(operator)
    await admin('POST', '/api/briefings/energy/editions/1/resend', { state: 'unknown' })
    await clock(operator)
    await clock(operator)
    expect(await received(`desk.${domain}`)).toHaveLength(2)
  })

  test('a correction tells its own corrections, and nothing where the article is gone', async () => {
    await subscribeReaders('energy', domain, 1)
    await workOff([{ kind: 'deliver', mailing: await freezeAndSend() }])
    await correct('The first.', 'One')
    await admin('POST', '/api/briefings/energy/editions/1/correction')
    await correct('The second.', 'Two')
    await clock()
    await admin('POST', '/api/briefings/energy/editions/1/correction')
    await clock()
    const [, first, second] = (await received(domain)).map(({ raw }) => raw.replaceAll('=\r\n', ''))
    expect(first).toContain('The first.')
    expect(first).not.toContain('The second.')
    expect(second).toContain('The second.')
    expect(second).not.toContain('The first.')
    await correct('The third.', 'Three')
    await admin('POST', '/api/briefings/energy/editions/1/correction')
    await admin('DELETE', '/api/articles/a')
    await clock()
    expect(await received(domain)).toHaveLength(3)
    expect((await ledger('energy', 1)).mailings.filter(({ state }) => state === 'cancelled')).toMatchObject([{ kind: 'correction' }])
  })

  test('what was frozen as private is not mailed to the list of a public briefing', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Energy', visibility: 'private' })
    await admin('POST', '/api/briefings/energy/editions')
    await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
    expect((await problemOf(await admin('POST', '/api/briefings/energy/editions/1/send'))).status).toBe(409)
  })
})
