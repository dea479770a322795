import { env } from 'cloudflare:workers'
import PostalMime, { type Email } from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { tick } from '../../src/jobs/tick.ts'
import { transportOf } from '../../src/mail/choose.ts'
import { sendConfirmation, sendManageLink } from '../../src/jobs/subscription-mail.ts'
import { listOwing } from '../../src/store/owing.ts'
import { storeOf } from '../../src/store/store.ts'
import { obey, ownDomain, received, type Received } from '../mailbox.ts'
import { ask, edit, jobs, rowOf, SECRETS, subscribe } from '../subscribing.ts'
import { clock, consume } from '../working.ts'
import { admin, ORIGIN } from '../worker.ts'

const bindings = { TOKEN_SECRET: SECRETS.current, ADDRESS_PEPPER: SECRETS.pepper }

beforeEach(async () => {
  jobs.length = 0
  await admin('PUT', '/api/briefings/energy', { title: 'Énergie & <vent>', description: 'Ce qui bouge.', language: 'en' })
})

afterEach(() => {
  vi.useRealTimers()
})

function contextOf() {
  const transport = transportOf(env, 'brief.example')
  if (!transport.ok) throw new Error(transport.error)
  return {
    store: storeOf(env),
    transport: transport.value,
    perSecond: null,
    publicUrl: ORIGIN,
    siteLanguage: 'en',
    from: { name: 'Wirebrief', email: 'briefings@brief.example' },
    bounce: 'bounces@brief.example',
    secrets: SECRETS,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    sleep: (milliseconds: number) => scheduler.wait(milliseconds),
  }
}

/** Turns the clock to so many minutes after a start of its own. */
function turnTo(minute: number): void {
  const now = new Date(Date.parse('2026-06-01T00:00:00Z') + minute * 60_000)
  if (vi.isFakeTimers()) vi.setSystemTime(now)
  else vi.useFakeTimers({ toFake: ['Date'], now })
}

/** The subscribers who are woken for at a tick of the clock. */
async function found(): Promise<string[]> {
  return (await tick(storeOf(env), new Date())).flatMap((job) => ('subscriber' in job ? [job.subscriber] : []))
}

async function signUp(email: string, briefing = 'energy'): Promise<void> {
  expect((await ask('POST', `/briefings/${briefing}/subscribe`, { form: { email } })).status).toBe(202)
}

async function work(): Promise<void> {
  await consume(jobs.splice(0), bindings)
}

async function onlyMail(domain: string): Promise<{ envelope: Received; mail: Email }> {
  const [envelope, ...more] = await received(domain)
  if (!envelope || more.length > 0) throw new Error(`${more.length + (envelope ? 1 : 0)} mails came to ${domain}`)
  return { envelope, mail: await PostalMime.parse(envelope.raw) }
}

/** The one link of ours with a token in a mail, which both parts have. */
function linkIn({ html = '', text = '' }: Email): string {
  const [link = ''] = /https:\/\/brief\.example\/subscriptions\/\S+/.exec(text) ?? []
  expect(html).toContain(`href="${link}"`)
  return link.slice(ORIGIN.length)
}

