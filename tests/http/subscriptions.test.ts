import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { article } from '../articles.ts'
import { suppressionsOf } from '../../src/newsroom/suppress.ts'
import { suppressStatements } from '../../src/store/suppressions.ts'
import { ask, deliveryOf, edit, jobs, owe, rowOf, rowsOf, SECRETS, subscribe, tokenFor, type Row } from '../subscribing.ts'
import { admin, get, ORIGIN, problemOf, store } from '../worker.ts'

beforeEach(async () => {
  jobs.length = 0
  await admin('PUT', '/api/briefings/energy', { title: 'Energy & <power>' })
  await admin('PUT', '/api/briefings/secret', { title: 'Secret', visibility: 'private' })
})

afterEach(() => {
  vi.useRealTimers()
})

async function look(answer: Response): Promise<{ status: number; headers: object; text: string }> {
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }
}

async function expectInvalid(answer: Response): Promise<void> {
  const { status, text } = await look(answer)
  expect(status).toBe(404)
  expect(text).toContain('This link is not valid any more')
}

const AGREED = { consentedAt: '2025-05-01T10:00:00Z', consentSource: 'Letter' }

/** Suppresses an address as a bounce does; gives the id of that. */
async function bounce(email: string): Promise<string> {
  const [entry] = await suppressionsOf([{ email, reason: 'bounce', detail: null }], SECRETS.pepper)
  if (!entry) throw new Error('there is no entry')
  await env.DB.batch(suppressStatements(env.DB, [entry], '2026-01-01T00:00:00Z'))
  return entry.id
}

describe('the form', () => {
  test('names the briefing and has one field, and neither is kept anywhere', async () => {
    const answer = await ask('GET', '/briefings/energy/subscribe')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex')
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'/)
    const html = await answer.text()
    expect(html).toContain('<h1>Energy &amp; &lt;power&gt;</h1>')
    expect(html).toMatch(/<label for="email">/)
    expect(html).toMatch(/<input type="email" id="email" name="email" value="" required/)
    expect(html).not.toContain('<script')
  })

  test('is not there for a private briefing, or none', async () => {
    for (const path of ['/briefings/secret/subscribe', '/briefings/none-such/subscribe', '/briefings/NO/subscribe']) {
      expect((await ask('GET', path)).status).toBe(404)
      expect((await ask('POST', path, { form: { email: 'a@x.example' } })).status).toBe(404)
      expect((await edit('POST', path, { json: { email: 'a@x.example' } })).status).toBe(404)
    }
    expect(jobs).toEqual([])
  })

  test('is linked from the briefing and its editions, and from nothing else', async () => {
    await store(article({ headline: 'A' }))
    await admin('POST', '/api/briefings/energy/editions')
    const { url } = await (await admin('POST', '/api/shares', { of: '/briefings/energy' })).json<{ url: string }>()
    const link = `href="${ORIGIN}/briefings/energy/subscribe"`
    expect(await (await get('/briefings/energy')).text()).toContain(link)
    expect(await (await get('/briefings/energy/editions/1')).text()).toContain(link)
    expect(await (await get('/articles/a')).text()).not.toContain('/subscribe"')
    expect(await (await get(url.slice(ORIGIN.length))).text()).not.toContain('/subscribe"')
  })
})

