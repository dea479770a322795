import { expect, test } from 'vitest'
import { readSmtpUrl } from '../../src/mail/smtp-url.ts'

test.each([
  [
    'smtp://mail.example',
    { host: 'mail.example', port: 587, secure: false, requireTls: false, auth: null, connections: 4, timeout: 60_000 },
  ],
  ['smtps://mail.example', { port: 465, secure: true }],
  ['smtp://mail.example:2525/?connections=20&timeout=5', { port: 2525, connections: 20, timeout: 5000 }],
  ['smtp://u%40x:p%3A%2F%C3%A4@mail.example', { auth: { user: 'u@x', pass: 'p:/ä' }, requireTls: true }],
  ['smtp://u:p@127.0.0.1:25', { requireTls: false, port: 25 }],
  ['smtp://u:p@[::1]', { host: '::1', requireTls: false }],
  ['smtp://localhost', { host: '127.0.0.1' }],
  ['smtp://127.0.0.1?tls=required', { requireTls: true }],
])('%s is read', (text, expected) => {
  expect(readSmtpUrl(text)).toMatchObject({ ok: true, value: expected })
})

test.each([
  ['', 'smtp://'],
  ['mail.example', 'smtp://'],
  ['https://mail.example', 'smtp://'],
  ['smtp://', 'smtp://'],
  ['smtp://u@mail.example', 'password'],
  ['smtp://:hush@mail.example', 'password'],
  ['smtp://u:hush%zz@mail.example', 'password'],
  ['smtp://mail.example?connections=0', 'connections'],
  ['smtp://mail.example?connections=21', 'connections'],
  ['smtp://mail.example?connections=two', 'connections'],
  ['smtp://mail.example?timeout=0', 'timeout'],
  ['smtp://mail.example?timeout=-1', 'timeout'],
  ['smtp://mail.example?tls=no', 'tls'],
  ['smtp://u:hush@mail.example?conections=2', 'option'],
])('%j is refused, with a word about %j and no secret', (text, word) => {
  const read = readSmtpUrl(text)
  expect(read).toMatchObject({ ok: false, error: expect.stringContaining(word) })
  expect(JSON.stringify(read)).not.toContain('hush')
})