describe('a confirmation', () => {
  test('comes once, says what for and by whom, and its link confirms', async () => {
    const domain = ownDomain()
    await signUp(`Ann.O'Hara+x@${domain}`)
    await work()
    const { envelope, mail } = await onlyMail(domain)
    expect([envelope.from, envelope.to]).toEqual(['bounces@brief.example', `ann.o'hara+x@${domain}`])
    expect(mail.subject).toBe('Confirm: Énergie & <vent> by e-mail')
    expect(mail.from).toMatchObject({ name: 'Wirebrief', address: 'briefings@brief.example' })
    expect(mail.to).toMatchObject([{ address: `Ann.O'Hara+x@${domain}` }])
    expect(mail.replyTo).toBeUndefined()
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@brief\.example>$/)
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'content-language': 'en' })
    expect(Object.keys(headers).filter((name) => name.startsWith('list-') || name === 'x-unsent')).toEqual([])
    expect(mail.text).toContain('Énergie & <vent>')
    expect(mail.text).toContain('on brief.example.')
    expect(mail.text).toMatch(/If it was not you, do nothing/)
    expect(mail.text).toMatch(/The link works until \w+ \d+, \d{4}/)
    expect(mail.html).toContain('Énergie &amp; &lt;vent&gt;')
    expect(envelope.raw.replaceAll('\r\n', '')).toMatch(/^[ -~\t]*$/)
    for (const line of envelope.raw.split('\r\n')) expect(line.length).toBeLessThan(998)
    const path = linkIn(mail)
    expect((await ask('GET', path)).status).toBe(200)
    expect(await (await ask('POST', path)).text()).toContain('You are subscribed')
    expect(await rowOf(`ann.o'hara+x@${domain}`)).toMatchObject({ state: 'active' })
  })

  test('is one mail though the queue brings its job several times, at once and later', async () => {
    const domain = ownDomain()
    await signUp(`a@${domain}`)
    const [job] = jobs
    if (!job) throw new Error('no job was put on the queue')
    await consume([job, job, job], bindings)
    await consume([job], bindings)
    expect(await received(domain)).toHaveLength(1)
  })

  test('is tried again where it is refused for now, and not where for good', async () => {
    turnTo(0)
    const [later, never] = [ownDomain(), ownDomain()]
    await obey(later, [{ at: 'rcpt', do: { code: 451, text: '4.7.1 try later' }, times: 1 }])
    await obey(never, [{ at: 'rcpt', do: { code: 550, text: '5.1.1 no such user' } }])
    await signUp(`a@${later}`)
    await signUp(`a@${never}`)
    const woken = jobs.splice(0)
    await consume(woken, bindings)
    expect([await received(later), await received(never)]).toEqual([[], []])
    await obey(never, [])
    await consume(woken, bindings)
    expect([await received(later), await received(never)]).toEqual([[], []])
    turnTo(10)
    await clock(bindings)
    expect([(await received(later)).length, (await received(never)).length]).toEqual([1, 0])
  })

  test('that is always refused for now waits longer and longer, for a day', async () => {
    turnTo(0)
    const domain = ownDomain()
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.7.1 try later' } }])
    await signUp(`a@${domain}`)
    await consume(jobs.splice(0), bindings)
    const tries: number[] = []
    for (let minute = 5; minute <= 3 * 1440; minute += 5) {
      turnTo(minute)
      if ((await clock(bindings)).length > 0) tries.push(minute)
    }
    expect(tries.length).toBeGreaterThan(4)
    expect(tries.length).toBeLessThan(12)
    const waits = tries.map((minute, index) => minute - (tries[index - 1] ?? 0))
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits[0]).toBeLessThanOrEqual(10)
    expect(tries.at(-1)).toBeLessThanOrEqual(1440 + 720)
    await obey(domain, [])
    turnTo(4 * 1440)
    expect(await found()).toEqual([])
  })

  test('does not wait behind others that are refused for now again and again', async () => {
    turnTo(0)
    const [domain, bad] = [ownDomain(), ownDomain()]
    await obey(bad, [{ at: 'rcpt', do: { code: 451, text: '4.7.1 try later' } }])
    for (let n = 0; n < 15; n += 1) await signUp(`a${n}@${bad}`)
    await consume(jobs.splice(0), bindings)
    turnTo(1)
    await signUp(`a@${domain}`)
    jobs.length = 0
    for (let minute = 5; minute <= 20; minute += 5) {
      turnTo(minute)
      await clock(bindings)
    }
    expect(await received(domain)).toHaveLength(1)
  })

  test('and a link are found by an index, whatever else is on the lists', async () => {
    const asked: string[] = []
    const db = new Proxy(env.DB, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => {
              asked.push(sql)
              return target.prepare(sql)
            }
          : target.batch.bind(target),
    })
    await listOwing({ ...storeOf(env), db }, '2026-06-01T00:00:00Z')
    const owed = asked.filter((sql) => sql.includes('FROM subscribers'))
    expect(owed).toHaveLength(2)
    for (const sql of owed) {
      const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind('2026-06-01T00:00:00Z').all<{ detail: string }>()
      expect(plan.results.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(/^SEARCH subscribers USING (COVERING )?INDEX subscribers_owed_/),
      ])
    }
  })

  test('that could not be made is tried again later', async () => {
    turnTo(0)
    const domain = ownDomain()
    await subscribe(`b@${domain}`)
    await ask('POST', '/subscriptions', { form: { email: `b@${domain}` } })
    await signUp(`a@${domain}`)
    const woken = jobs.splice(0)
    // No key can be made of it.
    const broken = { ...contextOf(), secrets: { ...SECRETS, current: '' } }
    for (const job of woken) {
      if (job.kind === 'confirm' && job.subscriber === (await rowOf(`a@${domain}`)).id)
        await expect(sendConfirmation(job.subscriber, broken)).rejects.toThrow()
      if (job.kind === 'manage') await expect(sendManageLink(job.subscriber, broken)).rejects.toThrow()
    }
    turnTo(10)
    await clock(bindings)
    expect(await received(domain)).toHaveLength(2)
  })

  test('keeps to the limit of messages a second, and waits for the clock where others are far ahead', async () => {
    turnTo(0)
    const domain = ownDomain()
    const start = Date.now()
    const free = () => env.DB.prepare('SELECT free_at FROM throttles').first<number>('free_at')
    for (const name of ['a', 'b', 'c']) await signUp(`${name}@${domain}`)
    const slept: number[] = []
    const context = {
      ...contextOf(),
      perSecond: 2,
      sleep: (milliseconds: number) => {
        slept.push(milliseconds)
        return Promise.resolve()
      },
    }
    for (const name of ['a', 'b']) await sendConfirmation((await rowOf(`${name}@${domain}`)).id, context)
    expect(slept).toEqual([500])
    expect((await free()) ?? 0).toBe(start + 1000)
    await env.DB.prepare('UPDATE throttles SET free_at = ?1')
      .bind(start + 3_600_000)
      .run()
    expect(await sendConfirmation((await rowOf(`c@${domain}`)).id, context)).toBeNull()
    expect(await received(domain)).toHaveLength(2)
    expect(await free()).toBe(start + 3_600_000)
    turnTo(60)
    await clock({ ...bindings, MAIL_PER_SECOND: '100' })
    expect(await received(domain)).toHaveLength(3)
    expect(await free()).toBe(start + 3_600_000 + 10)
  })

  test('is not sent once there is nothing to confirm', async () => {
    const domain = ownDomain()
    await signUp(`left@${domain}`)
    await ask('POST', `/subscriptions/unsubscribe/${(await rowOf(`left@${domain}`)).token}`)
    await signUp(`stopped@${domain}`)
    await edit('POST', '/api/suppressions', { json: { email: `stopped@${domain}` } })
    await signUp(`erased@${domain}`)
    await edit('POST', '/api/suppressions', { json: { email: `erased@${domain}`, reason: 'erased' } })
    await admin('PUT', '/api/briefings/brief', { title: 'Brief' })
    await signUp(`gone@${domain}`, 'brief')
    await admin('DELETE', '/api/briefings/brief')
    await admin('PUT', '/api/briefings/hidden', { title: 'Hidden' })
    await signUp(`hidden@${domain}`, 'hidden')
    await admin('PUT', '/api/briefings/hidden', { title: 'Hidden', visibility: 'private' })
    expect(jobs).toHaveLength(5)
    await work()
    expect(await received(domain)).toEqual([])
  })

  test('says with a receipt what became of it', async () => {
    const [well, badly] = [ownDomain(), ownDomain()]
    await obey(badly, [{ at: 'rcpt', do: { code: 550, text: '5.1.1 no such user' } }])
    const context = contextOf()
    await signUp(`a@${well}`)
    await signUp(`a@${badly}`)
    const [one, two] = [(await rowOf(`a@${well}`)).id, (await rowOf(`a@${badly}`)).id]
    expect(await sendConfirmation(one, context)).toMatchObject({ state: 'sent' })
    expect(await sendConfirmation(one, context)).toBeNull()
    expect(await sendConfirmation(two, context)).toMatchObject({ state: 'refused', mailbox: true })
    expect(await sendConfirmation('nobody', context)).toBeNull()
    expect(await sendManageLink(one, context)).toBeNull()
    await context.transport.close()
  })

  test.each([
    ['ar', 'طلب شخص ما، والأرجح أنه أنت'],
    ['ur', 'lang="en" dir="ltr">Somebody, probably you'],
  ])('of a briefing that is written from the right is so, with the words in its language or in English: %s', async (language, words) => {
    const domain = ownDomain()
    await admin('PUT', '/api/briefings/water', { title: 'صباح الخير', language, timezone: 'Africa/Cairo' })
    await signUp(`a@${domain}`, 'water')
    await work()
    const { mail } = await onlyMail(domain)
    expect(mail.subject).toContain('صباح الخير')
    expect(mail.html).toContain(`<html lang="${language}" dir="rtl">`)
    expect(mail.html).toContain(words)
    linkIn(mail)
  })
})

