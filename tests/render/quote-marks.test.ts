import { expect, test } from 'vitest'
import { quoted } from '../../src/render/quote-marks.ts'

test.each([
  ['We go', 'en', '“We go”'],
  ['We go', 'uk', '«We go»'],
  ['We go," said Ann Roe, "and we win.', 'en', '“We go,” said Ann Roe, “and we win.”'],
  ['We go,” said Ann Roe, “and we win.', 'en', '“We go,” said Ann Roe, “and we win.”'],
  ['They call it "the pit" here', 'en', '“They call it "the pit" here”'],
  ['', 'en', '“”'],
])('%j in %s is %s', (text, language, expected) => {
  expect(quoted(text, language)).toBe(expected)
})
