import { env } from 'cloudflare:workers'
import { z } from 'zod'
import { article } from '../articles.ts'
import { ORIGIN, Taken } from '../worker.ts'
import { FeedSite } from './feed-site.ts'
import type { Plan } from './plan.ts'
import { FAIR, Platform, type Outcome, type Weather } from './platform.ts'
import { randomOf } from './random.ts'
import { sentenceOf } from './sentence.ts'
import type { Tally } from './trouble.ts'
import { Witness } from './witness.ts'

/** A plan's world: its platform, what is known of it, and requests to it. */

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** An act's moments, and its answer: null of one that was killed. */
export interface Asked {
  readonly start: number
  readonly end: number
  readonly answer: Answer | null
}

const DAY = 86_400_000
/** A plan is through in three days of its own; they follow one another, so that time only goes on. */
const FIRST = Date.parse('2027-01-01T12:00:00Z')
const SPAN = 4 * DAY
const MOST_SPANS = 10_000

export class World {
  readonly plan: Plan
  readonly slug: string
  readonly witness = new Witness()
  readonly platform: Platform
  readonly feed: FeedSite
  readonly weather: Weather
  readonly #words
  #count = 0
  source: string | null = null

  constructor(plan: Plan, tally: Tally) {
    this.plan = plan
    this.slug = `plan-${plan.seed}`
    this.weather = plan.weather
    this.platform = new Platform(`run ${plan.seed}`, FIRST + (plan.seed % MOST_SPANS) * SPAN, FAIR, tally)
    this.feed = new FeedSite(plan.seed, randomOf(`feed ${plan.seed}`))
    this.#words = randomOf(`words ${plan.seed}`)
  }

  /** A number that no other thing of this plan has. */
  next(): number {
    this.#count += 1
    return this.#count
  }

  /** A sentence unlike any other. */
  sentence(): string {
    return `${sentenceOf(this.#words)} ${this.next()}.`
  }

  /** An article unlike any other, as JSON. */
  article(): { headline: string; body: [string]; json: object } {
    const headline = `Plan ${this.plan.seed} number ${this.next()}: ${this.sentence()}`
    const body: [string] = [this.sentence()]
    return { headline, body, json: this.json(headline, body) }
  }

  json(headline: string, body: [string]): object {
    return article({
      headline,
      body,
      publishedAt: null,
      topics: [this.slug],
      points: [{ text: body[0] }],
      quotes: [],
      people: [],
      organisations: [],
      places: [],
    })
  }

  /** An editor's request. */
  async admin(method: string, path: string, body?: unknown, { fair = false, ...headers }: AskOptions = {}): Promise<Asked> {
    return this.ask(
      new Request(ORIGIN + path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': 'application/json', ...headers },
      }),
      fair,
    )
  }

  /** A reader's request; a form where there is one. */
  async visit(method: string, path: string, form?: Record<string, string>, fair = false): Promise<Asked> {
    return this.ask(new Request(ORIGIN + path, { method, ...(form ? { body: new URLSearchParams(form) } : {}), redirect: 'manual' }), fair)
  }

  async ask(request: Request, fair: boolean): Promise<Asked> {
    const start = this.platform.tickOrder()
    const name = `${request.method} ${new URL(request.url).pathname}`
    const outcome = await this.platform.request(request, fair ? FAIR : this.platform.weather)
    const end = this.platform.tickOrder()
    return { start, end, answer: this.#judged(name, outcome, start, end) }
  }

  /** Every answer is one: not a bare crash, and a failure only where something failed. */
  #judged(name: string, outcome: Outcome<{ response: Response; text: string }>, start: number, end: number): Answer | null {
    const { witness } = this
    if (outcome.is === 'killed') return null
    if (outcome.is === 'threw') {
      witness.claim(false, `${name} threw out of the door: ${String(outcome.error)}`)
      return null
    }
    const { response, text } = outcome.value
    const { status, headers } = response
    if (status >= 500) {
      if (outcome.fired.length === 0)
        witness.unexplained.push({ start, end, what: `${name} answered ${status} where nothing had failed`, status })
      witness.claim(/^(application\/problem\+json|text\/html)/.test(headers.get('Content-Type') ?? ''), `${name} answered ${status} bare`)
    }
    return { status, text, headers }
  }

  /** Makes what every plan begins with, while nothing goes wrong. */
  async begin(): Promise<void> {
    const { slug, plan } = this
    const schedule = plan.hasSchedule ? { cron: '0 * * * *' } : null
    await this.#need(
      this.admin('PUT', `/api/briefings/${slug}`, { title: `Plan ${plan.seed}`, select: { topics: { any: [slug] }, limit: 50 }, schedule }),
    )
    const articles = [this.article(), this.article()]
    const { start, end, answer } = await this.#need(
      this.admin(
        'POST',
        '/api/articles',
        articles.map(({ json }) => json),
      ),
    )
    this.noteTaken(articles, start, end, answer)
    const emails = Array.from({ length: plan.readers }, (_, index) => `r${index}@plan-${plan.seed}.example`)
    await this.#need(
      this.admin(
        'POST',
        `/api/briefings/${slug}/subscribers`,
        emails.map((email) => ({ email, consentedAt: '2026-01-01T00:00:00Z', consentSource: 'a test' })),
      ),
    )
    const activeSince = this.platform.tickOrder()
    for (const email of emails)
      this.witness.readers.set(email, { email, subscriber: null, activeSince, asked: 0, askedAt: 0, leavings: [] })
    if (plan.hasSource) {
      this.feed.put('a', this.sentence())
      const added = await this.#need(this.admin('POST', '/api/sources', { url: this.feed.url, topics: [slug] }))
      this.source = Identified.parse(JSON.parse(added.answer.text)).id
    }
    this.platform.weather = this.weather
  }

  async #need(asked: Promise<Asked>): Promise<Asked & { answer: Answer }> {
    const { start, end, answer } = await asked
    if (!answer || answer.status >= 300) throw new Error(`a plan could not begin: ${answer?.status} ${answer?.text}`)
    return { start, end, answer }
  }

  /** Notes what an intake was answered. */
  noteTaken(brought: readonly { headline: string; body: [string] }[], start: number, end: number, answer: Answer | null): void {
    const { witness } = this
    for (const { headline } of brought) witness.brought.add(headline)
    if (!answer || answer.status >= 300) return
    for (const [index, { id, body, revision }] of Taken.parse(JSON.parse(answer.text)).articles.entries()) {
      const { headline = '' } = brought[index] ?? {}
      const known = witness.articles.get(id) ?? { id, headline, writes: [] }
      witness.articles.set(id, known)
      // What was known already was not written by this.
      if (known.writes.length === 0) known.writes.push({ start, end, acknowledged: true, text: body[0] ?? '', note: null, revision })
    }
  }
}

interface AskOptions {
  readonly fair?: boolean
  readonly 'If-Match'?: string
}

export const Identified = z.object({ id: z.string() })
