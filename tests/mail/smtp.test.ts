import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import type { Receipt } from '../../src/core/receipt.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { readSmtpUrl } from '../../src/mail/smtp-url.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { lose, obey, ownDomain, received, type Rule } from '../mailbox.ts'

/** From inside workerd to a real SMTP server. */

const open: Transport[] = []

function transport(url = env.SMTP_URL): Transport {
  const setting = readSmtpUrl(url)
  if (!setting.ok) throw new Error(setting.error)
  const made = smtpTransport(setting.value, 'brief.example')
  open.push(made)
  return made
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const message = (to: string, subject = 'Hello') => ({
  envelope: { from: 'bounces@brief.example', to },
  raw: `From: desk@brief.example\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\n.A line that begins with a dot\r\nand another.\r\n`,
})

describe('a message', () => {
  test('arrives to the letter, from the bounce address', async () => {
    const domain = ownDomain()
    const receipt = await transport().send(message(`a@${domain}`))
    expect(receipt).toMatchObject({ state: 'sent', detail: expect.stringMatching(/^250 /) })
    expect(await received(domain)).toMatchObject([{ from: 'bounces@brief.example', to: `a@${domain}`, raw: message(`a@${domain}`).raw }])
  })

  test('goes over a kept connection, and no more than there may be', async () => {
    const domain = ownDomain()
    const one = transport(env.SMTP_URL.replace('connections=4', 'connections=2'))
    const receipts = await Promise.all(Array.from({ length: 20 }, (_, index) => one.send(message(`r${index}@${domain}`))))
    expect(receipts.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'sent'))
    const mail = await received(domain)
    expect(new Set(mail.map(({ to }) => to)).size).toBe(20)
    expect(new Set(mail.map(({ connection }) => connection)).size).toBe(2)
  })
})

describe('a receipt', () => {
  const reply = (at: 'rcpt' | 'end', code: number, text: string): Rule => ({ at, do: { code, text } })
  test.each<[string, Rule, Partial<Receipt>, number]>([
    ['no such mailbox', reply('rcpt', 550, '5.1.1 no such mailbox'), { state: 'refused', mailbox: true }, 0],
    ['no such mailbox, said plainly', reply('rcpt', 550, 'who?'), { state: 'refused', mailbox: true }, 0],
    ['a policy', reply('rcpt', 550, '5.7.1 not from you'), { state: 'refused', mailbox: false }, 0],
    ['a full mailbox', reply('rcpt', 552, '5.2.2 full'), { state: 'refused', mailbox: false }, 0],
    ['an address of the sender', reply('rcpt', 550, '5.1.8 bad sender'), { state: 'refused', mailbox: false }, 0],
    ['a refused message', reply('end', 554, '5.7.1 spam'), { state: 'refused', mailbox: false }, 0],
    ['greylisting', reply('rcpt', 451, '4.7.1 try again in 300 seconds'), { state: 'deferred', retryAfter: 300 }, 0],
    ['a message put off', reply('end', 451, '4.3.0 later'), { state: 'deferred', retryAfter: null }, 0],
    ['a closing server', reply('rcpt', 421, '4.3.2 closing down'), { state: 'deferred' }, 0],
    ['silence before the message', { at: 'rcpt', do: 'hang' }, { state: 'deferred' }, 0],
    ['a connection lost before the message', { at: 'rcpt', do: 'drop' }, { state: 'deferred' }, 0],
    ['a connection lost within the message', { at: 'data', do: 'drop' }, { state: 'unknown' }, 0],
    ['silence after the message', { at: 'end', do: 'hang' }, { state: 'unknown' }, 1],
    ['a connection lost after the message', { at: 'end', do: 'drop' }, { state: 'unknown' }, 1],
  ])('tells %s', async (_name, rule, expected, arrived) => {
    const domain = ownDomain()
    await obey(domain, [rule])
    // Long enough for a busy machine, and short where nobody answers.
    const one = transport(env.SMTP_URL.replace('timeout=4', 'do' in rule && rule.do === 'hang' ? 'timeout=3' : 'timeout=20'))
    expect(await one.send(message(`a@${domain}`))).toMatchObject(expected)
    expect(await received(domain)).toHaveLength(arrived)
    // Whatever became of that one, the next one leaves.
    await obey(domain, [])
    expect(await one.send(message(`b@${domain}`))).toMatchObject({ state: 'sent' })
  })

  test('tells a kept connection that was closed meanwhile from a refusal', async () => {
    const domain = ownDomain()
    const one = transport(env.SMTP_URL.replace('connections=4', 'connections=1'))
    expect(await one.send(message(`a@${domain}`))).toMatchObject({ state: 'sent' })
    await obey(domain, [{ at: 'rcpt', do: 'drop', times: 1 }])
    expect(await one.send(message(`b@${domain}`))).toMatchObject({ state: 'sent' })
    expect((await received(domain)).map(({ to }) => to)).toEqual([`a@${domain}`, `b@${domain}`])
  })

  test('comes over another connection where the kept one was closed while nothing was sent', async () => {
    const domain = ownDomain()
    const one = transport(env.SMTP_URL.replace('connections=4', 'connections=1'))
    expect(await one.send(message(`a@${domain}`))).toMatchObject({ state: 'sent' })
    const [first] = await received(domain)
    await lose(first?.connection ?? 0)
    expect(await one.send(message(`b@${domain}`))).toMatchObject({ state: 'sent' })
    const [, second] = await received(domain)
    expect(second).toMatchObject({ to: `b@${domain}` })
    expect(second?.connection).not.toBe(first?.connection)
  })

  test('says that nobody is there', async () => {
    expect(await transport('smtp://127.0.0.1:9?timeout=1').send(message('a@nobody.example'))).toMatchObject({ state: 'deferred' })
  })

  test('sends no password without TLS', async () => {
    const setting = readSmtpUrl(`${env.SMTP_URL.replace('//', '//user:secret@')}&tls=required`)
    if (!setting.ok) throw new Error(setting.error)
    const receipt = await smtpTransport(setting.value, 'brief.example').send(message('a@nobody.example'))
    expect(receipt).toMatchObject({ state: 'deferred' })
    expect(JSON.stringify(receipt)).not.toContain('secret')
  })

  test.each(['a@x.example>\r\nRCPT TO:<b@x.example', 'a@x.example\nDATA'])('refuses %j before the server hears of it', async (to) => {
    expect(await transport().send({ ...message('c@x.example'), envelope: { from: 'b@brief.example', to } })).toMatchObject({
      state: 'refused',
      mailbox: false,
    })
    expect(await received('x.example')).toEqual([])
  })
})

test('more messages than the runtime has timers go by one transport', async () => {
  const domain = ownDomain()
  const one = transport(env.SMTP_URL.replace('timeout=4', 'timeout=120'))
  let sent = 0
  for (let round = 0; round < 60; round += 1) {
    const receipts = await Promise.all(Array.from({ length: 100 }, (_, index) => one.send(message(`r${round}-${index}@${domain}`))))
    sent += receipts.filter(({ state }) => state === 'sent').length
  }
  expect(sent).toBe(6000)
}, 120_000)
