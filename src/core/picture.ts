import { WIDEST_LOGO, type Picture } from './logo.ts'
import { readGif } from './picture-gif.ts'
import { readJpeg } from './picture-jpeg.ts'
import { readPng } from './picture-png.ts'
import { readWebp } from './picture-webp.ts'
import { fail, type Result } from './result.ts'

/**
 * Whether bytes are a picture, by what stands in them and nothing that anybody says. Each kind is walked from its first mark to its last, and
 * has to end there: what is cut off, moves, or goes on as something else is refused, with a sentence that says why.
 */
export function readPicture(bytes: Uint8Array): Result<Picture, string> {
  const picture = readByMark(bytes)
  if (!picture.ok) return picture
  const { width, height } = picture.value
  if (width < 1 || height < 1) return fail('is a picture without a size')
  return width > WIDEST_LOGO || height > WIDEST_LOGO
    ? fail(`is ${width} by ${height} pixels: at most ${WIDEST_LOGO} by ${WIDEST_LOGO}`)
    : picture
}

function readByMark(bytes: Uint8Array): Result<Picture, string> {
  const mark = String.fromCharCode(...bytes.subarray(0, 12))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (mark.startsWith('\u0089PNG\r\n\u001a\n')) return readPng(bytes, view)
  if (mark.startsWith('\u00ff\u00d8\u00ff')) return readJpeg(bytes, view)
  if (/^GIF8[79]a/.test(mark)) return readGif(bytes, view)
  if (mark.startsWith('RIFF') && mark.endsWith('WEBP')) return readWebp(bytes, view)
  return fail('is not a PNG, JPEG, WebP or GIF picture, whatever it is called')
}
