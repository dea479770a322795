import { describe, expect, it } from 'vitest'
import { readText } from '../../src/intake/text.ts'

describe('readText', () => {
  it.each([
    ['one paragraph a line', 'Ferry runs again\nThe ferry sailed.\nIt was full.', ['The ferry sailed.', 'It was full.']],
    ['paragraphs parted by blank lines', 'Ferry runs again\n\nThe ferry sailed.\n\nIt was full.', ['The ferry sailed.', 'It was full.']],
    [
      'a hard-wrapped text',
      'Ferry runs again\n\nThe ferry to the outer islands\nsailed on Monday for the first\ntime since spring.\n\nIt was\nfull.',
      ['The ferry to the outer islands sailed on Monday for the first time since spring.', 'It was full.'],
    ],
    ['CR LF and a byte order mark', '\ufeffFerry runs again\r\n\r\nThe ferry sailed.\r\n', ['The ferry sailed.']],
    ['runs of spaces', '  Ferry runs again \n The  ferry\tsailed. ', ['The ferry sailed.']],
  ])('reads %s', (_, raw, body) => expect(readText(raw)).toEqual({ ok: true, value: { headline: 'Ferry runs again', body } }))

  it('keeps lines apart that each end a sentence', () => {
    const read = readText('Head\n\nFirst one.\nSecond one.\n\nThird one.')
    expect(read.ok && read.value.body).toEqual(['First one.', 'Second one.', 'Third one.'])
  })

  it.each([
    ['nothing', '', ''],
    ['white space', ' \n\t\n', ''],
    ['only a headline', 'Ferry runs again\n\n', '/body'],
  ])('refuses %s', (_, raw, pointer) => {
    const read = readText(raw)
    expect(!read.ok && read.error.map((flaw) => flaw.pointer)).toEqual([pointer])
  })
})
