import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { transportOf } from '../../src/mail/choose.ts'
import { cloudflareTransport, receiptOfError } from '../../src/mail/cloudflare.ts'

test.each([
  ['E_RATE_LIMIT_EXCEEDED', 'deferred'],
  ['E_DAILY_LIMIT_EXCEEDED', 'deferred'],
  ['E_INTERNAL_SERVER_ERROR', 'unknown'],
  ['E_RECIPIENT_SUPPRESSED', 'refused: mailbox'],
  ['E_DELIVERY_FAILED', 'refused'],
  ['E_SENDER_NOT_VERIFIED', 'refused'],
  ['E_SENDER_DOMAIN_NOT_AVAILABLE', 'refused'],
  ['E_RECIPIENT_NOT_ALLOWED', 'refused'],
  ['E_VALIDATION_ERROR', 'refused'],
  ['E_FIELD_MISSING', 'refused'],
  ['E_CONTENT_TOO_LARGE', 'refused'],
  ['E_HEADER_NOT_ALLOWED', 'refused'],
  ['E_HEADERS_TOO_LARGE', 'refused'],
  ['E_SOMETHING_NEW', 'unknown'],
  ['', 'unknown'],
])('an error with the code %j is %s', (code, expected) => {
  const receipt = receiptOfError(Object.assign(new Error('why\r\nnot'), code && { code }))
  expect(receipt.state === 'refused' && receipt.mailbox ? 'refused: mailbox' : receipt.state).toBe(expected)
  expect(receipt.detail).toBe(`${code} why not`.trim())
})

test('what is thrown and is no error may have been taken', () => {
  expect(receiptOfError('lost')).toEqual({ state: 'unknown', detail: 'lost' })
})

test('a message leaves by the binding', async () => {
  const to = 'a@reader.example'
  const raw = `From: desk@brief.example\r\nTo: ${to}\r\nMessage-ID: <1@brief.example>\r\nSubject: Hello\r\n\r\nHello.\r\n`
  const receipt = await cloudflareTransport(env.EMAIL).send({ envelope: { from: 'desk@brief.example', to }, raw })
  expect(receipt).toMatchObject({ state: 'sent' })
})

test.each([
  ['SMTP where its URL is set', { SMTP_URL: 'smtp://mail.example', EMAIL: env.EMAIL }, 'smtp'],
  ['Cloudflare where none is', { EMAIL: env.EMAIL }, 'cloudflare'],
  ['Cloudflare where it is empty', { SMTP_URL: '', EMAIL: env.EMAIL }, 'cloudflare'],
])('mail leaves by %s', (_name, settings, expected) => {
  expect(transportOf(settings, 'brief.example')).toMatchObject({ ok: true, value: { name: expected } })
})

test('where there is no way out, or a wrong one, it says so', () => {
  expect(transportOf({}, 'brief.example')).toMatchObject({ ok: false, error: expect.stringContaining('SMTP_URL') })
  expect(transportOf({ SMTP_URL: 'nonsense', EMAIL: env.EMAIL }, 'brief.example')).toMatchObject({
    ok: false,
    error: expect.stringContaining('smtp://'),
  })
})
