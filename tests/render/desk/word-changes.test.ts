import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineChanges, wordChanges } from '../../../src/render/desk/word-changes.ts'

const words = fc
  .array(fc.constantFrom('lock', 'ferry', 'pier', ' ', '. ', 'замок', 'قفل', '“'), { maxLength: 30 })
  .map((list) => list.join(''))

test('the earlier text is what stays and what was removed, the later one what stays and what was added', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const changes = wordChanges(before, after)
      expect(changes.map(({ same, removed }) => same ?? removed ?? '').join('')).toBe(before)
      expect(changes.map(({ same, added }) => same ?? added ?? '').join('')).toBe(after)
    }),
  )
})

test('of a list both can be told from the changes', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), fc.array(words, { maxLength: 8 }), (before, after) => {
      const lines = lineChanges(before, after)
      const stay = lines.reduce((sum, { skipped }) => sum + (skipped ?? 0), 0)
      const joined = (side: 'removed' | 'added') =>
        lines.flatMap(({ changes }) => changes.map((change) => change.same ?? change[side] ?? '')).join('').length
      const length = (list: readonly string[]) => list.join('').length
      const kept = length(before) - joined('removed')
      expect(stay).toBeLessThanOrEqual(Math.min(before.length, after.length))
      expect(length(after) - joined('added')).toBe(kept)
    }),
  )
})

test('only the words that changed are marked', () => {
  expect(wordChanges('The lock at Vell opened.', 'The old lock at Vell closed.')).toEqual([
    { same: 'The ', added: null, removed: null },
    { same: null, added: 'old ', removed: null },
    { same: 'lock at Vell ', added: null, removed: null },
    { same: null, added: null, removed: 'opened' },
    { same: null, added: 'closed', removed: null },
    { same: '.', added: null, removed: null },
  ])
})

test('two long texts with nothing in common stand one after the other', () => {
  const before = Array.from({ length: 2000 }, (_, index) => `Old ${index} of many words that all went away at once.`)
  const after = Array.from({ length: 2000 }, (_, index) => `New${index} things came; none remained.`)
  const lines = lineChanges(before, after)
  expect(lines).toHaveLength(2000)
  expect(lines.at(-1)?.changes).toEqual([
    { same: null, added: null, removed: before.at(-1) },
    { same: null, added: after.at(-1), removed: null },
  ])
})
