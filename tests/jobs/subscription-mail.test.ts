import { env } from 'cloudflare:workers'
import PostalMime, { type Email } from 'postal-mime'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { transportOf } from '../../src/mail/choose.ts'
import { sendConfirmation, sendManageLink } from '../../src/jobs/subscription-mail.ts'
import { storeOf } from '../../src/store/store.ts'
import { obey, ownDomain, received, type Received } from '../mailbox.ts'
import { ask, edit, jobs, rowOf, SECRETS, subscribe } from '../subscribing.ts'
import { consume } from '../working.ts'
import { admin, ORIGIN } from '../worker.ts'

const bindings = { TOKEN_SECRET: SECRETS.current, ADDRESS_PEPPER: SECRETS.pepper }

beforeEach(async () => {
  jobs.length = 0
  await admin('PUT', '/api/briefings/energy', { title: 'Énergie & <vent>', description: 'Ce qui bouge.', language: 'en' })
})

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
    expect([(await received(later)).length, (await received(never)).length]).toEqual([1, 0])
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
    const transport = transportOf(env, 'brief.example')
    if (!transport.ok) throw new Error(transport.error)
    const context = {
      store: storeOf(env),
      transport: transport.value,
      publicUrl: ORIGIN,
      from: { name: 'Wirebrief', email: 'briefings@brief.example' },
      bounce: 'bounces@brief.example',
      secrets: SECRETS,
      now: new Date(),
      newId: () => crypto.randomUUID(),
    }
    await signUp(`a@${well}`)
    await signUp(`a@${badly}`)
    const [one, two] = [(await rowOf(`a@${well}`)).id, (await rowOf(`a@${badly}`)).id]
    expect(await sendConfirmation(one, context)).toMatchObject({ state: 'sent' })
    expect(await sendConfirmation(one, context)).toBeNull()
    expect(await sendConfirmation(two, context)).toMatchObject({ state: 'refused', mailbox: true })
    expect(await sendConfirmation('nobody', context)).toBeNull()
    expect(await sendManageLink(one, context)).toBeNull()
    await transport.value.close()
  })

  test('of a briefing that is written from the right is so, with the words in English', async () => {
    const domain = ownDomain()
    await admin('PUT', '/api/briefings/arabic', { title: 'صباح الخير', language: 'ar', timezone: 'Africa/Cairo' })
    await signUp(`a@${domain}`, 'arabic')
    await work()
    const { mail } = await onlyMail(domain)
    expect(mail.subject).toContain('صباح الخير')
    expect(mail.html).toContain('<html lang="ar" dir="rtl">')
    expect(mail.html).toContain('lang="en" dir="ltr">Somebody, probably you')
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

  test('is not tried for longer than a day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    const domain = ownDomain()
    await obey(domain, [{ at: 'rcpt', do: { code: 451, text: '4.7.1 try later' } }])
    await subscribe(`a@${domain}`)
    jobs.length = 0
    await ask('POST', '/subscriptions', { form: { email: `a@${domain}` } })
    const woken = jobs.splice(0)
    await consume(woken, bindings)
    expect(await env.DB.prepare('SELECT sum(owes_link) AS n FROM subscribers').first('n')).toBe(1)
    vi.setSystemTime(new Date('2026-06-02T12:00:00Z'))
    await consume(woken, bindings)
    expect(await env.DB.prepare('SELECT sum(owes_link) AS n FROM subscribers').first('n')).toBe(0)
    vi.useRealTimers()
  })
})
