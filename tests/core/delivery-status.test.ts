import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveryMessageId, deliveryOf } from '../../src/core/delivery-id.ts'
import { parseDeliveryStatus } from '../../src/core/delivery-status.ts'

const POSTFIX = `Reporting-MTA: dns; relay.brief.example
X-Postfix-Queue-ID: 4F9C21C2A
X-Postfix-Sender: rfc822; bounces@brief.example
Arrival-Date: Tue, 24 Nov 2026 07:00:03 +0000 (UTC)

Final-Recipient: rfc822; ida.quill@harbour.example
Original-Recipient: rfc822;ida.quill@harbour.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx1.harbour.example
Diagnostic-Code: smtp; 550 5.1.1 <ida.quill@harbour.example>: Recipient address
    rejected: User unknown in virtual mailbox table
`

const EXCHANGE = `Reporting-MTA: dns;AM0PR05MB1234.eurprd05.prod.outlook.example
Received-From-MTA: dns;relay.brief.example
Arrival-Date: Tue, 24 Nov 2026 07:00:05 +0000

Original-Recipient: rfc822;Olek+2BDesk@ministry.example
Final-Recipient: rfc822;olek@tenant.onmicrosoft.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient olek@tenant.onmicrosoft.example not found by SMTP address lookup
X-Display-Name: Olek (Desk)
`

const GMAIL = `Reporting-MTA: dns; googlemail.example
Received-From-MTA: dns; bounces@brief.example
Arrival-Date: Tue, 24 Nov 2026 07:00:08 -0800 (PST)
X-Original-Message-ID: <x@brief.example>

Final-Recipient: rfc822; full@mail.example
Action: failed
Status: 5.2.2
Remote-MTA: dns; gmail-smtp-in.l.mail.example. (2001:db8::1a, the
 server for the domain mail.example.)
Diagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space. Please direct the
 552 5.2.2 recipient to free some. e9e14a558f8ab-4 - gsmtp
Last-Attempt-Date: Tue, 24 Nov 2026 07:00:09 -0800 (PST)
`

const EXIM = `Reporting-MTA: dns; smtp.quay.example

Action: failed
Final-Recipient: rfc822;nobody@quay.example
Status: 5.0.0
Remote-MTA: dns; mx.quay.example
Diagnostic-Code: smtp; 550 5.1.1 No such person at this address
`

/** The reports, as [address, action, status, diagnostic]. */
function read(text: string): unknown[][] {
  return parseDeliveryStatus(text).recipients.map(({ address, action, status, diagnostic }) => [address, action, status, diagnostic])
}

