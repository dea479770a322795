import { describe, expect, it } from 'vitest'
import { boundedTemplate } from '../../src/render/bounded.ts'
import { htmlEscape } from '../../src/render/escape-html.ts'
import { renderBy, renderOwn } from '../../src/render/own.ts'
import { renderText } from '../../src/render/plaintext.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { briefing } from '../fixtures/render/compositions.ts'

const publicUrl = 'https://brief.example'
const view = viewOf(briefing, { publicUrl })

describe('a bounded template', () => {
  const write = (source: string, bounds: { length: number; steps: number }) =>
    boundedTemplate({ source, partials: {} }, htmlEscape, bounds)({ list: Array.from({ length: 100 }, () => ({ text: '<b>' })) })

  it('gives nothing beyond its length, which is that of what is written', () => {
    const source = '{{#list}}{{text}}{{/list}}'
    expect(write(source, { length: 900, steps: 1000 })).toBe('&lt;b&gt;'.repeat(100))
    expect(write(source, { length: 899, steps: 1000 })).toBeNull()
  })

  it('gives nothing beyond its steps, though it write nothing', () => {
    const source = '{{#list}}{{#list}}{{#text}}{{/text}}{{/list}}{{/list}}'
    expect(write(source, { length: 0, steps: 100_000 })).toBe('')
    expect(write(source, { length: 0, steps: 10_000 })).toBeNull()
  })

  it('can be used again after it went beyond them', () => {
    const twice = boundedTemplate({ source: '{{#list}}x{{/list}}', partials: {} }, htmlEscape, { length: 5, steps: 100 })
    expect([10, 5, 6, 1].map((count) => twice({ list: Array.from({ length: count }, () => ({})) }))).toEqual([null, 'xxxxx', null, 'x'])
  })
})

describe('a template of one’s own', () => {
  it('stands in for the built-in one, and the built-in one for it', () => {
    const told: string[] = []
    const onUnusable = (format: string) => told.push(format)
    expect(renderBy('txt', view, { name: 'a', texts: { txt: '{{title}}' }, onUnusable })).toBe(`${briefing.title}\n`)
    expect(renderBy('txt', view, { name: 'a', texts: { md: 'x' }, onUnusable })).toBe(renderText(view))
    expect(told).toEqual([])
    expect(renderBy('txt', view, { name: 'a', texts: { txt: '{{#title}}' }, onUnusable })).toBe(renderText(view))
    expect(told).toEqual(['txt'])
  })

  /** A text again and again, so that about two million characters come of it, which is just within bounds. */
  const wide = (inner: string) => {
    const times = view.links.length ** 2
    return `{{#links}}{{#links}}${inner.repeat(Math.floor(1_900_000 / times / inner.length))}{{/links}}{{/links}}`
  }
  it.each([
    ['spaces before a word', `${wide(' ')}x`],
    ['spaces between words', `x${wide(' ')}x`],
    ['line feeds between words', `x${wide('\n')}x`],
    ['many words behind many spaces', `${' '.repeat(20_000)}${wide('a ')}x`],
    ['many words behind a tab', `${'a'.repeat(20_000)}\t${wide('a ')}x`],
    ['links that never end', wide('](')],
  ])('is soon written, and not many times longer: %s', (_name, text) => {
    for (const format of ['md', 'txt', 'html'] as const) {
      const written = renderOwn(format, text, view)
      expect(written, format).not.toBeNull()
      expect(written?.length, format).toBeLessThan(10_000_000)
    }
  })

  it('of a mail shows where the subscription ends, once', () => {
    const unsubscribe = `${publicUrl}/subscriptions/unsubscribe/x?a=1&b`
    const letter = viewOf(briefing, { publicUrl, letter: { kind: 'edition', unsubscribe } })
    const shown = (format: 'txt' | 'mail', text: string) => renderOwn(format, text, letter)?.match(/subscriptions\/unsubscribe/g)?.length
    expect(shown('txt', '{{title}}')).toBe(1)
    expect(shown('mail', '<body>{{title}}</body>')).toBe(1)
    expect(shown('txt', '{{letter.unsubscribe.address}}')).toBe(1)
    expect(shown('mail', '<a href="{{letter.unsubscribe.address}}">x</a>')).toBe(1)
    expect(renderOwn('mail', '<body>{{title}}</body>', view)).toBe(`<body>${briefing.title}</body>`)
  })
})
