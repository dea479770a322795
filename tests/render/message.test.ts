import { describe, expect, it } from 'vitest'
import { renderMailHtml } from '../../src/render/mail.ts'
import { renderMessage } from '../../src/render/message.ts'
import { renderText } from '../../src/render/plaintext.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { arabic, briefing } from '../fixtures/render/compositions.ts'

const view = viewOf(briefing, { publicUrl: 'https://brief.example' })

describe('a message', () => {
  it('is the same bytes for the same briefing, and others for another', async () => {
    const message = await renderMessage(view)
    expect(await renderMessage(view)).toBe(message)
    const [id] = /^Message-ID: .*$/m.exec(message) ?? []
    expect(await renderMessage({ ...view, introduction: 'Changed.' })).not.toContain(id)
  })

  it('is a draft without sender or recipient', async () => {
    const head = headOf(await renderMessage(view))
    expect(head).toContain('X-Unsent: 1\r\n')
    expect(head).toContain('Subject: The North Coast morning briefing\r\n')
    expect(head).toContain('Date: Sat, 31 Jan 2026 08:05:00 +0000\r\n')
    expect(head).toMatch(/^Message-ID: <[0-9a-f]{32}@brief\.example>\r$/m)
    expect(head).not.toMatch(/^(?:from|to|cc|bcc|x-mailer):/im)
  })

  it('takes what it is given', async () => {
    const options = {
      from: { name: 'Desk', email: 'desk@brief.example' },
      date: new Date('2026-02-01T00:00:00Z'),
      messageId: '<a@b.example>',
      boundarySeed: 'seed',
    }
    const message = await renderMessage(view, options)
    expect(headOf(message)).toContain('From: Desk <desk@brief.example>\r\n')
    expect(headOf(message)).toContain('Date: Sun, 01 Feb 2026 00:00:00 +0000\r\n')
    expect(headOf(message)).toContain('Message-ID: <a@b.example>\r\n')
    expect(message).toContain('seed')
  })

  it.each([
    ['English', briefing],
    ['Arabic', arabic],
  ])('has CRLF, short ASCII lines and the two parts, text first: %s', async (_language, composition) => {
    const shown = viewOf(composition, { publicUrl: 'https://brief.example' })
    const message = await renderMessage(shown)
    expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]|[^ -~\t]/)
    for (const row of message.split('\r\n')) expect(row.length).toBeLessThanOrEqual(78)
    const [text, html] = partsOf(message)
    expect(text).toEqual({ type: 'text/plain; charset=utf-8', content: renderText(shown) })
    expect(html).toEqual({ type: 'text/html; charset=utf-8', content: renderMailHtml(shown) })
  })
})

describe('the size of a mail', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length
  const articles = view.sections.flatMap(({ stories }) => stories.flatMap((story) => story.articles))
  const [article] = articles
  if (!article) throw new Error('The fixture has lost its article.')
  const many = (count: number, of = article) => ({
    ...view,
    sections: [
      { heading: null, stories: Array.from({ length: count }, () => ({ several: false, origins: null, articles: [of], withdrawn: null })) },
    ],
  })

  it('is below 100 kB for twenty articles', () => {
    const mail = renderMailHtml(many(20))
    expect(bytes(mail)).toBeLessThan(100_000)
    expect(mail).toContain('A replacement vessel')
    expect(mail).toContain('Who said what')
  })

  it('leaves out statements rather than be cut off, and says so', () => {
    const statements = Array.from({ length: 30 }, () => ({ text: `“${'At length. '.repeat(20)}”`, direct: true }))
    const mail = renderMailHtml(many(20, { ...article, speakers: [{ name: 'Marta Brekke', role: null, statements }] }))
    expect(bytes(mail)).toBeLessThan(100_000)
    expect(mail).toContain('This message is shortened')
    expect(mail).not.toContain('At length.')
  })

  it('leaves out points, and then articles, when that is not enough', () => {
    const points = Array.from({ length: 20 }, () => ({ text: 'Point after point. '.repeat(50), verbatim: true }))
    const headline = 'A headline that is told at length. '.repeat(100)
    for (const of of [
      { ...article, points, speakers: [] },
      { ...article, points, speakers: [], headline },
    ]) {
      const mail = renderMailHtml(many(50, of))
      expect(bytes(mail)).toBeLessThan(100_000)
      expect(mail).toContain('This message is shortened')
      expect(mail).toContain(of.headline.trim().slice(0, 30))
    }
  })
})

function headOf(message: string): string {
  return message.slice(0, message.indexOf('\r\n\r\n') + 2)
}

function partsOf(message: string): { type: string | undefined; content: string }[] {
  const [, boundary = ''] = /boundary="(.+)"/.exec(message) ?? []
  return message
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...body] = part.split('\r\n\r\n')
      const encoding = /Content-Transfer-Encoding: (.*)/.exec(head)?.[1]?.trim()
      const content = decode(body.join('\r\n\r\n').replace(/\r\n$/, ''), encoding).replaceAll('\r\n', '\n')
      return { type: /Content-Type: (.*)/.exec(head)?.[1]?.trim(), content: content.endsWith('\n') ? content : `${content}\n` }
    })
}

/** RFC 2045 section 6.7 and 6.8. */
function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64')
    return new TextDecoder().decode(Uint8Array.from(atob(body.replace(/\s/g, '')), (character) => character.charCodeAt(0)))
  const octets = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return new TextDecoder().decode(Uint8Array.from(octets, (character) => character.charCodeAt(0)))
}
