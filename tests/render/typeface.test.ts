import { describe, expect, it } from 'vitest'
import { drawable, runsOf, widthOf, type Typeface } from '../../src/render/typeface.ts'

const fontOf = (family: string, characters: RegExp, width: number) => ({
  family,
  metrics: { advance: (code: number) => (characters.test(String.fromCodePoint(code)) ? width : null) },
})
const typeface: Typeface = {
  weight: 700,
  fonts: [fontOf('Latin', /[A-Za-zЀ-ӿ0-9 ·\u2068\u2069]/, 0.5), fontOf('Arabic', /[؀-ۿA-Za-z0-9 ·]/, 0.4)],
}

describe('a line', () => {
  it('is of one font where one has all of it', () => {
    expect(runsOf('Wirebrief 24', typeface)).toEqual([{ family: 'Latin', text: 'Wirebrief 24' }])
    expect(runsOf('موجز Wirebrief · 2', typeface)).toEqual([{ family: 'Arabic', text: 'موجز Wirebrief · 2' }])
    expect(runsOf('عن \u2068Reuters\u2069', typeface)).toEqual([{ family: 'Arabic', text: 'عن \u2068Reuters\u2069' }])
  })

  it('is of several fonts where none has', () => {
    expect(runsOf('Хвиля عن', typeface)).toEqual([
      { family: 'Latin', text: 'Хвиля ' },
      { family: 'Arabic', text: 'عن' },
    ])
  })

  it('is as wide as it is set', () => {
    expect(widthOf('AB', typeface)).toBeCloseTo(1)
    expect(widthOf('ABعن', typeface)).toBeCloseTo(1.6)
    expect(widthOf('\u2068AB\u2069', typeface)).toBeCloseTo(1)
  })

  it('goes without what no font has, and keeps the marks of direction', () => {
    expect(drawable('A 🚢 \u2068ع\u2069', typeface)).toBe('A \u2068ع\u2069')
  })
})
