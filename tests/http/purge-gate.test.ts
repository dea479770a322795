import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PurgeGate } from '../../src/http/purge-gate.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('five purges go at once, and what comes after them goes together when there is room', async () => {
  const gate = new PurgeGate()
  const purged: [number, string[]][] = []
  const add = (tag: string) => gate.add([tag], Date.now, (tags) => Promise.resolve(void purged.push([Date.now(), tags])))
  for (const tag of ['a', 'b', 'c', 'd', 'e']) await add(tag)
  expect(purged).toEqual([
    [0, ['a']],
    [0, ['b']],
    [0, ['c']],
    [0, ['d']],
    [0, ['e']],
  ])
  const due = add('f')
  expect(add('g')).toBeNull()
  expect(add('f')).toBeNull()
  await vi.advanceTimersByTimeAsync(24_000)
  expect(purged).toHaveLength(5)
  await vi.advanceTimersByTimeAsync(1000)
  await due
  expect(purged.at(-1)).toEqual([25_000, ['f', 'g']])
  await vi.advanceTimersByTimeAsync(60_000)
  await add('h')
  expect(purged.at(-1)).toEqual([85_000, ['h']])
})

test('a purge that fails does not stop the next', async () => {
  const gate = new PurgeGate()
  await expect(gate.add(['a'], Date.now, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const purged: string[] = []
  await gate.add(['b'], Date.now, (tags) => Promise.resolve(void purged.push(...tags)))
  expect(purged).toEqual(['b'])
})
