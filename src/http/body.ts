import type { z } from 'zod'
import { refuse, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { parseJson, type Document } from '../newsroom/drafts.ts'

/** 1 MiB. */
export const LARGEST_BODY = 1_048_576

/** A request's body as text, by its media type and character set; what is too large, empty or mis-encoded is refused. */
export async function readDocument(request: Request, largest = LARGEST_BODY): Promise<Result<Document, Refusal>> {
  const { mediaType, charset } = contentType(request)
  const bytes = await readBytes(request, largest)
  if (!bytes.ok) return bytes
  if (bytes.value.byteLength === 0) return fail(malformed('The body is empty. Send in it what this takes.'))
  const decoder = textDecoder(mediaType === 'application/json' ? 'utf-8' : charset)
  if (!decoder) return fail({ status: 415, detail: `The character set "${charset.slice(0, 40)}" is not known. Send UTF-8.`, flaws: [] })
  try {
    return ok({ mediaType, text: decoder.decode(bytes.value) })
  } catch {
    return fail(malformed(`The body is not valid ${decoder.encoding}. Send UTF-8.`))
  }
}

/** A JSON body that keeps to a schema. */
export async function readJsonBody<S extends z.ZodType>(request: Request, schema: S): Promise<Result<z.output<S>, Refusal>> {
  if (contentType(request).mediaType !== 'application/json') {
    return fail({ status: 415, detail: 'Send application/json.', flaws: [] })
  }
  const document = await readDocument(request)
  if (!document.ok) return document
  const json = parseJson(document.value.text)
  if (!json.ok) return json
  const parsed = schema.safeParse(json.value)
  return parsed.success ? ok(parsed.data) : fail(refuse(parsed.error))
}

/** A JSON body that may be left out, where the schema makes do without it. */
export async function readOptionalJsonBody<S extends z.ZodType>(request: Request, schema: S): Promise<Result<z.output<S>, Refusal>> {
  if (request.body !== null && request.headers.get('Content-Length') !== '0') return readJsonBody(request, schema)
  const parsed = schema.safeParse({})
  return parsed.success ? ok(parsed.data) : fail(refuse(parsed.error))
}

function contentType(request: Request): { mediaType: string; charset: string } {
  const [mediaType = '', ...parameters] = (request.headers.get('Content-Type') ?? '').split(';').map((part) => part.trim())
  const charset = parameters.flatMap((parameter) => /^charset="?([^"]+)"?$/i.exec(parameter)?.[1] ?? [])[0]
  return { mediaType: mediaType.toLowerCase(), charset: charset ?? 'utf-8' }
}

/** Reads no further than the limit, whatever Content-Length says. */
async function readBytes(request: Request, largest: number): Promise<Result<Uint8Array, Refusal>> {
  const tooLarge: Refusal = { status: 413, detail: `The body is larger than ${largest} bytes.`, flaws: [] }
  if (Number(request.headers.get('Content-Length') ?? 0) > largest) return fail(tooLarge)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > largest) return fail(tooLarge)
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

function textDecoder(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: false })
  } catch {
    return null
  }
}

function malformed(detail: string): Refusal {
  return { status: 400, detail, flaws: [] }
}
