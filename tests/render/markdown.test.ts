import * as fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import { line } from '../../src/core/text.ts'
import { escapeMarkdown } from '../../src/render/escape-markdown.ts'

const special = fc.constantFrom(
  ...'\\`*_{}[]()<>~|#+-=.!&$:;"\'@/0123456789 \tаé字ab'.split(''),
  '&amp;',
  '&#42;',
  'www.',
  'http://',
  '---',
  '1.',
  '1)',
  '```',
  '~~~',
)
const text = fc
  .oneof(fc.string({ unit: special, maxLength: 24 }), fc.string({ unit: 'grapheme', maxLength: 24 }))
  .map(line)
  .filter((value) => value !== '')

/** Every place in which a template puts a value, as Markdown around it and the nodes that lead to its text. */
const places: [string, (value: string) => string, string[]][] = [
  ['a paragraph', (value) => value, ['paragraph']],
  ['a second line', (value) => `word\n${value}\n\nend`, ['paragraph']],
  ['a list item', (value) => `- ${value}`, ['list', 'listItem', 'paragraph']],
  ['a quotation', (value) => `> ${value}`, ['blockquote', 'paragraph']],
  ['a heading', (value) => `## ${value}`, ['heading']],
  ['a link in a heading', (value) => `### [${value}](https://x.example)`, ['heading', 'link']],
  ['a strong start of a line', (value) => `**${value}**, role`, ['paragraph', 'strong']],
  ['emphasis', (value) => `_${value}_`, ['paragraph', 'emphasis']],
]

describe.each(places)('any text in %s', (_name, around, path) => {
  it('parses to itself and nothing else', () => {
    fc.assert(
      fc.property(text, (value) => {
        const tree = fromMarkdown(around(escapeMarkdown(value)))
        const { types, text: read } = reach(tree, path)
        expect(types).toEqual(['text'])
        expect(read.startsWith('word\n') ? read.slice(5) : read).toBe(value)
      }),
      { numRuns: 400 },
    )
  })
})

describe('the escaping', () => {
  it.each([
    ['The price rose by 4.5 percent (from 3) in 2026.', 'The price rose by 4.5 percent (from 3) in 2026.'],
    ['AT&T said: "no"; see you at 10:30 - or not!?', 'AT&T said: "no"; see you at 10:30 - or not!?'],
    ['1. first', '1\\. first'],
    ['- dash', '\\- dash'],
    ['snake_case & &copy; $5', 'snake\\_case & \\&copy; \\$5'],
    ['see https://x.example or me@x.example', 'see https\\://x.example or me\\@x.example'],
  ])('leaves alone what means nothing: %s', (value, escaped) => {
    expect(escapeMarkdown(value)).toBe(escaped)
  })
})

interface Node {
  readonly type: string
  readonly value?: string
  readonly children?: readonly Node[]
}

function reach(tree: Node, path: readonly string[]): { types: string[]; text: string } {
  let node: Node | undefined = tree
  for (const type of path) node = node?.children?.[0]?.type === type ? node.children[0] : undefined
  const children = node?.children ?? []
  return { types: children.map((child) => child.type), text: children.map((child) => child.value ?? '').join('') }
}
