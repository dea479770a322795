import { describe, expect, test } from 'vitest'
import { isBinary, typeByLook, typeByName } from '../../src/intake/sniff.ts'
import { DIALECTS } from '../feeds.ts'
import { page } from '../pages.ts'

describe('a text that nobody has labelled', () => {
  test.each([
    ['plain', 'Harbour bridge reopens\n\nThe bridge reopened.', 'text/plain'],
    ['an arrow and a comparison', '3 < 5 and 7 > 2\n\nSo it is.', 'text/plain'],
    ['a bracket', '[UPDATE] Harbour bridge reopens\n\nIt did.', 'text/plain'],
    ['a page', page(), 'text/html'],
    ['a page after a byte order mark', `\ufeff${page()}`, 'text/html'],
    ['part of a page', '<p>The bridge reopened.</p>', 'text/html'],
    ['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'text/html'],
    ['Markdown', '# Harbour bridge reopens\n\nThe bridge reopened.', 'text/markdown'],
    ['front matter', '---\ntitle: Harbour bridge\n---\nThe bridge reopened.', 'text/markdown'],
    ['JSON', '{"headline": "x", "body": ["y"]}', 'application/json'],
    ['a list of JSON', '[{"headline": "x", "body": ["y"]}]', 'application/json'],
    ['broken JSON', '{"headline": "x", ', 'text/plain'],
  ])('%s', (_, text, type) => expect(typeByLook(text)).toBe(type))

  test.each(Object.entries(DIALECTS))('a feed: %s', (_, { text }) => {
    expect(typeByLook(text)).toMatch(/^application\/(?:xml|json)$/)
  })
})

test.each([
  ['page.HTML', 'text/html'],
  ['feed.rss', 'application/xml'],
  ['notes.md', 'text/markdown'],
  ['notes.txt', null],
  ['html', null],
  ['', null],
])('the name %s promises %s', (name, type) => expect(typeByName(name)).toBe(type))

test('what holds a NUL is no text', () => {
  expect(isBinary('\u0089PNG\r\n\0\0')).toBe(true)
  expect(isBinary('Ordinary.')).toBe(false)
})