describe('parseDeliveryStatus', () => {
  test.each([
    [
      'Postfix',
      POSTFIX,
      'ida.quill@harbour.example',
      '5.1.1',
      '550 5.1.1 <ida.quill@harbour.example>: Recipient address rejected: User unknown in virtual mailbox table',
    ],
    [
      'Exchange',
      EXCHANGE,
      'olek@tenant.onmicrosoft.example',
      '5.1.10',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient olek@tenant.onmicrosoft.example not found by SMTP address lookup',
    ],
    [
      'Gmail',
      GMAIL,
      'full@mail.example',
      '5.2.2',
      "552-5.2.2 The recipient's inbox is out of storage space. Please direct the 552 5.2.2 recipient to free some. e9e14a558f8ab-4 - gsmtp",
    ],
    ['Exim, which leaves the status to the words', EXIM, 'nobody@quay.example', '5.1.1', '550 5.1.1 No such person at this address'],
  ])('reads one of %s, whatever its lines end in', (_server, text, address, status, diagnostic) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\n${text}\n\n`, text.replaceAll('\n\n', '\n \t\n')])
      expect(read(variant)).toEqual([[address, 'failed', status, diagnostic]])
  })

  test('has the address as the sender wrote it, decoded where it is xtext', () => {
    const original = (text: string) =>
      parseDeliveryStatus(`Final-Recipient: rfc822; a@b.example\nOriginal-Recipient: ${text}`).recipients[0]
    expect(parseDeliveryStatus(EXCHANGE).recipients[0]).toMatchObject({ original: 'Olek+Desk@ministry.example' })
    expect(original('rfc822;a+3Db+2Bc@d.example')).toMatchObject({ address: 'a@b.example', original: 'a=b+c@d.example' })
    expect(original('rfc822;ida+news@d.example')?.original).toBe('ida+news@d.example')
    // A decoded blank or line break is none that an address has.
    expect(original('rfc822;ida+20@d.example')?.original).toBe('ida+20@d.example')
    expect(original('rfc822;ida+0D+0A@d.example')?.original).toBe('ida+0D+0A@d.example')
    expect(parseDeliveryStatus('Original-Recipient: rfc822;a+2Bb@c.example\nAction: failed').recipients[0]).toMatchObject({
      address: 'a+2Bb@c.example',
      original: 'a+b@c.example',
    })
  })

  test('keeps several recipients apart, with or without the blank line between them', () => {
    const one = (name: string, action: string) => `Final-Recipient: rfc822; ${name}@q.example\nAction: ${action}\nStatus: 4.4.1\n`
    const expected = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'].map((action, index) => [`r${index}`, action] as const)
    for (const between of ['\n', '\n\n\n', '']) {
      const text = `Reporting-MTA: dns; x${between || '\n'}${expected.map(([name, action]) => one(name, action)).join(between)}`
      expect(read(text)).toEqual(expected.map(([name, action]) => [`${name}@q.example`, action, '4.4.1', null]))
    }
  })

  test.each([
    ['nothing', '', []],
    ['a block about the message alone', 'Reporting-MTA: dns; a\nArrival-Date: today\n', []],
    ['no report at all', 'Dear colleague,\n\nI am away until Monday.\n', []],
    ['a recipient without anything else', 'Final-Recipient: rfc822; a@b.example', [['a@b.example', null, null, null]]],
    ['an address in angle brackets', 'Final-Recipient: RFC822 ;<a@b.example>', [['a@b.example', null, null, null]]],
    ['an address that is none', 'Final-Recipient: rfc822; unknown user\nAction: failed', [[null, 'failed', null, null]]],
    ['an internationalised one', 'Final-Recipient: utf-8; ольга@b.example\nAction: failed', [['ольга@b.example', 'failed', null, null]]],
    ['an action that nobody knows', 'Final-Recipient: rfc822; a@b.example\nAction: exploded', [['a@b.example', null, null, null]]],
    [
      'comments and odd case',
      'FINAL-RECIPIENT : rfc822; a@b.example\naction:  Failed (permanently)\nstatus: 5.1.1 (bad destination)',
      [['a@b.example', 'failed', '5.1.1', null]],
    ],
    ['a status that is none', 'Final-Recipient: rfc822; a@b.example\nStatus: 5.1', [['a@b.example', null, null, null]]],
    ['a status of a made-up class', 'Final-Recipient: rfc822; a@b.example\nStatus: 9.1.1', [['a@b.example', null, null, null]]],
    [
      'no status, where the words have one',
      'Final-Recipient: rfc822; a@b.example\nDiagnostic-Code: smtp; 550-5.7.1 Not wanted',
      [['a@b.example', null, '5.7.1', '550-5.7.1 Not wanted']],
    ],
    [
      'words of another class than the status',
      'Final-Recipient: rfc822; a@b.example\nStatus: 4.0.0\nDiagnostic-Code: smtp; 550 5.1.1 gone',
      [['a@b.example', null, '4.0.0', '550 5.1.1 gone']],
    ],
    [
      'an address on the network, which is no status',
      'Final-Recipient: rfc822; a@b.example\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 blocked 5.1.1.7',
      [['a@b.example', null, '5.0.0', '550 blocked 5.1.1.7']],
    ],
    ['a fold before any field', ' folded\nFinal-Recipient: rfc822; a@b.example', [['a@b.example', null, null, null]]],
  ])('of %s', (_case, text, expected) => expect(read(text)).toEqual(expected))

  test('ends, whatever it is given, and keeps little of it', () => {
    const much = `Final-Recipient: rfc822; a@b.example\nDiagnostic-Code: smtp; ${'x '.repeat(300_000)}\n\n`
    expect(parseDeliveryStatus(much).recipients[0]?.diagnostic?.length).toBeLessThanOrEqual(300)
    expect(parseDeliveryStatus('Final-Recipient: rfc822; a@b.example\n\n'.repeat(10_000)).recipients).toHaveLength(50)
    for (const one of [' ', '\t', '\n', '\r\n', ':', '<', 'a:', '+', ' \n\t']) parseDeliveryStatus(one.repeat(200_000))
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('Final-Recipient', 'Status', ':', ' ', '\n', '\r', ';', 'a@b', '5.1.1', '+2B') }),
        (text) => {
          for (const { address, status } of parseDeliveryStatus(text).recipients) {
            expect(address === null || address.includes('@')).toBe(true)
            expect(status === null || /^[245]\.\d+\.\d+$/.test(status)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('deliveryOf', () => {
  const mailing = '0b1d7e1c-3a52-4c53-9e43-0e8c6b7f2a10'
  const subscriber = 'c7a1f7e2-90d4-4f0e-8d3f-55b0a1e0d9aa'

  test('reads what deliveryMessageId writes, with brackets or without, in any case', () => {
    const id = deliveryMessageId(mailing, subscriber, 'brief.example')
    expect(id).toBe(`<${mailing}.${subscriber}@brief.example>`)
    for (const text of [id, id.slice(1, -1), ` ${id} `, id.toUpperCase()]) expect(deliveryOf(text)).toEqual({ mailing, subscriber })
  })

  test.each([
    '',
    '<x@brief.example>',
    `<${mailing}@brief.example>`,
    `<${mailing}.${subscriber}>`,
    `<${mailing}.${subscriber}@>`,
    `<${mailing}.${subscriber}@a b>`,
    `<${mailing}.${subscriber}.${subscriber}@brief.example>`,
    `<x.${mailing}.${subscriber}@brief.example>`,
    `<${mailing}.${subscriber.slice(1)}@brief.example>`,
    `<${mailing}.${subscriber}@brief.example> <${mailing}.${subscriber}@brief.example>`,
  ])('is null for %s', (text) => expect(deliveryOf(text)).toBeNull())
})
