import type { Picture } from './logo.ts'
import { fail, ok, type Result } from './result.ts'

/** A PNG (https://www.w3.org/TR/png-3/#5DataRep): chunks, each with its checksum, from IHDR to IEND. */
export function readPng(bytes: Uint8Array, view: DataView): Result<Picture, string> {
  let size: { width: number; height: number } | null = null
  let hasData = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const end = at + 12 + length
    if (end > bytes.length) break
    if (view.getUint32(end - 4) !== checksum(bytes.subarray(at + 4, end - 4)))
      return fail('is a PNG that was damaged: a checksum in it is wrong')
    if (size === null) {
      if (type !== 'IHDR' || length !== 13) return fail('is a PNG that does not begin with its size')
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    }
    if (type === 'acTL') return fail('is an animated PNG: a logo stands still')
    if (type === 'IDAT') hasData = true
    if (type === 'IEND') {
      if (!hasData) return fail('is a PNG without a picture in it')
      return end === bytes.length ? ok({ kind: 'png', ...size }) : fail('is a PNG that goes on after its end')
    }
    at = end
  }
  return fail('is a PNG that was cut off')
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

// CRC-32, as ISO 3309 has it.
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
