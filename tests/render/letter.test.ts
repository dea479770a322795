import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_ONLY } from '../../src/core/template.ts'
import { renderLetter, renderTestLetter, type LetterSetting } from '../../src/render/letter.ts'
import { mailboxEncoder } from '../../src/render/mailbox.ts'
import { arabic, briefing } from '../fixtures/render/compositions.ts'

const setting: LetterSetting = {
  from: { name: 'Бюро «Північ»', email: 'desk@brief.example' },
  replyTo: { name: null, email: 'answers@brief.example' },
  date: new Date('2026-02-01T06:00:00Z'),
  publicUrl: 'https://brief.example',
  templates: BUILT_IN_ONLY,
  listId: 'north.brief.example',
  seed: '0b7f6a57-9a53-4c2c-8a1e-2f1d7a1b6c3d',
}
const TOKEN = /^[A-Za-z0-9_-]{32}$/
const tokens = fc.stringMatching(TOKEN)

describe('a letter', () => {
  it.each([
    ['English', briefing],
    ['Arabic', arabic],
  ])('is completed for a reader: %s', async (_language, composition) => {
    const letter = await renderLetter(composition, 'edition', setting)
    const token = 'aB3_-xyZ'.repeat(4)
    const message = await PostalMime.parse(
      letter({ to: { name: 'Zoë "Z" Öztürk', email: 'zoe@reader.example' }, messageId: '<a.b@brief.example>', token }),
    )
    const link = `https://brief.example/subscriptions/unsubscribe/${token}`
    expect(message.to).toMatchObject([{ name: 'Zoë "Z" Öztürk', address: 'zoe@reader.example' }])
    expect(message.from).toMatchObject({ name: 'Бюро «Північ»', address: 'desk@brief.example' })
    expect(message.replyTo).toMatchObject([{ address: 'answers@brief.example' }])
    expect(message.messageId).toBe('<a.b@brief.example>')
    expect(message.subject).toContain(composition.title)
    expect(message.text).toContain(link)
    expect(message.html).toContain(`href="${link}"`)
    const header = (key: string) => message.headers.filter((one) => one.key === key).map((one) => one.value)
    expect(header('list-unsubscribe')).toEqual([`<${link}>`])
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect(header('list-id')[0]).toContain('<north.brief.example>')
    expect(header('message-id')).toHaveLength(1)
    expect(header('x-unsent')).toEqual([])
  })

  it('differs between two readers in what is personal alone, and leads to the web without it', async () => {
    const letter = await renderLetter(briefing, 'edition', setting)
    const to = { name: null, email: 'a@reader.example' }
    await fc.assert(
      fc.asyncProperty(tokens, tokens, async (one, other) => {
        const [a, b] = [one, other].map((token) => letter({ to, messageId: '<a.b@brief.example>', token }))
        const plain = (raw = '') => raw.replaceAll('=\r\n', '')
        expect(plain(a).replaceAll(one, other)).toBe(plain(b))
        expect(plain(a).split(one)).toHaveLength(4)
        for (const line of (a ?? '').split('\r\n')) expect(line.length).toBeLessThanOrEqual(120)
        expect(a).toMatch(/^[\r\n\t -~]*$/)
      }),
      { numRuns: 50 },
    )
    const { html = '' } = await PostalMime.parse(letter({ to, messageId: '<a.b@brief.example>', token: 'x'.repeat(32) }))
    const personal = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href).filter((href) => href.includes('x'.repeat(32)))
    expect(personal).toEqual([`https://brief.example/subscriptions/unsubscribe/${'x'.repeat(32)}`])
  })

  it('completes a token wherever quoted-printable breaks it', async () => {
    for (let length = 1; length <= 40; length += 1) {
      const publicUrl = `https://${'a'.repeat(length)}.example`
      const letter = await renderLetter(briefing, 'edition', { ...setting, publicUrl })
      const token = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'
      const { text, html } = await PostalMime.parse(
        letter({ to: { name: null, email: 'a@b.example' }, messageId: '<a.b@c.example>', token }),
      )
      expect(text).toContain(`${publicUrl}/subscriptions/unsubscribe/${token}`)
      expect(html).toContain(`${publicUrl}/subscriptions/unsubscribe/${token}`)
    }
  })

  it('says that it is a correction, or a test, which has nothing to unsubscribe from', async () => {
    const correction = await renderLetter(briefing, 'correction', setting)
    const corrected = await PostalMime.parse(
      correction({ to: { name: null, email: 'a@b.example' }, messageId: '<a.b@c.example>', token: 'x'.repeat(32) }),
    )
    expect(corrected.subject).toMatch(/^Correction: /)
    expect(corrected.text).toContain('has been corrected since')
    const raw = await renderTestLetter(briefing, { name: null, email: 'a@b.example' }, '<t@brief.example>', setting)
    const tested = await PostalMime.parse(raw)
    expect(tested.subject).toMatch(/^\[Test\] /)
    expect(tested.text).toContain('This is a test')
    expect(raw).not.toMatch(/unsubscribe/i)
  })
})

describe('a mailbox in a header', () => {
  it('reads back as it was, and never brings a line of its own', async () => {
    const encode = await mailboxEncoder()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), async (text) => {
        const name =
          text
            .toWellFormed()
            .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s\ufffd]+/gu, ' ')
            .trim()
            .normalize('NFC') || 'x'
        const header = encode({ name, email: 'a@b.example' })
        expect(header.replaceAll('\r\n ', '')).not.toMatch(/[\r\n]/)
        const { to } = await PostalMime.parse(`To: ${header}\r\n\r\n`)
        expect(to).toMatchObject([{ name, address: 'a@b.example' }])
      }),
    )
  })
})
