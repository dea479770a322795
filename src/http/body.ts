import type * as z from 'zod'
import { parseMediaType } from '../core/media-type.ts'
import { refuse, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { decodeDocument } from '../intake/charset.ts'
import { parseJson, type Document } from '../newsroom/read-document.ts'
import { readBody } from '../web/read-body.ts'

/** 1 MiB. */
const LARGEST_BODY = 1_048_576

/** 5 MiB: pages and feeds carry much beside their text. */
const LARGEST_PAGE = 5 * 1_048_576

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
  if (hasBody(request)) return readJsonBody(request, schema)
  const parsed = schema.safeParse({})
  return parsed.success ? ok(parsed.data) : fail(refuse(parsed.error))
}

/** How much of a media type is read. */
export function largestOf(mediaType: string): number {
  return /^text\/html$|[/+]xml$|^application\/feed\+json$/.test(mediaType) ? LARGEST_PAGE : LARGEST_BODY
}

/** Whether anything was sent with a request. */
export function hasBody(request: Request): boolean {
  return request.body !== null && request.headers.get('Content-Length') !== '0'
}

function contentType(request: Request): { mediaType: string; charset: string | null } {
  return parseMediaType(request.headers.get('Content-Type'))
}

/** A request's body as it came. Reads no further than the limit, whatever Content-Length says. */
export async function readBytes(request: Request, largest: number): Promise<Result<Uint8Array, Refusal>> {
  const tooLarge: Refusal = { status: 413, detail: `The body is larger than ${largest} bytes.`, flaws: [] }
  if (Number(request.headers.get('Content-Length') ?? 0) > largest) return fail(tooLarge)
  const bytes = await readBody(request.body, largest)
  return bytes.ok ? bytes : fail(tooLarge)
}

function malformed(detail: string): Refusal {
  return { status: 400, detail, flaws: [] }
}
