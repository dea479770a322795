import type { Receipt } from '../core/receipt.ts'
import type { TransportOf } from '../core/transport.ts'
import type { Post } from '../core/webhook.ts'
import { receiptOfAnswer, receiptOfLoss } from '../core/webhook-receipt.ts'
import { signedHeaders } from '../core/webhook-signature.ts'
import type { Web } from './fetch-document.ts'

/** Posts to webhooks: signed, to addresses that pass the guard, without following redirects. */
export function webhookTransport(web: Web, now: () => Date): TransportOf<Post> {
  return { name: 'webhook', connections: CONNECTIONS, send: (post) => send(post, web, now), close: () => Promise.resolve() }
}

/** A Worker has six connections open at once. */
const CONNECTIONS = 6
/** From the look-up to the end of the answer. */
const LONGEST_MILLISECONDS = 20_000
/** So much of an answer is read, in bytes. */
const LONGEST_ANSWER = 4096

async function send(post: Post, web: Web, now: () => Date): Promise<Receipt> {
  const signal = AbortSignal.timeout(web.milliseconds ?? LONGEST_MILLISECONDS)
  const objection = await Promise.race([web.guard(new URL(post.url)), whenAborted(signal)])
  if (objection === 'too slow') return { state: 'deferred', detail: 'its name was not looked up in time', retryAfter: null }
  if (objection?.passing) return { state: 'deferred', detail: `it ${objection.detail}`, retryAfter: null }
  if (objection) return { state: 'refused', detail: `it ${objection.detail}`, mailbox: false }
  try {
    const response = await fetch(post.url, {
      method: 'POST',
      headers: {
        ...(await signedHeaders(post.id, post.body, post.secret, now())),
        'Content-Type': 'application/json',
        'User-Agent': web.userAgent,
      },
      body: post.body,
      redirect: 'manual',
      signal,
    })
    const answer = { status: response.status, retryAfter: response.headers.get('Retry-After'), text: await beginningOf(response) }
    return receiptOfAnswer(answer, post, now())
  } catch {
    // The runtime does not say whether a connection was refused or was lost with the post on its way, and names the address in some errors.
    return receiptOfLoss(
      signal.aborted ? 'no answer came in time' : 'it cannot be reached, or the connection was lost before an answer',
      post,
    )
  }
}

function whenAborted(signal: AbortSignal): Promise<'too slow'> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('too slow'))
  })
}

/** The beginning of an answer's text; what there is of it where it ends too early, for its status has been said. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  try {
    // Leaving the loop early cancels the rest.
    for await (const chunk of response.body ?? []) {
      const rest = chunk.subarray(0, LONGEST_ANSWER - length)
      text += decoder.decode(rest, { stream: true })
      length += rest.byteLength
      if (length >= LONGEST_ANSWER) break
    }
  } catch {
    // Enough is known.
  }
  return text
}
