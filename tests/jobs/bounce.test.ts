import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliveryMessageId } from '../../src/core/delivery-id.ts'
import { addressHasher } from '../../src/core/suppression.ts'
import worker from '../../src/index.ts'
import { LARGEST_BOUNCE, readBounce } from '../../src/jobs/bounce.ts'

const MAILING = '0b1d7e1c-3a52-4c53-9e43-0e8c6b7f2a10'
const IDA = 'c7a1f7e2-90d4-4f0e-8d3f-55b0a1e0d9aa'
const OLEK = '4f7a2f0c-0d43-47a5-b2a1-6d4f1c4f6b02'
const NOW = '2026-11-24T07:05:00Z'
const bytes = (text: string) => new TextEncoder().encode(text)

interface Report {
  readonly of?: string | null
  readonly to?: string
  readonly action?: string
  readonly status?: string
  readonly diagnostic?: string
  readonly more?: string
  readonly returned?: 'message/rfc822' | 'text/rfc822-headers'
  readonly headers?: string
}

/** A report as a mail server sends it. */
function report({ of = deliveryMessageId(MAILING, IDA, 'brief.example'), to = 'ida@harbour.example', ...rest }: Report = {}): string {
  const { action = 'failed', status = '5.1.1', diagnostic = `550 5.1.1 <${to}>: no such mailbox`, more = '' } = rest
  const { returned = 'text/rfc822-headers', headers = '' } = rest
  const original = of === null ? '' : `--b\nContent-Type: ${returned}\n\nReceived: by x\nMessage-ID:\n ${of}\nSubject: Morning\n\nBody\n`
  return `From: MAILER-DAEMON@mx.example
To: bounces@brief.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0
${headers}
--b
Content-Type: text/plain

I'm sorry to have to inform you.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${diagnostic}
${more}
${original}--b--
`.replaceAll('\n', '\r\n')
}

/** A mail comes in. What the Worker may do with it beside reading is refused. */
async function take(mail: string): Promise<void> {
  const raw = bytes(mail)
  const refuse = () => Promise.reject(new Error('mail that comes in is only read'))
  const message: ForwardableEmailMessage = {
    from: '',
    to: env.MAIL_BOUNCE,
    headers: new Headers(),
    raw: new Response(raw).body ?? new ReadableStream(),
    rawSize: raw.byteLength,
    canBeForwarded: false,
    setReject: () => expect.unreachable(),
    forward: refuse,
    reply: refuse,
  }
  await worker.email(message, env)
}

async function delivery(subscriber = IDA): Promise<[unknown, unknown]> {
  const row = await env.DB.prepare('SELECT state, detail FROM deliveries WHERE subscriber = ?1').bind(subscriber).first()
  return [row?.['state'], row?.['detail']]
}

async function suppressed(): Promise<unknown[]> {
  return (await env.DB.prepare('SELECT id, address, reason, detail, at FROM suppressions').all()).results
}

async function subscriberStates(): Promise<Record<string, unknown>> {
  const { results } = await env.DB.prepare('SELECT briefing, email, state FROM subscribers').all<Record<string, string>>()
  return Object.fromEntries(results.map((row) => [`${row['briefing']} ${row['email']}`, row['state']]))
}

const ACTIVE = { 'morning Ida@harbour.example': 'active', 'evening ida@harbour.example': 'active', 'morning olek@quay.example': 'active' }

let logged: string[] = []

afterEach(() => {
  vi.restoreAllMocks()
})

beforeEach(async () => {
  logged = []
  for (const level of ['error', 'log'] as const)
    vi.spyOn(console, level).mockImplementation((line: unknown) => {
      logged.push(String(line))
    })
  const subscriber = (id: string, briefing: string, email: string) =>
    env.DB.prepare(
      `INSERT INTO subscribers (id, briefing, email, address, state, token, created_at) VALUES (?1, ?2, ?3, lower(?3), 'active', ?1, ?4)`,
    ).bind(id, briefing, email, NOW)
  const owed = (id: string) =>
    env.DB.prepare(`INSERT INTO deliveries (mailing, subscriber, state, due_at, at) VALUES (?1, ?2, 'sent', ?3, ?3)`).bind(MAILING, id, NOW)
  await env.DB.batch([
    subscriber(IDA, 'morning', 'Ida@harbour.example'),
    subscriber(crypto.randomUUID(), 'evening', 'ida@harbour.example'),
    subscriber(OLEK, 'morning', 'olek@quay.example'),
    env.DB.prepare(
      `INSERT INTO mailings (id, briefing, edition, kind, covers, corrections, state, round, created_at)
       VALUES (?1, 'morning', 1, 'edition', '', '[]', 'done', 0, ?2)`,
    ).bind(MAILING, NOW),
    owed(IDA),
    owed(OLEK),
  ])
})

