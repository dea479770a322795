import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptOfAnswer, receiptOfLoss } from '../../src/core/webhook-receipt.ts'
import { signedHeaders, toWebhookSecret } from '../../src/core/webhook-signature.ts'
import { isSigned } from '../receiver.ts'

describe('a signature', () => {
  it('is what the Standard Webhooks specification says', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const now = new Date(1_614_265_330_999)
    expect(await signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', secret, now)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('holds for its own text, secret and time, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.uint8Array({ minLength: 24, maxLength: 64 }), async (text, random) => {
        const secret = toWebhookSecret(random)
        const raw = JSON.stringify({ text })
        const headers = await signedHeaders('an-id', raw, secret, new Date(1_700_000_000_000))
        const received = { path: '/', id: 'an-id', body: null, headers, raw }
        expect(await isSigned(received, secret)).toBe(true)
        expect(await isSigned({ ...received, raw: `${raw} ` }, secret)).toBe(false)
        expect(await isSigned({ ...received, headers: { ...headers, 'webhook-timestamp': '1700000001' } }, secret)).toBe(false)
        expect(await isSigned(received, toWebhookSecret(Uint8Array.from(random, (byte) => byte ^ 1)))).toBe(false)
      }),
    )
  })
})

const now = new Date('2026-06-01T12:00:00Z')
const post = {
  id: 'x',
  url: 'https://hooks.example/services/T0AAAAAA/b%20secretpart?key=abcdefgh',
  secret: 'whsec_',
  body: '',
  repeatable: true,
}

describe('an answer', () => {
  const stateOf = (status: number, repeatable = true) =>
    receiptOfAnswer({ status, retryAfter: null, text: '' }, { ...post, repeatable }, now).state

  it.each([
    [200, 'sent'],
    [202, 'sent'],
    [204, 'sent'],
    [299, 'sent'],
    [301, 'refused'],
    [302, 'refused'],
    [304, 'refused'],
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [408, 'deferred'],
    [410, 'refused'],
    [413, 'refused'],
    [425, 'deferred'],
    [429, 'deferred'],
    [500, 'deferred'],
    [502, 'deferred'],
    [503, 'deferred'],
    [521, 'deferred'],
    [522, 'deferred'],
    [530, 'deferred'],
  ])('%i means %s, whoever is asked', (status, state) => {
    expect(stateOf(status)).toBe(state)
    expect(stateOf(status, false)).toBe(state)
  })

  it.each([504, 520, 524])('%i, by a go-between that lost the other side, is tried again only where a repeat does no harm', (status) => {
    expect(stateOf(status)).toBe('deferred')
    expect(stateOf(status, false)).toBe('unknown')
  })

  it('says when to come back', () => {
    const waitOf = (retryAfter: string) => receiptOfAnswer({ status: 429, retryAfter, text: '' }, post, now)
    expect(waitOf('90')).toMatchObject({ retryAfter: 90 })
    expect(waitOf('Mon, 01 Jun 2026 12:30:00 GMT')).toMatchObject({ retryAfter: 1800 })
    expect(waitOf('soon')).toMatchObject({ retryAfter: null })
  })

  it('never names a mailbox, and gives no part of the address away', () => {
    const text = `Cannot POST /services/T0AAAAAA/b%20secretpart?key=abcdefgh at ${post.url}: b secretpart, abcdefgh, T0AAAAAA`
    const receipt = receiptOfAnswer({ status: 404, retryAfter: null, text }, post, now)
    expect(receipt).toMatchObject({ state: 'refused', mailbox: false })
    expect(receipt.detail).toMatch(/^404 Cannot POST/)
    expect(receipt.detail).not.toMatch(/secretpart|abcdefgh|T0AAAAAA/)
    expect(receiptOfLoss(`lost at ${post.url}`, post).detail).toBe('lost at …')
  })

  it('is one short line in the ledger', () => {
    const { detail } = receiptOfAnswer({ status: 500, retryAfter: null, text: `<html>\r\n\u0000${'x'.repeat(4000)}` }, post, now)
    expect(detail).toMatch(/^500 <html> x+…$/)
    expect(detail.length).toBeLessThanOrEqual(300)
  })
})
