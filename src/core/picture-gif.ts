import type { Picture } from './logo.ts'
import { fail, ok, type Result } from './result.ts'

/** A GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt): blocks from the header to the trailer, one of them an image. */
export function readGif(bytes: Uint8Array, view: DataView): Result<Picture, string> {
  if (bytes.length < 13) return fail(CUT_OFF)
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  let images = 0
  for (let at = 13 + tableLength(bytes[10] ?? 0); at < bytes.length;) {
    const block = bytes[at]
    if (block === TRAILER) {
      if (images === 0) return fail('is a GIF without a picture in it')
      return at + 1 === bytes.length ? ok({ kind: 'gif', ...size }) : fail('is a GIF that goes on after its end')
    }
    if (block === EXTENSION) at = afterSubBlocks(bytes, at + 2)
    else if (block === IMAGE) {
      images += 1
      if (images > 1) return fail('is an animated GIF: a logo stands still')
      at = afterSubBlocks(bytes, at + 11 + tableLength(bytes[at + 9] ?? 0))
    } else return fail('is a GIF that was damaged')
  }
  return fail(CUT_OFF)
}

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const CUT_OFF = 'is a GIF that was cut off'

/** Of a table of colours, by the flags that say whether there is one. */
function tableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length) {
    const length = bytes[at] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
  return at
}
