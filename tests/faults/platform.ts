import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { vi } from 'vitest'
import { gateway } from '../../src/http/gateway.ts'
import worker, { Pages } from '../../src/index.ts'
import { troubled } from './bindings.ts'
import { randomOf, type Random } from './random.ts'
import { POLITE, Sink, type Manners } from './sink.ts'
import { CALM, Trouble, type Nature, type Tally } from './trouble.ts'

/** Cloudflare for the length of a plan: doors, a queue, a clock and mail, each as reliable as the plan says. */

/** What became of an invocation: it answered, threw out of the door, or its isolate was killed. */
export type Outcome<T> =
  | { readonly is: 'answered'; readonly value: T; readonly fired: readonly string[] }
  | { readonly is: 'threw'; readonly error: unknown; readonly fired: readonly string[] }
  | { readonly is: 'killed'; readonly fired: readonly string[] }

interface Waiting {
  readonly body: unknown
  readonly attempts: number
  /** Milliseconds since 1970. */
  readonly from: number
}

export interface Weather {
  readonly nature: Nature
  readonly manners: Manners
  /** How likely the queue delivers a message again that was worked off. */
  readonly repeat: number
}

export const FAIR: Weather = { nature: CALM, manners: POLITE, repeat: 0 }
/** Deliveries of one message, as wrangler.toml has it. */
const MOST_ATTEMPTS = 6

export class Platform {
  readonly sink = new Sink()
  readonly log: string[] = []
  weather: Weather
  readonly #underWay = new Set<Promise<unknown>>()
  #waiting: Waiting[] = []
  #time: number
  #order = 0
  #invocations = 0
  readonly #seed: string
  readonly #tally: Tally

  constructor(seed: string, start: number, weather: Weather, tally: Tally) {
    this.#seed = seed
    this.#time = start
    this.weather = weather
    this.#tally = tally
    vi.setSystemTime(start)
  }

  /** The next place in the order of all that happens. */
  tickOrder(): number {
    this.#order += 1
    return this.#order
  }

  get time(): number {
    return this.#time
  }

  get invocations(): number {
    return this.#invocations
  }

  get queued(): number {
    return this.#waiting.length
  }

  pass(milliseconds: number): void {
    this.#time += milliseconds
    vi.setSystemTime(this.#time)
  }

  /** Sends a request through the public door. */
  request(request: Request, weather = this.weather): Promise<Outcome<{ readonly response: Response; readonly text: string }>> {
    const { pathname } = new URL(request.url)
    return this.#invoke(
      `${request.method} ${pathname}`,
      async (bindings, context) => {
        const response = await gateway.fetch(request, bindings, context)
        return { response, text: await response.text() }
      },
      weather,
    )
  }

  /** Has the clock tick. */
  async tick(): Promise<void> {
    await this.#invoke('tick', async (bindings) => worker.scheduled(createScheduledController(), bindings))
  }

  /** Hands a batch to the queue's consumer, as the platform would; sometimes to two of them at once. */
  async consume(most: number): Promise<void> {
    const random = randomOf(`${this.#seed} queue ${this.#invocations}`)
    const due = this.#waiting.filter(({ from }) => from <= this.#time).slice(0, most)
    if (due.length === 0) return
    this.#waiting = this.#waiting.filter((message) => !due.includes(message))
    const isTwice = random.chance(this.weather.repeat)
    if (isTwice) this.#count('queue hands a batch to two at once')
    await Promise.all([this.#handOver(due, random), ...(isTwice ? [this.#handOver(due, random)] : [])])
  }

  async #handOver(due: readonly Waiting[], random: Random): Promise<void> {
    const retried = new Map<Waiting, number>()
    const messages = due.map((message, index) => ({
      id: `${this.#invocations}-${index}`,
      timestamp: new Date(),
      body: message.body,
      attempts: message.attempts,
      ack: () => undefined,
      retry: ({ delaySeconds = 0 } = {}) => void retried.set(message, delaySeconds),
    }))
    const batch = {
      queue: 'wirebrief-jobs',
      messages,
      metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
      ackAll: () => undefined,
      retryAll: () => undefined,
    }
    const kinds = due.map(({ body }) => JSON.stringify(body)).join(', ')
    const outcome = await this.#invoke(`queue ${kinds}`, async (bindings, context) => worker.queue(batch, bindings, context))
    for (const message of due) {
      const delay = outcome.is === 'answered' ? retried.get(message) : 0
      if (delay === undefined && random.chance(this.weather.repeat)) this.#count('queue repeats a message')
      else if (delay === undefined) continue
      if (message.attempts < MOST_ATTEMPTS)
        this.#waiting.push({ body: message.body, attempts: message.attempts + 1, from: this.#time + (delay ?? 0) * 1000 })
    }
  }

  async #invoke<T>(
    name: string,
    work: (bindings: Env & Cloudflare.Env, context: ExecutionContext) => Promise<T>,
    weather = this.weather,
  ): Promise<Outcome<T>> {
    this.#invocations += 1
    const seed = `${this.#seed} invocation ${this.#invocations}`
    const trouble = new Trouble(randomOf(seed), weather.nature, this.#tally, () =>
      Promise.race([...this.#underWay].filter((one) => one !== own)),
    )
    const left: Promise<unknown>[] = []
    const since = this.tickOrder()
    const mailing = randomOf(`${seed} mail`)
    const bindings = troubled(trouble, {
      enqueue: (bodies) => this.#queue(bodies),
      mail: (to, raw) => this.sink.take({ to, raw, at: this.tickOrder(), since }, mailing, weather.manners),
    })
    const run = async (): Promise<Outcome<T>> => {
      try {
        const value = await work(bindings, contextOf(bindings, left))
        // What waits may leave more to be waited for.
        while (left.length > 0) await Promise.all(left.splice(0))
        return { is: 'answered', value, fired: trouble.fired }
      } catch (error) {
        return { is: 'threw', error, fired: trouble.fired }
      }
    }
    const killed = trouble.death.then((): Outcome<T> => ({ is: 'killed', fired: trouble.fired }))
    const own = Promise.race([run(), killed])
    this.#underWay.add(own)
    const outcome = await own
    this.#underWay.delete(own)
    this.log.push(`${name}: ${outcome.is}${outcome.fired.length > 0 ? ` (${outcome.fired.join('; ')})` : ''}`)
    return outcome
  }

  #queue(bodies: readonly unknown[]): void {
    this.#waiting.push(...bodies.map((body) => ({ body, attempts: 1, from: this.#time })))
  }

  #count(name: string): void {
    this.#tally.set(name, (this.#tally.get(name) ?? 0) + 1)
  }
}

function contextOf(bindings: Env, left: Promise<unknown>[]): ExecutionContext {
  return new Proxy(createExecutionContext(), {
    get(target, name) {
      if (name === 'waitUntil') return (work: Promise<unknown>) => void left.push(work)
      if (name === 'exports') return { Pages: new Pages(target, bindings) }
      return Reflect.get(target, name)
    },
  })
}
