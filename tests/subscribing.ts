import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Job } from '../src/core/job.ts'
import { signToken, type Purpose } from '../src/core/token.ts'
import { gateway } from '../src/http/gateway.ts'
import { ORIGIN } from './worker.ts'

/** The Worker as subscribers meet it, with secrets of its own, and with a list of the jobs that it puts on the queue. */

export const SECRETS = { current: 'current-secret-0123456789-0123456789', previous: null, pepper: 'pepper-0123456789-0123456789-012345' }

/** What was put on the queue since the test emptied it. */
export const jobs: Job[] = []

const queue = new Proxy(env.JOBS, {
  get(target, name) {
    if (name === 'sendBatch')
      return async (messages: Iterable<{ body: unknown }>) => {
        for (const { body } of messages) jobs.push(Job.parse(body))
      }
    return Reflect.get(target, name)
  },
})

export interface Ask {
  readonly form?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly csv?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Settings in another's stead. */
  readonly settings?: {
    readonly TOKEN_SECRET?: string | undefined
    readonly TOKEN_SECRET_PREVIOUS?: string
    readonly ADDRESS_PEPPER?: string | undefined
    readonly DB?: D1Database
    readonly SIGN_UPS?: RateLimit
    readonly SITE_LANGUAGE?: string
  }
}

let count = 0

/** A request from an address of its own; what it leaves to be done after the answer is done when this resolves. */
export async function ask(method: string, path: string, request: Ask = {}): Promise<Response> {
  count += 1
  const { form, json, csv, body, headers = {}, settings = {} } = request
  const [payload, type] = form
    ? [new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded']
    : json !== undefined
      ? [JSON.stringify(json), 'application/json']
      : csv !== undefined
        ? [csv, 'text/csv']
        : [body, undefined]
  const context = createExecutionContext()
  const answer = await gateway.fetch(
    new Request(ORIGIN + path, {
      method,
      ...(payload === undefined ? {} : { body: payload }),
      headers: {
        ...(type ? { 'Content-Type': type } : {}),
        'CF-Connecting-IP': `198.51.${count >> 8}.${count & 255}`,
        Accept: 'text/html',
        ...headers,
      },
    }),
    { ...env, TOKEN_SECRET: SECRETS.current, ADDRESS_PEPPER: SECRETS.pepper, TOKEN_SECRET_PREVIOUS: '', ...settings, JOBS: queue },
    context,
  )
  await waitOnExecutionContext(context)
  return answer
}

/** The same by an editor. */
export function edit(method: string, path: string, request: Ask = {}): Promise<Response> {
  return ask(method, path, { ...request, headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, Accept: '*/*', ...request.headers } })
}

/** A signed token as the mails have it. */
export async function tokenFor(purpose: Purpose, subscriber: string, nonce: string | null, secret = SECRETS.current): Promise<string> {
  return (await signToken({ purpose, subscriber, nonce }, { current: secret }, new Date())).token
}

export interface Row {
  readonly id: string
  readonly briefing: string
  readonly email: string
  readonly state: string
  readonly token: string
  readonly nonce: string | null
  readonly name: string | null
  readonly consented_at: string | null
  readonly consent_source: string | null
  readonly ended_at: string | null
}

/** The rows of an address, by briefing. */
export async function rowsOf(address: string): Promise<Row[]> {
  return (await env.DB.prepare('SELECT * FROM subscribers WHERE address = ?1 ORDER BY briefing').bind(address).all<Row>()).results
}

/** The one row of an address. */
export async function rowOf(address: string): Promise<Row> {
  const [row] = await rowsOf(address)
  if (!row) throw new Error(`${address} is on no list`)
  return row
}

/** Puts an address on a list by the whole way: sign-up, confirmation. */
export async function subscribe(email: string, briefing = 'energy'): Promise<Row> {
  await ask('POST', `/briefings/${briefing}/subscribe`, { form: { email } })
  const waiting = (await rowsOf(email.toLowerCase())).find((row) => row.briefing === briefing)
  if (!waiting) throw new Error('no sign-up was stored')
  await ask('POST', `/subscriptions/confirm/${await tokenFor('confirm', waiting.id, waiting.nonce)}`)
  return waiting
}

/** Owes a mailing of the briefing "energy" to subscribers, in a state. */
export async function owe(subscribers: readonly string[], state: string, detail: string | null = null): Promise<string> {
  const id = crypto.randomUUID()
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO mailings (id, briefing, edition, kind, covers, corrections, state, round, created_at)
       VALUES (?1, 'energy', 1, 'correction', ?1, '[]', 'sending', 0, '2026-01-01T00:00:00Z')`,
    ).bind(id),
    ...subscribers.map((subscriber) =>
      env.DB.prepare(
        `INSERT INTO deliveries (mailing, subscriber, state, due_at, at, detail, lease) VALUES (?1, ?2, ?3, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', ?4, 'somebody')`,
      ).bind(id, subscriber, state, detail),
    ),
  ])
  return id
}

export async function deliveryOf(
  mailing: string,
  subscriber: string,
): Promise<{ state: string; detail: string | null; lease: string | null }> {
  const row = await env.DB.prepare('SELECT state, detail, lease FROM deliveries WHERE mailing = ?1 AND subscriber = ?2')
    .bind(mailing, subscriber)
    .first<{ state: string; detail: string | null; lease: string | null }>()
  if (!row) throw new Error('there is no such delivery')
  return row
}
