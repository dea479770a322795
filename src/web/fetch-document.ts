import { fail, type Result } from '../core/result.ts'
import type { Guard } from './guard.ts'
import { receive, unfetched, type Fetched, type Place, type Unfetched, type Wish } from './receive.ts'

/** Fetches documents from elsewhere, within limits. What goes wrong there is a value with its reason. */

/** For the whole of it: look-ups, redirects, the body. */
export const LONGEST_MILLISECONDS = 20_000
const MOST_REDIRECTS = 5

/** What fetching needs of its surroundings. */
export interface Web {
  readonly guard: Guard
  readonly userAgent: string
  readonly milliseconds?: number
}

/** Fetches a document of one of the types, following redirects; every step has to pass the guard. */
export async function fetchDocument(address: string, wish: Wish, web: Web): Promise<Result<Fetched, Unfetched>> {
  const milliseconds = web.milliseconds ?? LONGEST_MILLISECONDS
  const signal = AbortSignal.timeout(milliseconds)
  try {
    // The signal ends the look-ups of the guard, too, which know of none.
    return await Promise.race([follow({ url: address, lasting: address, redirects: 0 }, wish, { ...web, signal }), whenAborted(signal)])
  } catch (error) {
    if (signal.aborted) return fail(unfetched('slow', `it takes longer than ${milliseconds / 1000} seconds`))
    return fail(unfetched('unreachable', `it cannot be reached: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`))
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('too slow')))
  })
}

interface Visit extends Web {
  readonly signal: AbortSignal
}

interface Step extends Place {
  readonly redirects: number
}

async function follow(step: Step, wish: Wish, web: Visit): Promise<Result<Fetched, Unfetched>> {
  const url = URL.parse(step.url)
  const objection = url ? await web.guard(url) : { detail: 'is no web address', passing: false }
  if (!url || objection) {
    const redirected = step.redirects > 0 ? 'it leads on to an address that ' : 'it '
    return fail(unfetched(objection?.passing ? 'unreachable' : 'forbidden', redirected + (objection?.detail ?? '')))
  }
  const response = await fetch(url, { headers: headersOf(wish, web), redirect: 'manual', signal: web.signal })
  const location = response.headers.get('Location')
  if ([301, 302, 303, 307, 308].includes(response.status) && location !== null) {
    await response.body?.cancel()
    const next = nextStep(step, response.status, location)
    return next ? follow(next, wish, web) : fail(unfetched('redirects', `it leads on more than ${MOST_REDIRECTS} times`, response))
  }
  return receive(response, step, wish)
}

/** Null where it would be one too many. */
function nextStep({ url, lasting, redirects }: Step, status: number, location: string): Step | null {
  if (redirects === MOST_REDIRECTS) return null
  const next = URL.parse(location, url)
  // A fragment that the redirect does not name goes on; nobody is sent it.
  const to = next?.href ?? location
  const lasts = (status === 301 || status === 308) && lasting === url
  return { url: to, lasting: lasts ? to : lasting, redirects: redirects + 1 }
}

function headersOf({ types, known }: Wish, { userAgent }: Web): Headers {
  const headers = new Headers({ Accept: [...types, '*/*;q=0.1'].join(', '), 'User-Agent': userAgent })
  if (known?.etag) headers.set('If-None-Match', known.etag)
  if (known?.lastModified) headers.set('If-Modified-Since', known.lastModified)
  return headers
}
