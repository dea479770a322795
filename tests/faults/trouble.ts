import type { Random } from './random.ts'

/** What goes wrong within one invocation of the Worker, drawn from its own seed: calls that fail, whose answers are lost, that are late; and the end of its isolate. */

/** How likely each is, for a call. `die` is for the whole invocation. */
export interface Nature {
  readonly fail: number
  readonly lose: number
  /** Waits until somebody else is through, who works at the same time. */
  readonly hold: number
  readonly delay: number
  readonly die: number
}

export const CALM: Nature = { fail: 0, lose: 0, hold: 0, delay: 0, die: 0 }

/** How often each happened. */
export type Tally = Map<string, number>

/** An invocation goes on this many calls at the most before it dies, where it dies. */
const LATEST_DEATH = 9
const LONGEST_HOLD = 40

export class Trouble {
  /** Resolves when the isolate dies and everything that it had begun with the stores is through. */
  readonly death: Promise<void>
  readonly fired: string[] = []
  readonly #random: Random
  readonly #nature: Nature
  readonly #tally: Tally
  readonly #somebodyElse: () => Promise<unknown>
  readonly #diesAt: number
  #isDead = false
  #calls = 0
  #die: () => void = () => undefined
  readonly #underWay = new Set<Promise<unknown>>()

  /** `somebodyElse` resolves when another invocation, of those under way, is through. */
  constructor(random: Random, nature: Nature, tally: Tally, somebodyElse: () => Promise<unknown>) {
    this.#random = random
    this.#nature = nature
    this.#tally = tally
    this.#somebodyElse = somebodyElse
    this.#diesAt = random.chance(nature.die) ? 1 + random.int(LATEST_DEATH) : Infinity
    this.death = new Promise((resolve) => (this.#die = resolve))
  }

  /** Carries a call to the outside out, or does not. */
  async call<T>(what: string, work: () => Promise<T>): Promise<T> {
    // Whoever is dead goes on with nothing, not even with catching errors.
    if (this.#isDead) return never()
    this.#calls += 1
    if (this.#calls >= this.#diesAt) return this.#dieAt(what, work)
    const chance = this.#random.next()
    const { fail, lose, hold, delay } = this.#nature
    if (chance < fail) {
      this.#note('fails', what)
      throw new Error(`${what} is away`)
    }
    if (chance < fail + lose) {
      this.#note('is carried out and its answer lost', what)
      await this.#track(work())
      if (this.#isDead) return never()
      throw new Error(`the answer of ${what} was lost`)
    }
    if (chance < fail + lose + hold) {
      this.#note('waits for somebody else', what)
      // Two that wait for each other go on all the same.
      await Promise.race([this.#somebodyElse(), new Promise((resolve) => setTimeout(resolve, LONGEST_HOLD))])
      if (this.#isDead) return never()
    } else if (chance < fail + lose + hold + delay) {
      this.#note('is late', what)
      for (let turns = 1 + this.#random.int(4); turns > 0; turns -= 1) await new Promise((resolve) => setTimeout(resolve, 1))
      if (this.#isDead) return never()
    }
    const result = await this.#track(work())
    return this.#isDead ? never() : result
  }

  async #dieAt<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.#isDead = true
    const after = this.#random.chance(0.5)
    this.#note(after ? 'is the last thing before death' : 'is not begun before death', what)
    if (after) await work().catch(() => undefined)
    await Promise.allSettled(this.#underWay)
    this.#die()
    return never()
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work)
    try {
      return await work
    } finally {
      this.#underWay.delete(work)
    }
  }

  #note(kind: string, what: string): void {
    this.fired.push(`${what} ${kind}`)
    const name = `${what.split(' ')[0]} ${kind}`
    this.#tally.set(name, (this.#tally.get(name) ?? 0) + 1)
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined)
}
