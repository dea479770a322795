import type { Failure } from '../core/poll-standing.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { retryAfterMilliseconds } from '../core/retry-after.ts'
import { SourceSettings } from '../core/source.ts'
import type { LeasedSource } from '../store/polls.ts'
import { fetchDocument, type Web } from '../web/fetch-document.ts'
import type { Validators } from '../web/receive.ts'
import { readText } from './fetch-link.ts'
import { FEED_TYPES, isFeed, MOST_ITEMS, readDocument, type Document, type Inputs, type Located } from './read-document.ts'

/** What a source's feed says now. */
export interface SourceFeed {
  /** Null where it is the same as the last time. */
  readonly items: readonly Located[] | null
  readonly warnings: readonly Flaw[]
  readonly validators: Validators
  /** Its address from now on. */
  readonly url: string
  readonly status: number
}

/** Why a source's feed cannot be had, and what the other side asks for. */
export interface NoFeed extends Failure {
  readonly detail: string
  readonly status: number | null
}

/** Fetches and reads a source's feed, unless it is unchanged. */
export async function readSource(source: LeasedSource, web: Web, now: Date): Promise<Result<SourceFeed, NoFeed>> {
  const { url: address, etag, lastModified } = source
  const wish = { types: [...FEED_TYPES, 'application/json'], known: { etag, lastModified } }
  const fetched = await fetchDocument(address, wish, web)
  if (!fetched.ok) {
    const { detail, status, retryAfter } = fetched.error
    // Others may send it, too; only these two mean what it says (RFC 9110, section 10.2.3).
    const wait = status === 429 || status === 503 ? retryAfterMilliseconds(retryAfter, now) : null
    return fail({ detail, status, gone: status === 410, wait })
  }
  const { validators, url } = fetched.value
  const lasting = SourceSettings.shape.url.safeParse(fetched.value.lasting).data ?? address
  if (fetched.value.outcome === 'unchanged') {
    const kept = { etag: validators.etag ?? etag, lastModified: validators.lastModified ?? lastModified }
    return ok({ items: null, warnings: [], validators: kept, url: lasting, status: 304 })
  }
  const document = readText(fetched.value)
  if (!document.ok) return fail(unread(document.error))
  const inputs = await readItems(document.value, url, now)
  if (!inputs.ok) return fail(unread(inputs.error))
  return ok({ items: inputs.value.located, warnings: inputs.value.warnings, validators, url: lasting, status: 200 })
}

/** A feed may be empty for a while. */
async function readItems(document: Document, address: string, now: Date): Promise<Result<Inputs, Refusal>> {
  if (!isFeed(document)) return fail(unprocessable([{ pointer: '', detail: 'it is no feed' }]))
  const inputs = await readDocument(document, { address, now: now.toISOString(), most: MOST_ITEMS, distinct: true })
  if (inputs.ok) return inputs
  const { NO_ITEM } = await import('../intake/feed.ts')
  return inputs.error.flaws.some(({ detail }) => detail === NO_ITEM) ? ok({ located: [], warnings: [] }) : inputs
}

function unread({ detail, flaws }: Refusal): NoFeed {
  const said = flaws.slice(0, 3).map((flaw) => `${flaw.pointer} ${flaw.detail}`.trim())
  return { detail: `the feed cannot be read: ${said.length > 0 ? said.join('; ') : detail}`, status: 200, gone: false, wait: null }
}
