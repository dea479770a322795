import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'

/** A backup spoilt in each of the ways that a restore has to notice, and a word of what is to be said of it. */
export function damaged(file) {
  const bytes = readFileSync(file)
  const flipped = Buffer.from(bytes)
  flipped[Math.floor(bytes.length / 2)] ^= 1
  const lines = gunzipSync(bytes).toString('utf8').split('\n')
  const zip = (some) => gzipSync(some.join('\n'))
  const [header] = lines
  return [
    { what: 'with a bit flipped', bytes: flipped, says: 'damaged' },
    { what: 'that is cut off', bytes: bytes.subarray(0, bytes.length - 100), says: 'damaged' },
    { what: 'without its last line', bytes: zip([...lines.slice(0, -2), '']), says: 'cut off' },
    { what: 'without one row, zipped again', bytes: zip(lines.filter((line) => !line.startsWith('[1,'))), says: 'digest' },
    { what: 'with another word in it, zipped again', bytes: zip(lines.map((line) => line.replace('Survey', 'Surway'))), says: 'digest' },
    { what: 'of a newer format', bytes: sealed(lines, header.replace('"format":1', '"format":2')), says: 'format 2' },
    { what: 'of a newer Wirebrief', bytes: sealed(lines, header.replace('.sql"]', '.sql","9999_new.sql"]')), says: 'newer' },
    { what: 'that is none', bytes: gzipSync('{"hello": "world"}\n'), says: 'no backup' },
    { what: 'that is no gzip', bytes: Buffer.from('hello\n'), says: 'no backup' },
  ]
}

/** With another header, and the digest that goes with it. */
function sealed(lines, header) {
  const before = [header, ...lines.slice(1, -2)].map((line) => `${line}\n`).join('')
  const { end } = JSON.parse(lines.at(-2))
  const sha256 = createHash('sha256').update(before).digest('hex')
  return gzipSync(`${before}${JSON.stringify({ end: { ...end, sha256 } })}\n`)
}
