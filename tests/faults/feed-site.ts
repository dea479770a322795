import { feedOf, item } from '../polling.ts'
import type { Random } from './random.ts'

/** A feed of a plan, and how its server answers. */
export class FeedSite {
  readonly url: string
  readonly items = new Map<string, string>()
  isFair = false
  readonly #seed: number
  readonly #random: Random
  #failures = 0

  constructor(seed: number, random: Random) {
    this.#seed = seed
    this.#random = random
    this.url = `https://feeds-${seed}.example/rss`
  }

  get failures(): number {
    return this.#failures
  }

  /** Brings an item, or another text of one. */
  put(name: string, text: string): void {
    this.items.set(name, text)
  }

  headlineOf(name: string): string {
    return `Berth ${name} of quay ${this.#seed} is free`
  }

  answer(): Response {
    if (!this.isFair && this.#random.chance(0.3)) {
      this.#failures += 1
      if (this.#random.chance(0.5)) throw new TypeError('the connection was lost')
      return new Response('away', { status: 503 })
    }
    const items = Array.from(this.items, ([name, text]) =>
      item(`${this.#seed}-${name}`, { title: this.headlineOf(name), description: text }),
    ).toReversed()
    const { body = '', headers = {} } = feedOf(items)
    return new Response(body, { headers })
  }
}
