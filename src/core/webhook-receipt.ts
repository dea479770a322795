import type { Receipt } from './receipt.ts'
import { retryAfterMilliseconds } from './retry-after.ts'
import { detailOf } from './smtp-reply.ts'
import type { Post } from './webhook.ts'

/** What an answer to a post means, or that none came. */

export interface PostAnswer {
  readonly status: number
  readonly retryAfter: string | null
  /** The beginning of its text. */
  readonly text: string
}

/** Refusals for now: too slow, too early, too many. */
const FOR_NOW = new Set([408, 425, 429])
/** From a go-between that passed the post on and lost the other side, or its patience; 520 and 524 are Cloudflare's own. */
const LOST = new Set([504, 520, 524])

/** The receipt of a post that was answered. */
export function receiptOfAnswer({ status, retryAfter, text }: PostAnswer, post: Post, now: Date): Receipt {
  const detail = withoutSecrets(`${status} ${text}`, post)
  if (status >= 200 && status < 300) return { state: 'sent', detail }
  if (LOST.has(status)) return receiptOfLoss(detail, post)
  if (status >= 500 || FOR_NOW.has(status)) {
    const wait = retryAfterMilliseconds(retryAfter, now)
    return { state: 'deferred', detail, retryAfter: wait === null ? null : Math.ceil(wait / 1000) }
  }
  return { state: 'refused', detail, mailbox: false }
}

/** The receipt of a post that may have arrived: tried again where a repeat does no harm, because the receiver knows it by its id. */
export function receiptOfLoss(why: string, post: Post): Receipt {
  const detail = withoutSecrets(why, post)
  return post.repeatable ? { state: 'deferred', detail, retryAfter: null } : { state: 'unknown', detail }
}

const SHORTEST_SECRET = 6

/** A detail for the ledger without the address that was posted to, or a part of it: servers repeat it, and whoever has it can post. */
function withoutSecrets(text: string, { url }: Post): string {
  const { href, pathname, search, searchParams } = new URL(url)
  const parts = [href, pathname + search, pathname, search, ...pathname.split('/'), ...searchParams.values()]
  const secrets = parts.flatMap((part) => [part, decoded(part)]).filter((part) => part.length >= SHORTEST_SECRET)
  return detailOf(secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
