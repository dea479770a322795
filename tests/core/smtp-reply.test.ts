import { expect, test } from 'vitest'
import { detailOf, isMailboxStatus, receiptOf, type SmtpStage } from '../../src/core/smtp-reply.ts'

test.each<[string, SmtpStage, string]>([
  ['250 2.0.0 queued as 1', 'message', 'sent'],
  ['250 queued', 'message', 'sent'],
  ['550 5.1.1 no such user', 'recipient', 'refused: mailbox'],
  ['550 5.1.10 null MX', 'recipient', 'refused: mailbox'],
  ['550-5.1.1 The account does not exist.\n550 5.1.1 See the help', 'recipient', 'refused: mailbox'],
  ['550 5.2.1 mailbox disabled', 'recipient', 'refused: mailbox'],
  ['550 no such user here', 'recipient', 'refused: mailbox'],
  ['551 user not local', 'recipient', 'refused: mailbox'],
  ['553 mailbox name not allowed', 'recipient', 'refused: mailbox'],
  ['550 5.1.7 bad sender address', 'recipient', 'refused'],
  ['550 5.1.8 bad sender system', 'recipient', 'refused'],
  ['550 5.7.1 blocked by policy', 'recipient', 'refused'],
  ['550 5.4.1 access denied', 'recipient', 'refused'],
  ['552 5.2.2 mailbox full', 'recipient', 'refused'],
  ['552 mailbox full', 'recipient', 'refused'],
  ['554 5.7.1 relay access denied', 'recipient', 'refused'],
  ['554 no', 'recipient', 'refused'],
  ['550 5.1.1 of the message', 'message', 'refused'],
  ['550 spam', 'message', 'refused'],
  ['554 5.6.0 malformed', 'message', 'refused'],
  ['550 5.1.1 of the sender', 'sender', 'refused'],
  ['553 5.1.8 sender does not exist', 'sender', 'refused'],
  ['530 5.7.0 must issue STARTTLS first', 'sender', 'deferred'],
  ['530 authentication required', 'recipient', 'deferred'],
  ['535 5.7.8 wrong password', 'session', 'deferred'],
  ['554 5.7.1 no service for you', 'session', 'deferred'],
  ['421 4.3.2 closing', 'recipient', 'deferred'],
  ['450 mailbox busy', 'recipient', 'deferred'],
  ['452 4.2.2 over quota', 'message', 'deferred'],
  ['354 go on', 'recipient', 'deferred'],
  ['nonsense', 'recipient', 'deferred'],
  ['nonsense', 'message', 'unknown'],
  ['', 'message', 'unknown'],
])('%j to the %s is %s', (reply, stage, expected) => {
  const receipt = receiptOf(reply, stage)
  expect(receipt.state === 'refused' && receipt.mailbox ? 'refused: mailbox' : receipt.state).toBe(expected)
})

test.each([
  ['451 4.7.1 try again in 300 seconds', 300],
  ['450 greylisted, please retry after 5 minutes', 300],
  ['451 wait 1 hour', 3600],
  ['451 Greylisted for 60s', 60],
  ['421 try again in 20 sec', 20],
  ['451 try again later', null],
  ['451 in 3 monkeys', null],
  ['450 limit is 100 for 192.0.2.1', null],
])('%j says to come back in %j s', (reply, retryAfter) => {
  expect(receiptOf(reply, 'recipient')).toMatchObject({ state: 'deferred', retryAfter })
})

test.each([
  ['5.1.1', true],
  ['5.1.2', true],
  ['5.1.6', true],
  ['5.1.10', true],
  ['5.2.1', true],
  ['5.1.7', false],
  ['5.1.8', false],
  ['5.2.2', false],
  ['5.2.10', false],
  ['5.7.1', false],
  ['4.1.1', false],
  ['15.1.1', false],
  ['', false],
])('%j is about the mailbox: %j', (status, expected) => {
  expect(isMailboxStatus(status)).toBe(expected)
})

test('a detail is one line of at most 300 characters, without control characters', () => {
  expect(detailOf('550-a\r\n550 b\t\u0007\u001b[31m\u202e c')).toBe('550-a 550 b [31m c')
  expect(detailOf('x'.repeat(1000))).toHaveLength(300)
  expect(detailOf(`${'x'.repeat(298)}😀😀`)).toSatisfy((text: string) => text.isWellFormed() && text.length <= 300)
  expect(detailOf('\ud800')).toBe('\ufffd')
})
