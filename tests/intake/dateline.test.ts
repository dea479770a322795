import { expect, test } from 'vitest'
import { datelineLength } from '../../src/intake/dateline.ts'

test.each([
  ['KYIV (Reuters) — The port reopened.', 'The port reopened.'],
  ['HALDEN, Norway, Jan. 5 (AP) -- The port reopened.', 'The port reopened.'],
  ['TURKU, March 10 — Thirty-two kitchens changed.', 'Thirty-two kitchens changed.'],
  ['NEW YORK – Shares fell.', 'Shares fell.'],
  ['(dpa) - Shares fell.', 'Shares fell.'],
  ['NATO said on Monday that it would stay — for now — in port.', 'NATO said on Monday that it would stay — for now — in port.'],
  ['US - China talks go on.', 'US - China talks go on.'],
  ['The port reopened — at last.', 'The port reopened — at last.'],
  ['', ''],
])('%s', (sentence, news) => {
  expect(sentence.slice(datelineLength(sentence))).toBe(news)
})
