import type { Picture } from './logo.ts'
import { fail, ok, type Result } from './result.ts'

/** A JPEG (ITU-T T.81, annex B): segments from SOI to EOI, with the size in a frame header and at least one scan. */
export function readJpeg(bytes: Uint8Array, view: DataView): Result<Picture, string> {
  let size: { width: number; height: number } | null = null
  let hasScan = false
  for (let at = 2; at + 1 < bytes.length;) {
    if (bytes[at] !== 0xff) return fail('is a JPEG that was damaged')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) {
      if (size === null || !hasScan) return fail('is a JPEG without a picture in it')
      return at + 2 === bytes.length ? ok({ kind: 'jpg', ...size }) : fail('is a JPEG that goes on after its end')
    }
    if (at + 4 > bytes.length) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length || end < at + 4) break
    if (isFrame(marker)) {
      if (end < at + 9) break
      size ??= { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    const isScan = marker === 0xda
    hasScan ||= isScan
    at = isScan ? endOfScan(bytes, end) : end
  }
  return fail('is a JPEG that was cut off')
}

// SOF0 to SOF15, without DHT, JPG and DAC, which stand among them.
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Where the marker after a scan's data stands: within it an FF is followed by a zero, or marks a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}
