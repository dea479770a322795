import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearDuplicateScore, overlapOf, sameEventScore } from '../../src/core/similarity.ts'
import { sketchOf } from '../../src/core/sketch.ts'
import { figures } from '../fixtures/similar/figures.ts'
import { WIRES } from '../fixtures/similar/wires.ts'

const body = WIRES['quake']?.body ?? []
const words = (count: number, seed = 'w') => Array.from({ length: count }, (_, index) => `${seed}${index}`)

describe('the samples', () => {
  const { samples, nearDuplicates, joined, proposals } = figures()

  it('are found out at least as well as the documents say', () => {
    expect(samples).toBeGreaterThanOrEqual(60)
    expect(nearDuplicates.wrong).toEqual([])
    expect(nearDuplicates.recall).toBeGreaterThanOrEqual(0.65)
    expect(joined).toBeGreaterThanOrEqual(0.85)
    expect(proposals.precision).toBeGreaterThanOrEqual(0.95)
    expect(proposals.recall).toBeGreaterThanOrEqual(0.9)
  })
})

describe('a sketch', () => {
  it('does not see case, quote marks, punctuation, accents and paragraphs', () => {
    const other = [body.join(' ').replaceAll('"', '“').replaceAll(',', ' –').toUpperCase()]
    expect(sketchOf(other)).toEqual(sketchOf(body))
    expect(sketchOf(['Le café de la gare est fermé'])).toEqual(sketchOf(['LE CAFE DE LA GARE EST FERME.']))
  })

  it('is empty for what has fewer than five words, and reads what is written without spaces by the character', () => {
    expect(sketchOf(['One two three four.'])).toEqual([])
    expect(sketchOf([''])).toEqual([])
    expect(sketchOf(['地震の後で人々は家を失った'])).toHaveLength(9)
  })

  it('is sorted, has no value twice and is bounded', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 60 }), { maxLength: 20 }), (paragraphs) => {
        const sketch = sketchOf(paragraphs)
        expect(sketch).toEqual([...new Set(sketch)].toSorted((a, b) => a - b))
        expect(sketch.length).toBeLessThanOrEqual(128)
        expect(sketch.every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32)).toBe(true)
      }),
    )
  })
})

describe('the overlap of two texts', () => {
  it('is the same from either side, and whole with itself', () => {
    const text = fc.array(fc.constantFrom('ape', 'bee', 'cat', 'dog', 'elk', 'fox'), { minLength: 5, maxLength: 200 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [sketchOf([one.join(' ')]), sketchOf([other.join(' ')])]
        expect(overlapOf(a, b)).toEqual(overlapOf(b, a))
        expect(overlapOf(a, a)).toEqual({ resemblance: 1, containment: 1 })
      }),
    )
  })

  it.each([
    ['a third of it', 1 / 3],
    ['a tenth of it', 1 / 10],
  ])('is estimated well where one is %s', (_, share) => {
    const long = words(3000)
    const { containment, resemblance } = overlapOf(sketchOf([long.join(' ')]), sketchOf([long.slice(0, 3000 * share).join(' ')]))
    expect(containment).toBe(1)
    expect(Math.abs(resemblance - share)).toBeLessThan(0.12)
  })
})

describe('near-duplicates', () => {
  it('are not an overview that holds a text whole', () => {
    const part = words(120)
    const overview = [...part, ...words(1200, 'x')]
    expect(nearDuplicateScore(sketchOf([part.join(' ')]), sketchOf([overview.join(' ')]))).toBeNull()
  })

  it('of very few words are the same but for one', () => {
    const flash = 'The central bank of Norland raised its key rate to 4.5 per cent on Thursday'
    expect(nearDuplicateScore(sketchOf([flash]), sketchOf([flash.toUpperCase()]))).toBe(1)
    expect(nearDuplicateScore(sketchOf([flash]), sketchOf([flash.replace('raised', 'cut')]))).toBeNull()
  })

  it('are nothing that has no words', () => {
    expect(nearDuplicateScore([], [])).toBeNull()
  })
})

describe('one event', () => {
  it('needs two names, however many words are shared', () => {
    const common = words(10).map((word) => [word, 1, false] as const)
    const name = (word: string) => [word, 2, true] as const
    expect(sameEventScore(common, common)).toBeNull()
    expect(sameEventScore([name('halden'), ...common], [name('halden'), ...common])).toBeNull()
    expect(sameEventScore([name('halden'), name('skarv')], [name('halden'), name('skarv')])).toBe(1)
    expect(sameEventScore([], [])).toBeNull()
  })
})