describe('signing up', () => {
  test('stores a pending row and orders one confirmation, by form or JSON', async () => {
    const page = await ask('POST', '/briefings/energy/subscribe', { form: { email: ' Ann@X.Example ' } })
    expect(page.status).toBe(202)
    expect(page.headers.get('Content-Type')).toContain('text/html')
    const ann = await rowOf('ann@x.example')
    expect(ann).toMatchObject({ email: 'Ann@x.example', state: 'pending', consented_at: null })
    expect(ann.token).toMatch(/^[\w-]{32}$/)
    const json = await ask('POST', '/briefings/energy/subscribe', { json: { email: 'bo@x.example' } })
    expect([json.status, await json.json()]).toEqual([202, { accepted: true, detail: expect.any(String) }])
    const bo = await rowOf('bo@x.example')
    expect(jobs).toEqual([
      { kind: 'confirm', subscriber: ann.id },
      { kind: 'confirm', subscriber: bo.id },
    ])
  })

  test('answers the same whether the address is new, pending, active, unsubscribed, suppressed or erased', async () => {
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'pending@x.example' } })
    await subscribe('active@x.example')
    const left = await subscribe('left@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${left.token}`)
    await env.DB.prepare('UPDATE subscribers SET asked_at = NULL WHERE id = ?1').bind(left.id).run()
    await edit('POST', '/api/suppressions', { json: { email: 'stopped@x.example' } })
    await edit('POST', '/api/suppressions', { json: { email: 'erased@x.example', reason: 'erased' } })
    const answers: unknown[] = []
    const owed: string[] = []
    for (const name of ['new', 'pending', 'active', 'left', 'stopped', 'erased']) {
      jobs.length = 0
      answers.push(await look(await ask('POST', '/briefings/energy/subscribe', { form: { email: `${name}@x.example` } })))
      if (jobs.length > 0) owed.push(name)
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(owed).toEqual(['new', 'left'])
    expect((await rowOf('left@x.example')).state).toBe('unsubscribed')
    expect(await rowsOf('stopped@x.example')).toEqual([])
  })

  test('again asks for another confirmation after ten minutes, and not before', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    const first = await rowOf('a@x.example')
    vi.setSystemTime(new Date('2026-06-01T12:09:59Z'))
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'A@x.example' } })
    expect((await rowOf('a@x.example')).nonce).toBe(first.nonce)
    vi.setSystemTime(new Date('2026-06-01T12:10:00Z'))
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    const again = await rowOf('a@x.example')
    expect(again.nonce).not.toBe(first.nonce)
    expect(again.token).toBe(first.token)
    expect(jobs).toHaveLength(2)
    await expectInvalid(await ask('POST', `/subscriptions/confirm/${await tokenFor('confirm', first.id, first.nonce)}`))
  })

  test('without confirming is answered by three mails an address over all briefings, then one an hour, then one a day', async () => {
    const slugs = ['energy', 'b', 'c', 'd']
    for (const slug of slugs) await admin('PUT', `/api/briefings/${slug}`, { title: slug })
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T00:00:00Z') })
    const answers: unknown[] = []
    for (let minute = 0; minute < 3 * 1440; minute += 10) {
      vi.setSystemTime(new Date(Date.parse('2026-06-01T00:00:00Z') + minute * 60_000))
      for (const slug of slugs)
        answers.push((await ask('POST', `/briefings/${slug}/subscribe`, { json: { email: 'Victim@x.example' } })).status)
    }
    expect(new Set(answers)).toEqual(new Set([202]))
    expect(jobs).toHaveLength(3 + 3 + 2)
    jobs.length = 0
    const one = (await rowsOf('victim@x.example')).find(({ nonce }) => nonce !== null)
    if (!one) throw new Error('no sign-up waits')
    await ask('POST', `/subscriptions/confirm/${await tokenFor('confirm', one.id, one.nonce)}`)
    vi.setSystemTime(new Date('2026-06-04T00:10:00Z'))
    const other = slugs.find((slug) => slug !== one.briefing)
    await ask('POST', `/briefings/${other}/subscribe`, { json: { email: 'victim@x.example' } })
    expect(jobs).toHaveLength(1)
  })

  test('with an address that is none says so beside the field, and keeps what was typed', async () => {
    const answer = await ask('POST', '/briefings/energy/subscribe', { form: { email: '"><script>@x.example' } })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: ')
    expect(html).toMatch(/<p class="wrong" id="email-error" role="alert">/)
    expect(html).toMatch(/value="&quot;&gt;&lt;script&gt;@x\.example"[^>]* aria-invalid="true" aria-describedby="email-error"/)
    expect(html).not.toContain('<script')
    const json = await ask('POST', '/briefings/energy/subscribe', { json: { email: 'nobody' } })
    expect(json.headers.get('Content-Type')).toBe('application/problem+json')
    expect((await problemOf(json)).errors).toEqual([{ pointer: '/email', detail: expect.stringContaining('must be an e-mail address') }])
    expect((await ask('POST', '/briefings/energy/subscribe', { json: { email: 'a@x.example', name: 'A' } })).status).toBe(422)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM subscribers').first('n')).toBe(0)
  })

  test.each([
    ['a line break', 'a@x.example\r\nBcc: b@x.example'],
    ['two addresses', 'a@x.example, b@x.example'],
    ['nothing', ''],
    ['an angle', 'A <a@x.example>'],
  ])('with %s is refused', async (_what, email) => {
    expect((await ask('POST', '/briefings/energy/subscribe', { form: { email } })).status).toBe(422)
    expect(jobs).toEqual([])
  })

  test('by a robot that fills in the hidden field changes nothing, and does not tell it', async () => {
    const human = await look(await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example', website: '' } }))
    const robot = await look(
      await ask('POST', '/briefings/energy/subscribe', { form: { email: 'b@x.example', website: 'https://spam.example' } }),
    )
    expect(robot).toEqual(human)
    expect(await rowsOf('b@x.example')).toEqual([])
    expect(jobs).toHaveLength(1)
  })

  test.each([
    ['too large', { form: { email: 'a'.repeat(20_000) } }, 413],
    ['of another type', { body: 'email=a@x.example', headers: { 'Content-Type': 'text/plain' } }, 415],
    ['broken JSON', { body: '{"email":', headers: { 'Content-Type': 'application/json' } }, 400],
  ])('with a body that is %s is refused', async (_what, request, status) => {
    expect((await ask('POST', '/briefings/energy/subscribe', request)).status).toBe(status)
  })

  test('passes twenty times a minute from one office, and not without end', async () => {
    const from = (address: string) => ({ headers: { 'CF-Connecting-IP': address } })
    const statuses: number[] = []
    for (let n = 0; n < 40; n += 1)
      statuses.push(
        (await ask('POST', '/briefings/energy/subscribe', { form: { email: `a${n}@x.example` }, ...from(`2001:db8:1:2::${n}`) })).status,
      )
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 202))
    expect(statuses).toContain(429)
    const page = await ask('POST', '/subscriptions', { form: { email: 'a@x.example' }, ...from('2001:db8:1:2:ffff::1') })
    expect([page.status, page.headers.get('Retry-After')]).toEqual([429, '60'])
    const json = await ask('POST', '/briefings/energy/subscribe', { json: { email: 'z@x.example' }, ...from('2001:db8:1:2::1') })
    expect((await problemOf(json)).status).toBe(429)
    expect((await ask('POST', '/briefings/energy/subscribe', { form: { email: 'b@x.example' }, ...from('2001:db8:1:3::1') })).status).toBe(
      202,
    )
  })

  test.each([['TOKEN_SECRET'], ['ADDRESS_PEPPER']])('is not available without %s', async (setting) => {
    for (const value of [undefined, '', 'too-short']) {
      const answer = await ask('POST', '/briefings/energy/subscribe', { json: { email: 'a@x.example' }, settings: { [setting]: value } })
      expect(answer.status).toBe(503)
      expect((await problemOf(answer)).detail).toContain(setting)
    }
    expect(await rowsOf('a@x.example')).toEqual([])
  })
})

