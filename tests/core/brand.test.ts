import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Brand, brandFlaws, NO_BRAND, PAPER, settledBrand, tonesOf } from '../../src/core/brand.ts'
import { contrast } from '../../src/core/colour.ts'
import page from '../../templates/page.css'

describe('contrast', () => {
  // The first three by the definition; the others as they are known from checkers of WCAG's formula.
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#000000', 21],
    ['#123456', '#123456', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
    ['#00ff00', '#ffffff', 1.37],
    ['#949494', '#ffffff', 3.03],
  ])('of %s and %s is %f', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2)
  })
})

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const readable = (accent: string | null, accentDark: string | null) => brandFlaws({ ...NO_BRAND, colours: { accent, accentDark } })

describe('a colour', () => {
  test('is read on the papers that the style sheet has', () => {
    expect(page).toContain(`--paper: ${PAPER.light};`)
    expect(page).toContain(`--paper: ${PAPER.dark};`)
  })

  test('that is made from the other one can be read, on its paper and on its wash', () => {
    fc.assert(
      fc.property(colour, (one) => {
        const made = [tonesOf({ accent: one, accentDark: null })?.dark, tonesOf({ accent: null, accentDark: one })?.light]
        expect(readable(made[1]?.signal ?? null, made[0]?.signal ?? null)).toEqual([])
        expect(contrast(made[0]?.signal ?? '', PAPER.dark)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(made[0]?.signal ?? '', made[0]?.wash ?? '')).toBeGreaterThanOrEqual(4.5)
        expect(contrast(made[1]?.signal ?? '', PAPER.light)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(made[1]?.signal ?? '', made[1]?.wash ?? '')).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('that cannot be read is refused with one that can, and which is refused no more', () => {
    fc.assert(
      fc.property(colour, (one) => {
        for (const flaw of readable(one, one)) {
          const better = /passes is (#[0-9a-f]{6})$/.exec(flaw.detail)?.[1] ?? ''
          expect(flaw.pointer.endsWith('accent') ? readable(better, null) : readable(null, better)).toEqual([])
        }
        expect(readable(one, null)).toHaveLength(contrast(one, PAPER.light) < 4.5 ? 1 : 0)
        expect(readable(null, one)).toHaveLength(contrast(one, PAPER.dark) < 4.5 ? 1 : 0)
      }),
    )
  })

  test('keeps its hue when it is moved', () => {
    const [flaw] = readable('#ffcc00', null)
    expect(flaw).toEqual({
      pointer: '/brand/colours/accent',
      detail:
        'reads 1.42:1 on the light page, #faf8f3; text and buttons need 4.5:1 (WCAG 2.2, 1.4.3). The nearest colour that passes is #8c6f00',
    })
  })

  test('of the built-in pages passes', () => {
    expect(readable('#a3300f', '#f2a184')).toEqual([])
  })
})

describe('a brand', () => {
  test('that says nothing is none', () => {
    expect(settledBrand(NO_BRAND)).toBeNull()
    expect(Brand.parse({})).toEqual(NO_BRAND)
  })

  test('is frozen with the colours that it is shown in, which stay as they are', () => {
    const settled = settledBrand(Brand.parse({ colours: { accent: '#0B5CAD' } }))
    expect(settled?.colours.accent).toBe('#0b5cad')
    expect(settled?.colours.accentDark).toMatch(/^#[0-9a-f]{6}$/)
    expect(settled && settledBrand(settled)).toEqual(settled)
  })

  test('takes an address in lines', () => {
    expect(Brand.parse({ postalAddress: 'North Coast Desk,\r\n 4 Harbour Street \n\nHalden' }).postalAddress).toBe(
      'North Coast Desk, 4 Harbour Street, Halden',
    )
  })

  test.each(['blue', '#fff', '#0b5cad80', 'red;}', '#12345g', 'url(x)'])('does not take %s as a colour', (accent) => {
    expect(Brand.safeParse({ colours: { accent } }).success).toBe(false)
  })
})
