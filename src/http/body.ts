import type { z } from 'zod'
import { refuse, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { decodeDocument } from '../intake/charset.ts'
import { parseJson, type Document } from '../newsroom/read-document.ts'

/** 1 MiB. */
export const LARGEST_BODY = 1_048_576

/** 5 MiB: pages and feeds carry much beside their text. */
export const LARGEST_PAGE = 5 * 1_048_576

/** A request's body as text, by its media type and character set; what is too large, empty or mis-encoded is refused. */
export async function readDocument(request: Request, largest?: number): Promise<Result<Document, Refusal>> {
  const { mediaType, charset } = contentType(request)
  const bytes = await readBytes(request, largest ?? largestOf(mediaType))
  if (!bytes.ok) return bytes
  if (bytes.value.byteLength === 0) return fail(malformed('The body is empty. Send in it what this takes.'))
  const text = decodeDocument(bytes.value, { mediaType, charset })
  return text.ok ? ok({ mediaType, text: text.value }) : text
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

function largestOf(mediaType: string): number {
  return /^text\/html$|[/+]xml$|^application\/feed\+json$/.test(mediaType) ? LARGEST_PAGE : LARGEST_BODY
}

function contentType(request: Request): { mediaType: string; charset: string | null } {
  const [mediaType = '', ...parameters] = (request.headers.get('Content-Type') ?? '').split(';').map((part) => part.trim())
  const charset = parameters.flatMap((parameter) => /^charset="?([^"]+)"?$/i.exec(parameter)?.[1] ?? [])[0]
  return { mediaType: mediaType.toLowerCase(), charset: charset ?? null }
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

function malformed(detail: string): Refusal {
  return { status: 400, detail, flaws: [] }
}