describe('confirming', () => {
  test('takes a POST, says the same when it is done again, and is over once the reader has left', async () => {
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    const { id, nonce, token } = await rowOf('a@x.example')
    const path = `/subscriptions/confirm/${await tokenFor('confirm', id, nonce)}`
    const button = await ask('GET', path)
    expect(await button.text()).toMatch(/<form method="post" action=""[^>]*>\s*<button/)
    expect((await rowOf('a@x.example')).state).toBe('pending')
    const done = await look(await ask('POST', path))
    expect(done.text).toContain('You are subscribed')
    expect(await rowOf('a@x.example')).toMatchObject({
      state: 'active',
      nonce: null,
      consent_source: 'double opt-in',
      consented_at: expect.any(String),
    })
    expect(await look(await ask('POST', path))).toEqual(done)
    expect((await look(await ask('GET', path))).text).toBe(done.text)
    await ask('POST', `/subscriptions/unsubscribe/${token}`)
    await expectInvalid(await ask('GET', path))
    await expectInvalid(await ask('POST', path))
    expect((await rowOf('a@x.example')).state).toBe('unsubscribed')
  })

  test('brings back who left, when they sign up again', async () => {
    const row = await subscribe('a@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${row.token}`)
    await env.DB.prepare('UPDATE subscribers SET asked_at = NULL').run()
    await subscribe('a@x.example')
    expect(await rowOf('a@x.example')).toMatchObject({ state: 'active', ended_at: null, id: row.id })
  })

  test('opens with the secret before this one, and with no other', async () => {
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    const { id, nonce } = await rowOf('a@x.example')
    const old = 'the-secret-before-0123456789-0123456789'
    const path = `/subscriptions/confirm/${await tokenFor('confirm', id, nonce, old)}`
    await expectInvalid(await ask('GET', path))
    expect((await ask('GET', path, { settings: { TOKEN_SECRET_PREVIOUS: old } })).status).toBe(200)
  })

  test('is the one same page for every token that opens nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    const { id } = await subscribe('active@x.example')
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    const waiting = await rowOf('a@x.example')
    const right = await tokenFor('confirm', waiting.id, waiting.nonce)
    const tokens = [
      'x',
      `${right}A`,
      right.replace('.', ''),
      await tokenFor('manage', waiting.id, waiting.nonce),
      await tokenFor('confirm', waiting.id, 'another'),
      await tokenFor('confirm', crypto.randomUUID(), waiting.nonce),
      await tokenFor('confirm', waiting.id, waiting.nonce, 'a-forger-0123456789-0123456789-0123'),
    ]
    const pages = []
    for (const token of tokens) pages.push(await look(await ask('POST', `/subscriptions/confirm/${token}`)))
    pages.push(
      await look(await ask('POST', '/subscriptions/unsubscribe/x')),
      await look(await ask('POST', `/subscriptions/unsubscribe/${'A'.repeat(32)}`)),
    )
    pages.push(await look(await ask('GET', `/subscriptions/manage/${await tokenFor('confirm', id, null)}`)))
    vi.setSystemTime(new Date('2026-06-08T12:00:00Z'))
    pages.push(await look(await ask('POST', `/subscriptions/confirm/${right}`)))
    for (const page of pages) expect(page).toEqual(pages[0])
    expect(pages[0]?.status).toBe(404)
    expect((await rowOf('a@x.example')).state).toBe('pending')
  })
})

