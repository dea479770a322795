import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { line } from '../../src/core/text.ts'
import { renderText } from '../../src/render/plaintext.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { wrap } from '../../src/render/wrap.ts'
import * as compositions from '../fixtures/render/compositions.ts'

const word = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z]{1,12}[.,;]?$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[а-я]{1,15}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{60,100}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^https:\/\/[a-z]{3,90}\.example\/[a-z]{0,40}$/) },
  { weight: 1, arbitrary: fc.constantFrom('洪水警報が出された。', '👩🏽‍🚒', 'e\u0301', '「川」', 'กรุงเทพมหานคร') },
)
const prose = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => line(words.join(' ')))

describe('wrapping', () => {
  it('keeps every line within the columns save a single long word', () => {
    fc.assert(
      fc.property(prose, fc.constantFrom('', '   •\u00a0\t', '  '), (text, prefix) => {
        for (const row of wrap(`${prefix}${text}`, 72).split('\n')) {
          const words = row.trim().replace(/^• /, '').split(' ')
          if (words.length > 1) expect(stringWidth(row)).toBeLessThanOrEqual(72)
        }
      }),
    )
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(wrap(text, 72).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })

  it('never breaks an address', () => {
    const url = `https://long.example/${'path/'.repeat(30)}`
    expect(wrap(`See ${url} there`, 72)).toBe(`See\n${url}\nthere\n`)
  })

  it('hangs lines below the text and counts wide characters twice', () => {
    const widths = wrap(`•\u00a0\t${'字'.repeat(70)}`, 72)
      .split('\n')
      .map((row) => stringWidth(row))
    expect(widths.length).toBe(4)
    expect(Math.max(...widths)).toBeLessThanOrEqual(72)
    expect(wrap(`•\u00a0\t${'word '.repeat(20)}`, 72).split('\n')[1]).toMatch(/^ {2}word/)
  })

  it('does not part punctuation from its word, in scripts without spaces either', () => {
    for (const row of wrap('洪水警報が出された。「川」'.repeat(20), 30).split('\n')) expect(row).not.toMatch(/^[。」]|「$/)
  })
})

describe.each(Object.entries(compositions))('the text of %s', (_name, composition) => {
  const view = viewOf(composition, { publicUrl: 'https://brief.example' })
  const text = renderText(view)

  it('fits 72 columns', () => {
    for (const row of text.split('\n'))
      if (
        row
          .trim()
          .replace(/^(?:•|\[\d+\]) /, '')
          .includes(' ')
      )
        expect(stringWidth(row)).toBeLessThanOrEqual(72)
  })

  it('lists every link by its number', () => {
    for (const link of view.links) expect(text).toContain(`\n[${link.number}] ${link.url}\n`)
    const used = new Set([...text.matchAll(/ \[(\d+)\]/g)].map((match) => Number(match[1])))
    expect([...used].toSorted((a, b) => a - b)).toEqual(view.links.map((link) => link.number))
  })
})
