import { fail, ok, type Result } from '../core/result.ts'

/** Reads a body, unpacked, no further than a limit: what is longer is let go of there. */
export async function readBody(body: ReadableStream<Uint8Array> | null, largest: number): Promise<Result<Uint8Array, 'too large'>> {
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop early cancels the body.
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > largest) return fail('too large')
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return ok(bytes)
}
