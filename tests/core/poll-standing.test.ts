import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterFailure, afterSuccess, type Failure } from '../../src/core/poll-standing.ts'
import { retryAfterMilliseconds } from '../../src/core/retry-after.ts'

const NOW = new Date('2026-06-01T10:00:00Z')
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const minutesTo = (instant: string) => (Date.parse(instant) - NOW.getTime()) / MINUTE
const fails: Failure = { gone: false, wait: null }

test('the next poll is a minute early, for the clock to find it', () => {
  expect(afterSuccess({ interval: 'PT30M' }, { more: false }, NOW)).toEqual({
    state: 'ok',
    failures: 0,
    failingSince: null,
    nextPollAt: '2026-06-01T10:29:00Z',
  })
  expect(afterSuccess({ interval: 'PT30M' }, { more: true }, NOW).nextPollAt).toBe('2026-06-01T10:00:00Z')
})

describe('after failures', () => {
  const after = (failures: number, failure = fails, interval = 'PT30M', id = 'a') =>
    afterFailure(id, { interval, failures, failingSince: failures === 0 ? null : '2026-05-31T10:00:00Z' }, failure, NOW)

  test('each wait is twice the one before, up to a day', () => {
    const waits = Array.from({ length: 10 }, (_, failures) => minutesTo(after(failures).nextPollAt) + 1)
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(Math.min(30 * 2 ** index, 1440))
      expect(wait).toBeLessThanOrEqual(Math.min(30 * 2 ** index * 1.25 + 1, 1440))
    }
  })

  test('a source of a week’s interval is tried again after an hour', () => {
    expect(minutesTo(after(0, fails, 'P7D').nextPollAt)).toBeLessThan(76)
  })

  test('sources do not come back together', () => {
    const times = Array.from({ length: 20 }, (_, i) => after(3, fails, 'PT1H', `source-${i}`).nextPollAt)
    expect(new Set(times).size).toBeGreaterThan(15)
  })

  test('one waits as long as it is asked to, and never more than a day', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(DAY), (failures, wait) => {
        const minutes = minutesTo(after(failures, { gone: false, wait }).nextPollAt)
        return minutes >= Math.floor(wait / 1000) / 60 - 1 / 60 && minutes <= 1440
      }),
    )
  })

  test('a week of them, or being gone, makes it vanish, and it is looked for daily', () => {
    const since = (failingSince: string) => afterFailure('a', { interval: 'PT5M', failures: 9, failingSince }, fails, NOW)
    expect(since('2026-05-25T10:00:01Z').state).toBe('failing')
    expect(since('2026-05-25T10:00:00Z')).toMatchObject({ state: 'vanished', failures: 10, nextPollAt: '2026-06-02T09:59:00Z' })
    expect(after(0, { gone: true, wait: null })).toMatchObject({ state: 'vanished', failingSince: '2026-06-01T10:00:00Z' })
  })
})

test.each([
  [null, null],
  ['120', 120_000],
  [' 120 ', 120_000],
  ['0', null],
  ['-5', null],
  ['soon', null],
  ['', null],
  ['9999999', DAY],
  ['Mon, 01 Jun 2026 10:05:00 GMT', 5 * MINUTE],
  ['Mon, 01 Jun 2026 09:55:00 GMT', null],
  ['Mon, 01 Jun 2099 09:55:00 GMT', DAY],
])('Retry-After: %s', (text, wait) => {
  expect(retryAfterMilliseconds(text, NOW)).toBe(wait)
})
