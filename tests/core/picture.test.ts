import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readPicture } from '../../src/core/picture.ts'
import { ANIMATED, PICTURES, WIDE } from '../pictures.ts'

const text = (words: string) => new TextEncoder().encode(words)
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('a picture', () => {
  it.each(Object.entries(PICTURES))('in %s is known by its bytes', (kind, bytes) => {
    expect(readPicture(bytes)).toEqual({ ok: true, value: { kind, width: 12, height: 6 } })
  })

  it.each(Object.entries(PICTURES))('in %s that is cut off anywhere, or goes on, is none', (_kind, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) expect(readPicture(bytes.slice(0, length)).ok).toBe(false)
    expect(readPicture(joined(bytes, text('<script>alert(1)</script>'))).ok).toBe(false)
    expect(readPicture(joined(bytes, bytes)).ok).toBe(false)
  })

  test('that moves, or is too wide, is refused', () => {
    expect(readPicture(ANIMATED)).toEqual({ ok: false, error: 'is an animated GIF: a logo stands still' })
    expect(readPicture(WIDE)).toEqual({ ok: false, error: 'is 2001 by 10 pixels: at most 2000 by 2000' })
    const webp = joined(PICTURES.webp, text('ANIM'), new Uint8Array([0, 0, 0, 0]))
    new DataView(webp.buffer).setUint32(4, webp.length - 8, true)
    expect(readPicture(webp)).toEqual({ ok: false, error: 'is an animated WebP: a logo stands still' })
  })

  test('with a byte changed in a PNG is refused', () => {
    for (let at = 0; at < PICTURES.png.length; at += 1) {
      const damaged = PICTURES.png.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(readPicture(damaged).ok).toBe(false)
    }
  })

  it.each(['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', 'RIFFWEBP', '\u0089PNG\r\n\u001a\n', '%PDF-1.7', '<html>'])(
    'is not %j',
    (words) => {
      expect(readPicture(Uint8Array.from(words, (character) => character.charCodeAt(0))).ok).toBe(false)
    },
  )

  test('is never more than its bytes: whatever they are, there is an answer', () => {
    const marks = Object.values(PICTURES)
    fc.assert(
      fc.property(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 200 }), fc.nat(40), (picture, noise, at) => {
        const spoilt = joined(picture.slice(0, 12 + at), noise)
        expect(typeof readPicture(spoilt).ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
})
