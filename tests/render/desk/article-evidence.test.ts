import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidenceOf } from '../../../src/render/desk/article-evidence.ts'
import { verdictsOf, type Mark } from '../../../src/render/desk/article-marks.ts'

const TEXT = 'The lock at Vell opened on Monday, and it holds.'

const marks = fc.array(
  fc
    .tuple(fc.constantFrom<'point' | 'quote'>('point', 'quote'), fc.nat(TEXT.length - 1), fc.nat(TEXT.length - 1))
    .map(([kind, one, other]) => ({
      kind,
      start: Math.min(one, other),
      end: Math.max(one, other) + 1,
    })),
  { maxLength: 12 },
)

test('however marks overlap, no letter is lost and each belongs to all that it is part of', () => {
  fc.assert(
    fc.property(marks, (ranges) => {
      const given = ranges.map(({ kind, start, end }, at): Mark => ({ kind, at, spans: [{ paragraph: 0, start, end }] }))
      const [paragraph] = evidenceOf([TEXT], given)
      const pieces = paragraph?.pieces ?? []
      expect(pieces.map(({ words }) => words).join('')).toBe(TEXT)
      for (const [at, { kind, start, end }] of ranges.entries()) {
        const of = pieces.filter(({ marked }) => marked?.split(' ').includes(`${kind}-${at}`))
        expect(of.map(({ words }) => words).join('')).toBe(TEXT.slice(start, end))
        expect(pieces.flatMap(({ tags }) => tags).filter(({ anchor }) => anchor === `body-${kind}-${at}`)).toHaveLength(1)
      }
    }),
  )
})

test('a quotation in several parts has one way back, and all parts are marked', () => {
  const body = ['“It holds,” said Mara Lind. “And it will hold for fifty years.”']
  const { marks: found } = verdictsOf(body, [], [{ text: 'It holds, And it will hold for fifty years.' }])
  const pieces = evidenceOf(body, found).flatMap((paragraph) => paragraph.pieces)
  expect(pieces.filter(({ marked }) => marked === 'quote-0').map(({ words }) => words)).toEqual([
    'It holds,',
    'And it will hold for fifty years.',
  ])
  expect(pieces.flatMap(({ tags }) => tags)).toHaveLength(1)
})

test('a point is marked in the paragraph that it is traced to', () => {
  const body = ['It holds well enough.', '“It holds” was all she said.']
  const { points, marks: found } = verdictsOf(body, [{ text: '“It holds” was all she said.' }], [])
  expect(points[0]).toMatchObject({ stands: true, paragraph: 2 })
  expect(found[0]?.spans[0]?.paragraph).toBe(1)
})
