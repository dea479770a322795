import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKey, EmailAddress, parseMailbox } from '../../src/core/email-address.ts'

function errorOf(text: string): string | undefined {
  return EmailAddress.safeParse(text).error?.issues[0]?.message
}

describe('an address', () => {
  it.each([
    ['ann@example.org', 'ann@example.org'],
    ['  Ann.Roe@Example.ORG\n', 'Ann.Roe@example.org'],
    ["o'hara+news@sub.example.co.uk", "o'hara+news@sub.example.co.uk"],
    ['a@b.example', 'a@b.example'],
    ["!#$%&'*+/=?^_`{|}~-@example.org", "!#$%&'*+/=?^_`{|}~-@example.org"],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
    ['ann@例え。テスト', 'ann@xn--r8jz45g.xn--zckzah'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
    [`a@${'b'.repeat(63)}.example`, `a@${'b'.repeat(63)}.example`],
  ])('%j is taken as %j', (text, address) => {
    expect(EmailAddress.parse(text)).toBe(address)
    expect(EmailAddress.parse(address)).toBe(address)
  })

  it.each([
    '',
    '@',
    'ann',
    'ann@',
    '@example.org',
    'ann@localhost',
    'ann@example',
    'ann@.example',
    'ann@example..org',
    'ann@-example.org',
    'ann@example-.org',
    'ann@exa_mple.org',
    'ann@exa mple.org',
    'ann @example.org',
    '.ann@example.org',
    'ann.@example.org',
    'an..n@example.org',
    'ann@roe@example.org',
    'Ann <ann@example.org>',
    '<ann@example.org>',
    'ann@example.org, bo@example.org',
    'ann@example.org;bo@example.org',
    'mailto:ann@example.org',
    'ann@example.org/x',
    'ann@example.org?subject=x',
    'ann@example.org:25',
    '"ann roe"@example.org',
    '"ann\\"roe"@example.org',
    'ann(comment)@example.org',
    'ann@[127.0.0.1]',
    'ann@[IPv6:::1]',
    'ann@127.0.0.1',
    'ann@0x7f.1',
    'ann@example.123',
    'ann@％41.example',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.example`,
    `${'a'.repeat(64)}@${'b.'.repeat(95)}example`,
    `a@${'b'.repeat(400)}.example`,
  ])('%j is refused', (text) => {
    expect(errorOf(text)).toEqual(expect.any(String))
  })

  it.each([
    'a@x.example\r\nBcc: b@x.example',
    'a\r\n@x.example',
    'a@x\n.example',
    'a\u0000@x.example',
    'a@x.example\u0000b',
    '\ta@x.ex\tample',
  ])('%j holds a control character, and is told so', (text) => {
    expect(errorOf(text)).toContain('control character')
  })

  it.each(['björn@example.org', 'анна@example.org', 'ann@roe＠example.org', 'a\u0301nn@example.org'])(
    '%j says what to do about its letters',
    (text) => {
      expect(errorOf(text)).toMatch(/SMTPUTF8|no domain/)
    },
  )

  it('whatever comes in is printable ASCII with one "@" and a dot after it, or refused', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.stringMatching(/^[a-z0-9.@"<>\r\n ,;:()[\]-]{0,12}$/))
    fc.assert(
      fc.property(part, part, fc.constantFrom('.example', '.org', '', '.例え'), (local, domain, end) => {
        const parsed = EmailAddress.safeParse(`${local}@${domain}${end}`)
        if (!parsed.success) return
        expect(parsed.data).toMatch(/^[!-?A-~]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/)
        expect(parsed.data.length).toBeLessThanOrEqual(254)
        expect(EmailAddress.parse(parsed.data)).toBe(parsed.data)
      }),
      { numRuns: 3000 },
    )
  })

  it('is one person whatever the case', () => {
    expect(addressKey(EmailAddress.parse('Ann@EXAMPLE.org'))).toBe(addressKey(EmailAddress.parse('ANN@example.ORG')))
  })
})

describe('a mailbox', () => {
  it.each([
    ['ann@example.org', { name: null, email: 'ann@example.org' }],
    ['Ann <ann@example.org>', { name: 'Ann', email: 'ann@example.org' }],
    ['"Roe, Ann \\"A\\"" <ann@Example.org>', { name: 'Roe, Ann "A"', email: 'ann@example.org' }],
    ['<ann@example.org>', { name: null, email: 'ann@example.org' }],
    ['Énergie <ann@bücher.example>', { name: 'Énergie', email: 'ann@xn--bcher-kva.example' }],
  ])('%j', (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox)
  })

  it.each(['', 'Ann', 'Ann <>', 'Ann <ann>', 'Ann\r\nBcc: x <ann@example.org>'])('%j is none', (text) => {
    expect(parseMailbox(text)).toBeNull()
  })
})
