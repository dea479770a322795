import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { readSmtpUrl } from '../../src/mail/smtp-url.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { obey, ownDomain, received } from '../mailbox.ts'

/** TLS from the start, STARTTLS and logins, from inside workerd to servers with certificates of an authority that it trusts, and of one that it does not. */

const { starttls, secure, strangerStarttls, strangerSecure, anotherStarttls, anotherSecure } = env.TLS_SINKS
const LOGIN = `desk%40brief.example:${encodeURIComponent('pä:ss/w@rd?')}`
const open: Transport[] = []

function transport(url: string, options = ''): Transport {
  const setting = readSmtpUrl(`${url}?timeout=2${options}`)
  if (!setting.ok) throw new Error(setting.error)
  const made = smtpTransport(setting.value, 'brief.example')
  open.push(made)
  return made
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const as = (login: string, url: string) => url.replace('//', `//${login}@`)
const message = (to: string) => ({
  envelope: { from: 'bounces@brief.example', to },
  raw: `From: desk@brief.example\r\nTo: ${to}\r\nSubject: Hello\r\n\r\nHello.\r\n`,
})

describe.each([
  ['TLS from the start', secure],
  ['STARTTLS', starttls],
])('%s', (_name, { smtpUrl, httpUrl }) => {
  test('carries a login and messages', async () => {
    const domain = ownDomain()
    const one = transport(as(LOGIN, smtpUrl), '&connections=1&tls=required')
    expect(await one.send(message(`a@${domain}`))).toMatchObject({ state: 'sent' })
    expect(await one.send(message(`b@${domain}`))).toMatchObject({ state: 'sent' })
    const arrived = await received(domain, httpUrl)
    expect(arrived).toMatchObject([
      { to: `a@${domain}`, tls: true, user: 'desk@brief.example', raw: message(`a@${domain}`).raw },
      { to: `b@${domain}`, tls: true, user: 'desk@brief.example' },
    ])
    expect(new Set(arrived.map(({ connection }) => connection)).size).toBe(1)
  })

  test('puts off what a wrong password should have let through', async () => {
    const domain = ownDomain()
    const receipt = await transport(as('desk%40brief.example:wrong', smtpUrl)).send(message(`a@${domain}`))
    expect(receipt).toMatchObject({ state: 'deferred', detail: expect.stringMatching(/login: 535 /) })
    expect(JSON.stringify(receipt)).not.toContain('wrong"')
    expect(await received(domain, httpUrl)).toEqual([])
  })

  test('puts off what a server will not take without a login', async () => {
    const domain = ownDomain()
    expect(await transport(smtpUrl).send(message(`a@${domain}`))).toMatchObject({
      state: 'deferred',
      detail: expect.stringMatching(/^530 /),
    })
    expect(await received(domain, httpUrl)).toEqual([])
  })

  test('tells a connection that is lost over it', async () => {
    const domain = ownDomain()
    await obey(domain, [{ at: 'end', do: 'drop', times: 1 }], httpUrl)
    const one = transport(as(LOGIN, smtpUrl))
    expect(await one.send(message(`a@${domain}`))).toMatchObject({ state: 'unknown' })
    expect(await one.send(message(`b@${domain}`))).toMatchObject({ state: 'sent' })
  })
})

test.each(['hang', 'drop'] as const)('a login that the server answers with %s is put off', async (act) => {
  const domain = ownDomain()
  await obey(domain, [{ at: 'auth', do: act }], secure.httpUrl)
  expect(await transport(as(`desk%40${domain}:x`, secure.smtpUrl)).send(message(`a@${domain}`))).toMatchObject({ state: 'deferred' })
})

test.each([
  ['TLS from the start', 'of an unknown authority', strangerSecure],
  ['STARTTLS', 'of an unknown authority', strangerStarttls],
  ['TLS from the start', 'for another host', anotherSecure],
  ['STARTTLS', 'for another host', anotherStarttls],
])('with %s, a certificate %s is not trusted', async (_way, _whose, { smtpUrl, httpUrl }) => {
  const domain = ownDomain()
  expect(await transport(smtpUrl).send(message(`a@${domain}`))).toMatchObject({ state: 'deferred', detail: expect.stringContaining('TLS') })
  expect(await received(domain, httpUrl)).toEqual([])
})

test('where TLS is required and not offered, nothing is sent, and no password', async () => {
  const receipt = await transport(as('user:secret', env.SMTP_URL.split('?')[0] ?? ''), '&tls=required').send(message('a@plain.example'))
  expect(receipt).toMatchObject({ state: 'deferred', detail: expect.stringContaining('TLS') })
  expect(await received('plain.example')).toEqual([])
})