describe('unsubscribing', () => {
  test('takes one click without cookies, cancels what is still to be sent, and may be repeated', async () => {
    const { id, token } = await subscribe('a@x.example')
    const other = await subscribe('b@x.example')
    const [queued, sent] = [await owe([id, other.id], 'queued'), await owe([id], 'sent', '250 ok')]
    const path = `/subscriptions/unsubscribe/${token}`
    expect(await (await ask('GET', path)).text()).toMatch(/<button type="submit">Unsubscribe/)
    expect((await rowOf('a@x.example')).state).toBe('active')
    const done = await look(await ask('POST', path, { form: { 'List-Unsubscribe': 'One-Click' } }))
    expect(done.status).toBe(200)
    expect(done.text).toContain('You are unsubscribed')
    expect(await rowOf('a@x.example')).toMatchObject({ state: 'unsubscribed', ended_at: expect.any(String) })
    expect(await deliveryOf(queued, id)).toEqual({ state: 'cancelled', detail: 'unsubscribed', lease: null })
    expect(await deliveryOf(queued, other.id)).toMatchObject({ state: 'queued', lease: 'somebody' })
    expect(await deliveryOf(sent, id)).toMatchObject({ state: 'sent', detail: '250 ok' })
    expect(await look(await ask('POST', path))).toEqual(done)
    expect((await rowOf('b@x.example')).state).toBe('active')
  })

  test('works without any secret, and where the briefing is private or gone', async () => {
    const { token } = await subscribe('a@x.example')
    await admin('PUT', '/api/briefings/energy', { title: 'Energy', visibility: 'private' })
    const settings = { TOKEN_SECRET: undefined, ADDRESS_PEPPER: undefined }
    expect((await ask('GET', `/subscriptions/unsubscribe/${token}`, { settings })).status).toBe(200)
    await admin('DELETE', '/api/briefings/energy')
    expect((await ask('POST', `/subscriptions/unsubscribe/${token}`, { settings })).status).toBe(200)
    expect((await rowOf('a@x.example')).state).toBe('unsubscribed')
  })

  test('holds after a bounce, too, when that turns out to be none', async () => {
    const row = await subscribe('a@x.example')
    const id = await bounce('a@x.example')
    const path = `/subscriptions/unsubscribe/${row.token}`
    expect(await (await ask('GET', path)).text()).toMatch(/<button type="submit">Unsubscribe/)
    const own = `/subscriptions/manage/${await tokenFor('manage', row.id, null)}`
    expect(await (await ask('GET', own)).text()).toContain('name="subscription"')
    expect(await (await ask('POST', path)).text()).toContain('You are unsubscribed')
    expect((await rowOf('a@x.example')).state).toBe('unsubscribed')
    expect(await (await ask('GET', own)).text()).not.toContain('name="subscription"')
    jobs.length = 0
    await env.DB.prepare('UPDATE subscribers SET asked_at = NULL').run()
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    await ask('POST', '/subscriptions', { form: { email: 'a@x.example' } })
    expect(jobs).toEqual([])
    expect((await edit('DELETE', `/api/suppressions/${id}`)).status).toBe(204)
    expect((await rowOf('a@x.example')).state).toBe('unsubscribed')
  })

  test.each([
    ['an import', async () => edit('POST', '/api/briefings/energy/subscribers', { json: { ...AGREED, email: 'A@x.example' } })],
    ['a sign-up', async () => subscribe('a@x.example')],
  ])('works by the link of an old mail after an editor removed the reader and %s brought them back', async (_what, back) => {
    await edit('POST', '/api/briefings/energy/subscribers', { json: { ...AGREED, email: 'a@x.example' } })
    const old = await rowOf('a@x.example')
    const path = `/subscriptions/unsubscribe/${old.token}`
    expect((await edit('DELETE', `/api/subscribers/${old.id}`)).status).toBe(204)
    await expectInvalid(await ask('POST', path))
    await admin('PUT', '/api/briefings/other', { title: 'Other' })
    await subscribe('a@x.example', 'other')
    await subscribe('b@x.example')
    await expectInvalid(await ask('POST', path))
    await back()
    expect((await ask('POST', path)).status).toBe(200)
    expect((await rowsOf('a@x.example')).map(({ briefing, state }) => [briefing, state])).toEqual([
      ['energy', 'unsubscribed'],
      ['other', 'active'],
    ])
    expect((await rowOf('b@x.example')).state).toBe('active')
  })

  test('by a link of before is over for who was erased since', async () => {
    const old = await subscribe('a@x.example')
    await edit('DELETE', `/api/subscribers/${old.id}`)
    const { id } = await (
      await edit('POST', '/api/suppressions', { json: { email: 'a@x.example', reason: 'erased' } })
    ).json<{ id: string }>()
    await edit('DELETE', `/api/suppressions/${id}`)
    expect((await subscribe('a@x.example')).token).not.toBe(old.token)
  })

  test('shows the title of a briefing that has become private only to who is on its list', async () => {
    const here = await subscribe('a@x.example')
    const left = await subscribe('b@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${left.token}`)
    await admin('PUT', '/api/briefings/energy', { title: 'Operation Lantern', description: 'Hush.', visibility: 'private' })
    const pages = async ({ id, token }: Row) => [
      await (await ask('GET', `/subscriptions/unsubscribe/${token}`)).text(),
      await (await ask('GET', `/subscriptions/manage/${await tokenFor('manage', id, null)}`)).text(),
    ]
    for (const html of await pages(here)) expect(html).toContain('Operation Lantern')
    for (const html of await pages(left)) {
      expect(html).not.toContain('Lantern')
      expect(html).toContain('energy')
    }
  })

  test('ends a sign-up that was asked for and not yet confirmed', async () => {
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'a@x.example' } })
    const { id, nonce, token } = await rowOf('a@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${token}`)
    await expectInvalid(await ask('POST', `/subscriptions/confirm/${await tokenFor('confirm', id, nonce)}`))
  })

  test('leads to all subscriptions by a link that only goes to the address itself', async () => {
    const { id, token } = await subscribe('a@x.example')
    jobs.length = 0
    const html = await (await ask('POST', `/subscriptions/unsubscribe/${token}`)).text()
    expect(html).not.toContain('a@x.example')
    const [, field] = /<form method="post" action="\/subscriptions"><input type="hidden" name="token" value="([^"]+)">/.exec(html) ?? []
    const answer = await ask('POST', '/subscriptions', { form: { token: field ?? '' } })
    expect(answer.status).toBe(202)
    expect(await answer.text()).not.toContain('a@x.example')
    expect(jobs).toEqual([{ kind: 'manage', subscriber: id }])
  })
})

