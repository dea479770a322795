import { describe, expect, test } from 'vitest'
import { textsKeptSince } from '../../src/core/retention.ts'

const now = new Date('2026-03-31T15:16:17Z')

describe('texts are kept', () => {
  test.each([
    ['P90D', '2025-12-31T00:00:00Z'],
    ['P1D', '2026-03-30T00:00:00Z'],
    ['P1M', '2026-02-28T00:00:00Z'],
    ['P1Y', '2025-03-31T00:00:00Z'],
    ['P2W', '2026-03-17T00:00:00Z'],
    ['PT36H', '2026-03-30T00:00:00Z'],
  ])('%s: since %s', (setting, since) => {
    expect(textsKeptSince(setting, now)).toEqual({ ok: true, value: since })
  })

  test.each([[undefined], ['']])('for good where nothing is set (%j)', (setting) => {
    expect(textsKeptSince(setting, now)).toEqual({ ok: true, value: null })
  })

  test.each([
    ['90', 'no ISO 8601 duration'],
    ['P90', 'no ISO 8601 duration'],
    ['-P90D', 'no ISO 8601 duration'],
    ['P0D', 'shorter than a day'],
    ['PT23H59M', 'shorter than a day'],
  ])('for good, with a word to the operator, by %s', (setting, flaw) => {
    expect(textsKeptSince(setting, now)).toEqual({ ok: false, error: expect.stringContaining(flaw) })
  })
})
