import { createHash } from 'node:crypto'
import { Failure } from '../start/failure.mjs'
import { readLines } from './file.mjs'

/**
 * What a backup is: gzipped lines of JSON. The first is its header; then come `{"sequences"}`; `{"table"}`s, each followed by its rows
 * as arrays; and a `{"value"}` for each of KV's; the last is `{"end"}`, with the counts and the SHA-256 of all lines before it, line feeds included.
 */
export const FORMAT = 1

/** The parts of a line that is no row. */
export function parseLine(line) {
  try {
    return JSON.parse(line)
  } catch {
    throw new Failure('it is damaged: a line of it is no JSON')
  }
}

/** Whether a line is a row, by its first byte. */
export function isRow(line) {
  return line[0] === 0x5b
}

/** Reads a whole backup, and answers its header and counts. Fails where anything of it is not as it was written. */
export async function verify(path) {
  const hash = createHash('sha256')
  const counts = { rows: 0, values: 0 }
  let header = null
  let end = null
  for await (const line of readLines(path)) {
    if (end) throw new Failure('it is damaged: it goes on after its end')
    if (!header) header = checkHeader(parseLine(line))
    else if (isRow(line)) counts.rows += 1
    else if (line.subarray(0, 8).toString() === '{"value"') counts.values += 1
    else end = parseLine(line).end
    if (!end) hash.update(line).update('\n')
  }
  if (!end) throw new Failure('it is cut off')
  const sha256 = hash.digest('hex')
  if (end.sha256 !== sha256 || end.rows !== counts.rows || end.values !== counts.values)
    throw new Failure('it is damaged: its digest is not that of what is in it')
  return { header, counts, sha256 }
}

function checkHeader(header) {
  if (header?.wirebrief !== 'backup') throw new Failure('it is no backup of Wirebrief')
  if (header.format !== FORMAT) throw new Failure(`it has format ${header.format}, and this Wirebrief reads ${FORMAT}: update it`)
  return header
}
