import { parseMediaType } from '../core/media-type.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { line } from '../core/text.ts'
import { readBody } from './read-body.ts'

/** An answer taken for what was asked for, or why it is not. */

/** 5 MiB, unpacked. */
export const LARGEST = 5 * 1_048_576
// What the runtime unpacks. It leaves anything else as it came.
const UNPACKED = new Set(['gzip', 'br', 'identity', ''])

export interface Wish {
  /** Media types that are of use, the preferred ones first. */
  readonly types: readonly string[]
  /** What is known already, so that the other side need not send it again. */
  readonly known?: Validators
}

export interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
}

/** Where an answer came from. */
export interface Place {
  /** Where the last redirect led. */
  readonly url: string
  /** Where permanent redirects led before any other: the address to use from now on. */
  readonly lasting: string
}

interface Arrived extends Place {
  readonly validators: Validators
}

export interface FetchedDocument extends Arrived {
  readonly outcome: 'document'
  readonly mediaType: string
  readonly charset: string | null
  readonly bytes: Uint8Array
}

export interface Unchanged extends Arrived {
  readonly outcome: 'unchanged'
}

/** Why there is no document: the address may not be fetched, nobody answers, it takes too long, or what comes is of no use. */
export interface Unfetched {
  readonly reason: 'forbidden' | 'unreachable' | 'slow' | 'status' | 'redirects' | 'type' | 'size'
  /** A sentence without a full stop. */
  readonly detail: string
  readonly status: number | null
  readonly retryAfter: string | null
}

export type Fetched = FetchedDocument | Unchanged

/** Reads an answer that is no redirect. */
export async function receive(response: Response, { url, lasting }: Place, wish: Wish): Promise<Result<Fetched, Unfetched>> {
  const { headers, status } = response
  const arrived = { url, lasting, validators: { etag: validator(headers, 'ETag'), lastModified: validator(headers, 'Last-Modified') } }
  if (status === 304 && (wish.known?.etag || wish.known?.lastModified)) return ok({ ...arrived, outcome: 'unchanged' })
  const { mediaType, charset } = parseMediaType(headers.get('Content-Type'))
  const flaw = flawOf(response, mediaType, wish)
  if (flaw) {
    await response.body?.cancel()
    return fail(flaw)
  }
  const bytes = await readBody(response.body, LARGEST)
  if (!bytes.ok) return fail(unfetched('size', `it is larger than ${LARGEST / 1_048_576} MiB`, response))
  if (bytes.value.byteLength === 0) return fail(unfetched('type', 'it is empty', response))
  return ok({ ...arrived, outcome: 'document', mediaType, charset, bytes: bytes.value })
}

/** One that can be sent back as it came. */
function validator(headers: Headers, name: 'ETag' | 'Last-Modified'): string | null {
  const value = headers.get(name)
  return value !== null && /^[\x21-\x7e](?:[\x20-\x7e]{0,500}[\x21-\x7e])?$/.test(value) ? value : null
}

function flawOf(response: Response, mediaType: string, { types }: Wish): Unfetched | null {
  const { headers, status } = response
  if (status !== 200) return unfetched('status', `the answer there is ${status} ${response.statusText}`.trim(), response)
  if (!types.includes(mediaType)) {
    const said = mediaType === '' ? 'does not say of what type it is' : `is ${mediaType.slice(0, 100)}`
    return unfetched('type', `what is there ${said}, which is not read here`, response)
  }
  const packed = (headers.get('Content-Encoding') ?? '').toLowerCase().trim()
  if (!UNPACKED.has(packed)) return unfetched('type', `it is packed as ${packed.slice(0, 50)}, which is not read here`, response)
  if (packed === '' && Number(headers.get('Content-Length') ?? 0) > LARGEST)
    return unfetched('size', `it is larger than ${LARGEST / 1_048_576} MiB`, response)
  return null
}

/** No document, for a reason; `response` is what came in place of one. */
export function unfetched(reason: Unfetched['reason'], detail: string, response: Response | null = null): Unfetched {
  return {
    reason,
    detail: line(detail).slice(0, 300).replace(/\.+$/, ''),
    status: response?.status ?? null,
    retryAfter: response?.headers.get('Retry-After') ?? null,
  }
}
