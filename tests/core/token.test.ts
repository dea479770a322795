import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url } from '../../src/core/base64url.ts'
import { openToken, signToken, type Purpose } from '../../src/core/token.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const DAY = 86_400_000
const secrets = { current: 'current-secret', previous: null }

async function make(purpose: Purpose, nonce: string | null = 'n', secret = secrets.current): Promise<string> {
  return (await signToken({ purpose, subscriber: 's', nonce }, { current: secret }, NOW)).token
}

describe('a token', () => {
  it.each([
    ['confirm', 'n', 7],
    ['manage', null, 1],
  ] as const)('to %s says what was signed, until it expires', async (purpose, nonce, days) => {
    const claims = { purpose, subscriber: 'a-subscriber', nonce }
    const { token, expires } = await signToken(claims, secrets, NOW)
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/)
    expect(expires).toEqual(new Date(NOW.getTime() + days * DAY))
    expect(await openToken(token, purpose, secrets, new Date(expires.getTime() - 1))).toEqual({ ok: true, value: claims })
    expect(await openToken(token, purpose, secrets, expires)).toEqual({ ok: false, error: 'expired' })
  })

  it('opens for its own purpose alone', async () => {
    expect(await openToken(await make('manage'), 'confirm', secrets, NOW)).toEqual({ ok: false, error: 'another purpose' })
    expect(await openToken(await make('confirm'), 'manage', secrets, NOW)).toEqual({ ok: false, error: 'another purpose' })
  })

  it('opens with the secret before, and not once that is gone', async () => {
    const token = await make('confirm', 'n', 'old')
    expect((await openToken(token, 'confirm', { current: 'new', previous: 'old' }, NOW)).ok).toBe(true)
    expect(await openToken(token, 'confirm', { current: 'new', previous: null }, NOW)).toEqual({ ok: false, error: 'forged' })
  })

  it('does not open with another signature, nor another body under its own', async () => {
    const token = await make('confirm')
    const [body = '', mac = ''] = token.split('.')
    const [otherBody = ''] = (await make('confirm', 'other')).split('.')
    const forged = [await make('confirm', 'n', 'a forger'), `${otherBody}.${mac}`, `${body}.${toBase64url(new Uint8Array(32))}`]
    for (const one of forged) expect(await openToken(one, 'confirm', secrets, NOW)).toEqual({ ok: false, error: 'forged' })
  })

  it.each([
    '',
    '.',
    'a',
    'a.b',
    `a.${'A'.repeat(42)}`,
    `.${'A'.repeat(43)}`,
    `a.b.${'A'.repeat(43)}`,
    `a.${'!'.repeat(43)}`,
    '\u{1f600}.\u{1f600}',
  ])('that is none is malformed: %j', async (text) => {
    expect(await openToken(text, 'confirm', secrets, NOW)).toEqual({ ok: false, error: 'malformed' })
  })

  it('with anything but its claims in it is malformed, though it is signed', async () => {
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secrets.current), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ])
    for (const content of ['["confirm",1,"s"]', '{}', 'not JSON', '["delete",9e15,"s",null]']) {
      const body = toBase64url(new TextEncoder().encode(content))
      const mac = toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))))
      expect(await openToken(`${body}.${mac}`, 'confirm', secrets, NOW)).toEqual({ ok: false, error: 'malformed' })
    }
  })

  it('does not open with any one character changed, added or taken away', async () => {
    const token = await make('confirm')
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ '.split('')
    const change = fc.record({
      at: fc.nat(token.length - 1),
      to: fc.constantFrom(...alphabet),
      how: fc.constantFrom('change', 'add', 'take'),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to, how }) => {
        const changed = token.slice(0, at) + (how === 'take' ? '' : to) + token.slice(how === 'add' ? at : at + 1)
        fc.pre(changed !== token)
        expect((await openToken(changed, 'confirm', secrets, NOW)).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
    for (const to of alphabet) {
      const changed = token.slice(0, -1) + to
      if (changed !== token) expect((await openToken(changed, 'confirm', secrets, NOW)).ok).toBe(false)
    }
  })
})

describe('base64url', () => {
  it('reads what it writes, and no second spelling of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = toBase64url(bytes)
        expect(text).toMatch(/^[\w-]*$/)
        expect([...(fromBase64url(text) ?? [])]).toEqual([...bytes])
        expect(fromBase64url(`${text}=`)).toBeNull()
      }),
    )
    expect(fromBase64url('AB')).toBeNull()
    expect(fromBase64url('AA')).toEqual(new Uint8Array(1))
  })
})
