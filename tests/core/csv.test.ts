import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, plainCell } from '../../src/core/csv.ts'
import { readSubscriberCsv } from '../../src/core/subscriber-csv.ts'

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ["'=1", `"''=1"`],
  ['Fair;=1+1', '"Fair;=1+1"'],
  ['O"Hara', '"O""Hara"'],
  [null, '""'],
])('the cell %j stands in a file as %s', (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`)
})

test('a cell comes out of a file as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('=', "'", '+', '-', '@', '\t', '\r', '\n', ';', ',', '"', 'a', ' ') }), (cell) => {
      const [line = ''] = /^"[^]*"(?=\r\n$)/.exec(csvLine([cell])) ?? []
      expect(plainCell(line.slice(1, -1).replaceAll('""', '"'))).toBe(cell)
    }),
  )
})

test('what a list is exported as can be read again', async () => {
  const file = csvLine(['email', 'name']) + csvLine(['a@x.example', '=1;+2,"3"'])
  const read = await readSubscriberCsv(file)
  expect(read.ok && read.value.map(({ record }) => record)).toEqual([
    { email: 'a@x.example', name: '=1;+2,"3"', consentedAt: null, consentSource: null },
  ])
})
