import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { decodeDocument } from '../intake/charset.ts'
import { fetchDocument, type Web } from '../web/fetch-document.ts'
import type { FetchedDocument, Unfetched } from '../web/receive.ts'
import { FEED_TYPES, MEDIA_TYPES, type Document } from './read-document.ts'

/** What may stand at a link that is taken in. */
const LINKED_TYPES = ['text/html', 'application/xhtml+xml', ...FEED_TYPES, ...MEDIA_TYPES.filter((type) => type !== 'text/html')]

/** A document from elsewhere, and where it was in the end. */
export interface Linked {
  readonly document: Document
  readonly url: string
}

/** Fetches what stands at an address, to be read as if somebody had sent it. */
export async function fetchLink(address: string, web: Web): Promise<Result<Linked, Refusal>> {
  const fetched = await fetchDocument(address, { types: LINKED_TYPES }, web)
  if (!fetched.ok) return fail(refusalOf(fetched.error))
  if (fetched.value.outcome === 'unchanged') throw new Error('a document that nobody knew was unchanged')
  const document = readText(fetched.value)
  return document.ok ? ok({ document: document.value, url: fetched.value.url }) : document
}

/** The text of what was fetched. */
export function readText({ bytes, mediaType, charset }: FetchedDocument): Result<Document, Refusal> {
  const text = decodeDocument(bytes, { mediaType, charset })
  if (text.ok) return ok({ mediaType: mediaType === 'application/xhtml+xml' ? 'text/html' : mediaType, text: text.value })
  return fail(asFoundThere(text.error))
}

/** What is wrong with a document is not malformed by whoever named it. */
export function asFoundThere({ status, detail, flaws }: Refusal): Refusal {
  return { status: status === 400 || status === 415 ? 422 : status, detail: detail.replace(/^The body /, 'What is there '), flaws }
}

function refusalOf({ reason, detail }: Unfetched): Refusal {
  const flaws = [{ pointer: '/url', detail }]
  switch (reason) {
    case 'forbidden':
      return { status: 422, detail: `This address is not fetched: ${detail}.`, flaws }
    case 'type':
    case 'size':
      return { status: 422, detail: `What is at this address cannot be taken in: ${detail}.`, flaws }
    case 'slow':
      return { status: 504, detail: `This address was given up: ${detail}.`, flaws }
    case 'unreachable':
    case 'status':
    case 'redirects':
      return { status: 502, detail: `This address gives nothing to take in: ${detail}.`, flaws }
  }
}
