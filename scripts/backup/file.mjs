import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { Failure } from '../start/failure.mjs'

/** A backup that is being written. It has its name when it is whole, and nobody else on the machine may read it: it holds addresses. */
export async function createFile(path) {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) throw new Failure(`${path} is there already; name another file`)
  const partial = `${path}.partial`
  await rm(partial, { force: true })
  const lines = new PassThrough()
  const written = pipeline(lines, createGzip(), createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }))
  written.catch(() => undefined)
  const hash = createHash('sha256')

  async function write(text) {
    hash.update(text)
    if (!lines.write(text)) await Promise.race([once(lines, 'drain'), written])
  }

  return {
    /** @param {unknown} value one line's */
    add: (value) => write(`${JSON.stringify(value)}\n`),

    /** Closes it with a line that has the digest of all before it, and gives it its name. */
    async seal(counts) {
      const sha256 = hash.digest('hex')
      lines.end(`${JSON.stringify({ end: { ...counts, sha256 } })}\n`)
      await written
      await rename(partial, path)
      return sha256
    },

    async discard() {
      lines.destroy()
      await written.catch(() => undefined)
      await rm(partial, { force: true })
    },
  }
}

const LINE_FEED = 10

/** The lines of a backup, as bytes without their ends. Fails where it is no gzip, or ends too soon. */
export async function* readLines(path) {
  const unzipped = createGunzip()
  const read = pipeline(createReadStream(path), unzipped)
  read.catch(() => undefined)
  let rest = []
  try {
    for await (const chunk of unzipped) {
      let from = 0
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)])
        rest = []
        from = end + 1
      }
      if (from < chunk.length) rest.push(chunk.subarray(from))
    }
  } catch (error) {
    throw error.code?.startsWith('Z_') ? new Failure(`it is damaged, cut off, or no backup (${error.message})`) : error
  }
  if (rest.length > 0) throw new Failure('it is cut off')
}
