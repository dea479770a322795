import type { Picture } from './logo.ts'
import { fail, ok, type Result } from './result.ts'

/** A WebP (RFC 9649): a RIFF file of chunks, as long as it says. */
export function readWebp(bytes: Uint8Array, view: DataView): Result<Picture, string> {
  const length = view.getUint32(4, true) + 8
  if (length > bytes.length) return fail(CUT_OFF)
  if (length < bytes.length) return fail('is a WebP that goes on after its end')
  let size: { width: number; height: number } | null = null
  let hasPicture = false
  let at = 12
  while (at + 8 <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    const from = at + 8
    const chunk = view.getUint32(at + 4, true)
    if (from + chunk > bytes.length) return fail(CUT_OFF)
    if (type === 'ANIM' || type === 'ANMF') return fail('is an animated WebP: a logo stands still')
    if (type === 'VP8 ' || type === 'VP8L') hasPicture = true
    size ??= sizeIn(type, view, from, chunk)
    at = from + chunk + (chunk % 2)
  }
  if (at !== bytes.length) return fail(CUT_OFF)
  return size && hasPicture ? ok({ kind: 'webp', ...size }) : fail('is a WebP without a picture in it')
}

const CUT_OFF = 'is a WebP that was cut off'

/** The size that a chunk tells, where it is one that does. */
function sizeIn(type: string, view: DataView, from: number, length: number): { width: number; height: number } | null {
  if (length < 10 && !(type === 'VP8L' && length >= 5)) return null
  if (type === 'VP8X') return { width: (view.getUint32(from + 3, true) >>> 8) + 1, height: (view.getUint32(from + 6, true) >>> 8) + 1 }
  if (type === 'VP8 ' && view.getUint16(from + 3, true) === 0x019d && view.getUint8(from + 5) === 0x2a)
    return { width: view.getUint16(from + 6, true) & 0x3fff, height: view.getUint16(from + 8, true) & 0x3fff }
  if (type === 'VP8L' && view.getUint8(from) === 0x2f) {
    const bits = view.getUint32(from + 1, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return null
}
