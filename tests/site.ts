import { env } from 'cloudflare:workers'
import { z } from 'zod'

/** A site of the web server of the tests, which is each test's own. */

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly encoding?: 'utf8' | 'base64'
  /** So many spaces, gzipped. */
  readonly zeros?: number
  /** Whether the body never ends. */
  readonly trickle?: boolean
  readonly do?: 'hang' | 'drop' | 'hold'
}

const Requests = z.array(z.object({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }))

export interface Site {
  /** The address of a path. */
  readonly at: (path: string) => string
  /** Says what paths answer: each answer once, the last one from then on. */
  readonly put: (answers: Readonly<Record<string, readonly Answer[]>>) => Promise<void>
  /** Lets go of the answers that are held. */
  readonly release: () => Promise<void>
  /** What was asked for, in order. */
  readonly requests: () => Promise<z.infer<typeof Requests>>
}

export function ownSite(): Site {
  const root = `${env.WEB_SERVER}/${crypto.randomUUID()}`
  return {
    at: (path) => root + path,
    put: async (answers) => {
      await (await fetch(root, { method: 'PUT', body: JSON.stringify(answers) })).text()
    },
    release: async () => {
      await (await fetch(root, { method: 'DELETE' })).text()
    },
    requests: async () => Requests.parse(await (await fetch(root)).json()),
  }
}

/** An answer of a media type. */
export function ofType(type: string, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { body, headers: { 'Content-Type': type, ...headers } }
}

/** A redirect. */
export function to(location: string, status = 302): Answer {
  return { status, headers: { Location: location } }
}