describe('a bounce', () => {
  test.each(['message/rfc822', 'text/rfc822-headers'] as const)(
    'that returns %s marks the delivery and suppresses the mailbox everywhere',
    async (returned) => {
      await take(report({ returned }))
      const detail = '550 5.1.1 <ida@harbour.example>: no such mailbox'
      expect(await delivery()).toEqual(['bounced', detail])
      const id = await (await addressHasher(env.ADDRESS_PEPPER))('ida@harbour.example')
      expect(await suppressed()).toEqual([{ id, address: 'ida@harbour.example', reason: 'bounce', detail, at: expect.any(String) }])
      expect(await subscriberStates()).toEqual({
        ...ACTIVE,
        'morning Ida@harbour.example': 'suppressed',
        'evening ida@harbour.example': 'suppressed',
      })
      expect(await delivery(OLEK)).toEqual(['sent', null])
    },
  )

  test('that comes twice changes nothing more', async () => {
    await take(report())
    const before = [await suppressed(), await subscriberStates()]
    await take(report({ diagnostic: '550 5.1.1 other words' }))
    expect([await suppressed(), await subscriberStates()]).toEqual(before)
    expect((await delivery())[1]).toContain('no such mailbox')
  })

  test.each([
    ['5.2.2', 'full'],
    ['5.7.1', 'policy'],
    ['5.1.8', 'the sender is refused'],
    ['5.0.0', 'who knows'],
    ['4.4.7', 'given up'],
  ])('for %s (%s) is recorded and suppresses nobody', async (status, diagnostic) => {
    await take(report({ status, diagnostic }))
    expect(await delivery()).toEqual(['bounced', diagnostic])
    expect(await suppressed()).toEqual([])
    expect(await subscriberStates()).toEqual(ACTIVE)
  })

  test.each(['delayed', 'delivered', 'relayed', 'expanded', 'exploded'])('that says "%s" changes nothing', async (action) => {
    await take(report({ action }))
    expect(await delivery()).toEqual(['sent', null])
    expect(await suppressed()).toEqual([])
  })

  test.each([
    ['sent', 'bounced'],
    ['unknown', 'bounced'],
    ['sending', 'bounced'],
    ['queued', 'queued'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
  ])('of a delivery that is %s leaves it %s', async (before, after) => {
    await env.DB.prepare('UPDATE deliveries SET state = ?1').bind(before).run()
    await take(report({ status: '5.7.1' }))
    expect((await delivery())[0]).toBe(after)
  })

  test('suppresses the reader of the delivery, whatever address it claims', async () => {
    await take(report({ to: 'olek@quay.example' }))
    expect(await suppressed()).toMatchObject([{ address: 'ida@harbour.example' }])
    expect((await subscriberStates())['morning olek@quay.example']).toBe('active')
  })

  test('of several recipients goes by what it says of the reader', async () => {
    const reader = '\nFinal-Recipient: rfc822; IDA@harbour.example\nAction: delivered\nStatus: 2.0.0\n'
    await take(report({ to: 'colleague@harbour.example', more: reader }))
    expect(await delivery()).toEqual(['sent', null])
    expect(await suppressed()).toEqual([])
  })

  test('knows the reader by the address as it was written, where a server rewrote it', async () => {
    const more = 'Original-Recipient: rfc822;ida@harbour.example\n\nFinal-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.7.1\n'
    await take(report({ to: 'inner@harbour.example', more }))
    expect(await suppressed()).toHaveLength(1)
  })

  test('of someone who was erased keeps no word', async () => {
    await env.DB.prepare('DELETE FROM subscribers WHERE id = ?1').bind(IDA).run()
    await take(report())
    expect(await delivery()).toEqual(['bounced', null])
    expect(await suppressed()).toEqual([])
  })

  test('without the message is known by what it answers to', async () => {
    await take(report({ of: null, headers: `In-Reply-To: ${deliveryMessageId(MAILING, IDA, 'brief.example')}\n` }))
    expect((await delivery())[0]).toBe('bounced')
  })
})

describe('passed over, and logged without its text, is', () => {
  const auto = 'From: ida@harbour.example\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nConfidential: back on Monday.\r\n'
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_none, index) => `Content-Type: multipart/mixed; boundary="b${index}"\r\n\r\n--b${index}\r\n`).join('')

  test.each([
    ['a report that names no message', report({ of: null })],
    ['a report of a message that is no delivery', report({ of: '<confirm-1@brief.example>' })],
    ['a forged report, of a delivery that is none', report({ of: deliveryMessageId(MAILING, crypto.randomUUID(), 'brief.example') })],
    ['a forged report, of a mailing that is none', report({ of: deliveryMessageId(crypto.randomUUID(), IDA, 'brief.example') })],
    ['an automatic reply', auto],
    ['an automatic reply to a delivery', `In-Reply-To: ${deliveryMessageId(MAILING, IDA, 'brief.example')}\r\n${auto}`],
    ['nothing', ''],
    ['what is no mail', '\u0000\u0001 Confidential'],
    ['what is too large', report() + 'x'.repeat(LARGEST_BOUNCE)],
    ['what is nested too deep', nested(5000) + report()],
    ['endless headers', 'X-Confidential: y\r\n'.repeat(30_000) + report()],
  ])('%s', async (_case, mail) => {
    await take(mail)
    expect([await delivery(), await delivery(OLEK)]).toEqual([
      ['sent', null],
      ['sent', null],
    ])
    expect(await suppressed()).toEqual([])
    expect(logged).toHaveLength(1)
    expect(logged[0]).toMatch(/^\{"event":"bounce-/)
    expect(logged[0]).not.toMatch(/Confidential|harbour|Monday|Undelivered/)
  })
})

describe('readBounce', () => {
  test('reads a report that is base64, as an ArrayBuffer and as a view on a larger one', async () => {
    const status = btoa('Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n')
    const part = `Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n${status}\r\n`
    const mail = bytes(`Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n${part}--b--\r\n`)
    const larger = new Uint8Array(mail.byteLength + 20)
    larger.set(mail, 10)
    const recipient = { address: 'a@b.example', original: null, action: 'failed', status: '5.1.1', diagnostic: null }
    for (const raw of [mail, await new Blob([mail]).arrayBuffer(), larger.subarray(10, 10 + mail.byteLength)])
      expect(await readBounce(raw)).toEqual({ messageId: null, recipients: [recipient] })
  })

  test('gives the Message-ID of whatever the report is about', async () => {
    expect(await readBounce(bytes(report({ of: '<x@y.example>' })))).toMatchObject({ messageId: '<x@y.example>' })
  })
})