describe("a reader's own page", () => {
  beforeEach(async () => {
    await admin('PUT', '/api/briefings/arabic', { title: 'صباح', language: 'ar' })
  })

  test('is sent as a link, at most once in ten minutes, and the answer does not say whether', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    await subscribe('a@x.example')
    await subscribe('a@x.example', 'arabic')
    await edit('POST', '/api/suppressions', { json: { email: 'stopped@x.example' } })
    jobs.length = 0
    const pages = []
    for (const email of ['a@x.example', 'A@x.example', 'nobody@x.example', 'stopped@x.example'])
      pages.push(await look(await ask('POST', '/subscriptions', { form: { email } })))
    for (const page of pages) expect(page).toEqual(pages[0])
    expect(pages[0]?.status).toBe(202)
    expect(jobs).toEqual([{ kind: 'manage', subscriber: expect.any(String) }])
    vi.setSystemTime(new Date('2026-06-01T12:10:00Z'))
    await ask('POST', '/subscriptions', { json: { email: 'a@x.example' } })
    expect(jobs).toHaveLength(2)
    expect((await ask('POST', '/subscriptions', { form: { email: 'nobody' } })).status).toBe(422)
    expect((await ask('GET', '/subscriptions')).status).toBe(200)
  })

  test('lists what is sent to the address, and ends one or the other', async () => {
    const one = await subscribe('a@x.example')
    const two = await subscribe('a@x.example', 'arabic')
    const queued = await owe([one.id], 'queued')
    const path = `/subscriptions/manage/${await tokenFor('manage', two.id, null)}`
    const html = await (await ask('GET', path)).text()
    expect(html).toContain('a@x.example')
    expect(html).toContain(`<h2 id="${one.id}"><bdi lang="en" dir="ltr">`)
    expect(html).toContain(`<h2 id="${two.id}"><bdi lang="ar" dir="rtl">`)
    expect(html.match(/name="subscription"/g)).toHaveLength(2)
    const after = await (await ask('POST', path, { form: { subscription: one.id } })).text()
    expect(after.match(/name="subscription"/g)).toHaveLength(1)
    expect((await rowsOf('a@x.example')).map(({ briefing, state }) => [briefing, state])).toEqual([
      ['arabic', 'active'],
      ['energy', 'unsubscribed'],
    ])
    expect(await deliveryOf(queued, one.id)).toMatchObject({ state: 'cancelled', detail: 'unsubscribed' })
  })

  test('ends nothing that is not theirs', async () => {
    const mine = await subscribe('a@x.example')
    const theirs = await subscribe('b@x.example')
    const queued = await owe([theirs.id], 'queued')
    const path = `/subscriptions/manage/${await tokenFor('manage', mine.id, null)}`
    const html = await (await ask('POST', path, { form: { subscription: theirs.id } })).text()
    expect(html).not.toContain('b@x.example')
    expect((await rowOf('b@x.example')).state).toBe('active')
    expect((await deliveryOf(queued, theirs.id)).state).toBe('queued')
  })

  test('is open for a day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    const { id } = await subscribe('a@x.example')
    const path = `/subscriptions/manage/${await tokenFor('manage', id, null)}`
    vi.setSystemTime(new Date('2026-06-02T11:59:59Z'))
    expect((await ask('GET', path)).status).toBe(200)
    vi.setSystemTime(new Date('2026-06-02T12:00:00Z'))
    await expectInvalid(await ask('GET', path))
  })
})

