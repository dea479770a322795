/** Cloudflare takes five purges a minute. */
const MOST = 5
const WITHIN = 60_000
// A Worker may go on for thirty seconds after its answer; past that the edge has let go of a share by itself.
const LONGEST_WAIT = 25_000

/**
 * Gathers purges, so that a burst of writes does not use up what Cloudflare takes: up to five a minute go at once, further tags wait
 * together for the next free place. It counts for its own isolate; a purge that is refused or lost all the same costs a page its
 * own seconds at the edge, never more.
 */
export class PurgeGate {
  readonly #gone: number[] = []
  #waiting = new Set<string>()
  #isDue = false

  /** Adds tags; gives the purge that somebody has to wait for, or null where one that is due takes them along. `now` in milliseconds. */
  add(tags: readonly string[], now: () => number, purge: (tags: string[]) => Promise<void>): Promise<void> | null {
    for (const tag of tags) this.#waiting.add(tag)
    if (this.#isDue) return null
    this.#isDue = true
    return this.#flush(now, purge)
  }

  async #flush(now: () => number, purge: (tags: string[]) => Promise<void>): Promise<void> {
    const fifth = this.#gone.at(-MOST)
    const wait = fifth === undefined ? 0 : Math.min(fifth + WITHIN - now(), LONGEST_WAIT)
    if (wait > 0) await new Promise<void>((resolve) => setTimeout(resolve, wait))
    const tags = [...this.#waiting]
    this.#waiting = new Set()
    this.#isDue = false
    this.#gone.push(now())
    if (this.#gone.length > MOST) this.#gone.shift()
    await purge(tags)
  }
}
