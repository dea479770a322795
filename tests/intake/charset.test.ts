import { describe, expect, test } from 'vitest'
import { decodeDocument } from '../../src/intake/charset.ts'

const HTML = { mediaType: 'text/html', charset: null }

/** Bytes of a one-byte character set for text whose letters are given by code. */
function bytes(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part, (char) => char.charCodeAt(0)))))
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian)
  return new Uint8Array(view.buffer)
}

// "Київ" in windows-1251.
const KYIV = [0xca, 0xe8, 0xbf, 0xe2]

describe('a page or feed is decoded by', () => {
  test.each([
    [
      'its byte order mark, whatever the header says',
      bytes(0xef, 0xbb, 0xbf, 'caf', 0xc3, 0xa9),
      { ...HTML, charset: 'windows-1251' },
      'café',
    ],
    ['the header', bytes(...KYIV), { ...HTML, charset: 'windows-1251' }, 'Київ'],
    ['meta charset', bytes('<meta charset="windows-1251">', ...KYIV), HTML, '<meta charset="windows-1251">Київ'],
    [
      'meta http-equiv',
      bytes('<meta http-equiv=Content-Type content="text/html; charset=windows-1251">', ...KYIV),
      HTML,
      '<meta http-equiv=Content-Type content="text/html; charset=windows-1251">Київ',
    ],
    [
      'an XML declaration',
      bytes('<?xml version="1.0" encoding="windows-1251"?>', ...KYIV),
      { mediaType: 'application/rss+xml', charset: null },
      '<?xml version="1.0" encoding="windows-1251"?>Київ',
    ],
    ['UTF-8 without any of them', bytes('caf', 0xc3, 0xa9), HTML, 'café'],
    ['windows-1252 when it is not UTF-8', bytes('caf', 0xe9, ' ', 0x93, 'x', 0x94), HTML, 'café “x”'],
    ['windows-1252 when it is not the UTF-8 it claims', bytes('<meta charset=utf-8>caf', 0xe9), HTML, '<meta charset=utf-8>café'],
    ['UTF-8 when the header is unknown', bytes('caf', 0xc3, 0xa9), { ...HTML, charset: 'klingon' }, 'café'],
    ['UTF-8 when the meta element says UTF-16', bytes('<meta charset=utf-16>caf', 0xc3, 0xa9), HTML, '<meta charset=utf-16>café'],
  ])('%s', (_, document, labels, text) => {
    expect(decodeDocument(document, labels)).toEqual({ ok: true, value: text })
  })

  test.each([true, false])('UTF-16 with a byte order mark and without (little-endian: %s)', (littleEndian) => {
    expect(decodeDocument(utf16('\ufeff<p>Київ', littleEndian), HTML)).toEqual({ ok: true, value: '<p>Київ' })
    expect(decodeDocument(utf16('<p>Київ', littleEndian), HTML)).toEqual({ ok: true, value: '<p>Київ' })
  })

  test('UTF-8 still, when only its last character is cut off', () => {
    const read = decodeDocument(bytes('d', 0xc3, 0xa9, 'j', 0xc3, 0xa0, ' vu, caf', 0xc3), HTML)
    expect(read).toEqual({ ok: true, value: 'déjà vu, caf\ufffd' })
  })
})

describe('other documents', () => {
  test('are refused when they are not in the character set they name', () => {
    expect(decodeDocument(bytes('caf', 0xe9), { mediaType: 'text/plain', charset: null })).toMatchObject({ error: { status: 400 } })
    expect(decodeDocument(bytes('x'), { mediaType: 'text/plain', charset: 'klingon' })).toMatchObject({ error: { status: 415 } })
    expect(decodeDocument(bytes('"caf', 0xe9, '"'), { mediaType: 'application/json', charset: 'latin1' })).toMatchObject({
      error: { status: 400 },
    })
  })
})