test('a page in a language without words of its own says which words are English', async () => {
  await admin('PUT', '/api/briefings/urdu', { title: 'صبح', language: 'ur' })
  const html = await (await ask('GET', '/briefings/urdu/subscribe')).text()
  expect(html).toContain('<html lang="ur" dir="rtl">')
  expect(html).toContain('<h2><span lang="en" dir="ltr">Get this briefing by e-mail</span></h2>')
})

describe('a briefing in a language with words of its own', () => {
  beforeEach(async () => {
    await admin('PUT', '/api/briefings/water', { title: 'صباح', language: 'ar-EG' })
  })

  test('has pages in it, whatever is asked or wrong', async () => {
    const path = '/briefings/water/subscribe'
    const form = await look(await ask('GET', path))
    expect(form.headers).toMatchObject({ 'content-language': 'ar-EG' })
    expect(form.text).toMatch(/<html lang="ar-EG" dir="rtl">[^]*<h2><span>تلقَّ هذا الموجز بالبريد الإلكتروني<\/span><\/h2>/)
    const wrong = await look(await ask('POST', path, { form: { email: 'nobody@nowhere' } }))
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('يجب أن يأتي بعد العلامة @ نطاق يستقبل البريد')
    const large = await look(await ask('POST', path, { form: { email: 'a'.repeat(20_000) } }))
    expect(large.status).toBe(413)
    expect(large.text).toContain('<h1>حجم أكبر من المسموح</h1>')
    expect((await look(await ask('POST', path, { form: { email: 'a@x.example' } }))).text).toContain('تفقَّد بريدك الآن')
    const often: Pick<Env, 'SIGN_UPS'> = { SIGN_UPS: { limit: async () => ({ success: false }) } }
    const busy = await look(await ask('POST', path, { form: { email: 'a@x.example' }, settings: often }))
    expect(busy.status).toBe(429)
    expect(busy.text).toContain('طلبات كثيرة في وقت واحد')
  })

  test('does not change what belongs to none, unless the site speaks that language', async () => {
    expect((await look(await ask('GET', '/subscriptions'))).text).toContain('Your subscriptions')
    const settings = { SITE_LANGUAGE: 'ar' }
    const find = await look(await ask('GET', '/subscriptions', { settings }))
    expect(find.headers).toMatchObject({ 'content-language': 'ar' })
    expect(find.text).toContain('<h1><span>اشتراكاتك</span></h1>')
    expect((await look(await ask('GET', '/subscriptions/confirm/x', { settings }))).text).toContain('لم يعد هذا الرابط صالحًا')
    const nothing = await ask('GET', '/briefings/none/subscribe', { settings, headers: { Accept: 'text/html' } })
    expect((await look(nothing)).text).toMatch(/<html lang="ar" dir="rtl">[^]*<h1>غير موجود<\/h1>/)
  })
})

test('what fails here is said on a page to a browser, and as a problem to a program', async () => {
  const settings = { DB: brokenDatabase() }
  const page = await look(await ask('GET', '/subscriptions/unsubscribe/x', { settings }))
  expect(page.status).toBe(500)
  expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  expect(page.text).toContain('Something failed here')
  expect((await problemOf(await ask('GET', '/subscriptions/unsubscribe/x', { settings, headers: { Accept: '*/*' } }))).status).toBe(500)
  const html = { Accept: 'text/html' }
  expect((await problemOf(await edit('GET', '/api/suppressions', { settings, headers: html }))).status).toBe(500)
  const json = { email: 'a@x.example' }
  expect((await problemOf(await ask('POST', '/briefings/energy/subscribe', { settings, json }))).status).toBe(500)
})

function brokenDatabase(): D1Database {
  return new Proxy(env.DB, {
    get() {
      throw new Error('the database is away')
    },
  })
}