describe('the link to all subscriptions', () => {
  test('comes once, and opens the page of that address', async () => {
    const domain = ownDomain()
    await subscribe(`a@${domain}`)
    jobs.length = 0
    await ask('POST', '/subscriptions', { form: { email: `a@${domain}` } })
    const woken = jobs.splice(0)
    await consume([...woken, ...woken], bindings)
    await consume(woken, bindings)
    const { envelope, mail } = await onlyMail(domain)
    expect(mail.subject).toBe('Your subscriptions')
    expect(envelope.raw).toContain('Auto-Submitted: auto-generated')
    const path = linkIn(mail)
    expect(path).toMatch(/^\/subscriptions\/manage\//)
    expect(await (await ask('GET', path)).text()).toContain(`a@${domain}`)
  })

  test('is not sent to an address that was suppressed meanwhile, and is not looked for again', async () => {
    turnTo(0)
    const domain = ownDomain()
    const { id, token } = await subscribe(`a@${domain}`)
    await ask('POST', `/subscriptions/unsubscribe/${token}`)
    await edit('POST', '/api/suppressions', { json: { email: `a@${domain}` } })
    // As if it had been given back by a consumer that knew nothing of it.
    await env.DB.prepare("UPDATE subscribers SET link_due_at = '2026-06-01T00:00:00Z'").run()
    turnTo(10)
    expect(await found()).toEqual([id])
    await clock(bindings)
    expect(await received(domain)).toEqual([])
    expect(await found()).toEqual([])
  })

  test('is not tried for longer than a day', async () => {
    turnTo(0)
    const domain = ownDomain()
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.7.1 try later' } }])
    const { id } = await subscribe(`a@${domain}`)
    await consume(jobs.splice(0), bindings)
    await ask('POST', '/subscriptions', { form: { email: `a@${domain}` } })
    await consume(jobs.splice(0), bindings)
    turnTo(10)
    expect(await found()).toEqual([id])
    turnTo(1440)
    await clock(bindings)
    turnTo(4 * 1440)
    expect(await found()).toEqual([])
  })
})
