/** What was asked of the Worker in a plan, and what it said. Moments are places in the order of all that happened. */

/** An act: it began, ended, and was acknowledged or not. One that was refused with a reason (4xx) did nothing, and is none. */
export interface Act {
  readonly start: number
  readonly end: number
  readonly acknowledged: boolean
}

/** A state that was given to an article; null: erased. */
export interface Write extends Act {
  readonly text: string | null
  readonly note: string | null
  /** Known where it was acknowledged. */
  readonly revision: number | null
}

export interface KnownArticle {
  readonly id: string
  readonly headline: string
  readonly writes: Write[]
}

export interface KnownEdition extends Act {
  readonly number: number
  readonly digest: string
  readonly mailing: string | null
}

export interface KnownShare extends Act {
  readonly id: string
  readonly path: string
  readonly edition: number | null
  readonly revocations: Act[]
}

/** How somebody left, and what was on its way to them when they were told that they had. */
export interface Leaving extends Act {
  readonly how: 'unsubscribe' | 'remove' | 'forget'
  /** When the deliveries on their way were looked up. */
  readonly seen: number
  /** By mailing. */
  readonly onTheirWay: ReadonlySet<string>
}

export interface KnownReader {
  readonly email: string
  /** The id of their subscription, once it is known. */
  subscriber: string | null
  /** When they were on the list for certain; null before. */
  activeSince: number | null
  asked: number
  /** When they last asked to be on it. */
  askedAt: number
  readonly leavings: Leaving[]
}

export class Witness {
  readonly articles = new Map<string, KnownArticle>()
  /** Headlines of what was brought, and whether it was acknowledged. */
  readonly brought = new Set<string>()
  readonly editions: KnownEdition[] = []
  readonly shares: KnownShare[] = []
  readonly readers = new Map<string, KnownReader>()
  /** Answers of 500 and above where no store had failed. */
  readonly unexplained: { readonly start: number; readonly end: number; readonly what: string; readonly status: number }[] = []
  /** What is wrong, in words. */
  readonly violations: string[] = []

  claim(holds: boolean, what: string): void {
    if (!holds) this.violations.push(what)
  }
}

/** What an answer of 503 is right for, too: a text that was erased while it was read. */
export function claimExplained(witness: Witness): void {
  const erasures = [...witness.articles.values()].flatMap(({ writes }) => writes.filter(({ text }) => text === null))
  for (const { start, end, what, status } of witness.unexplained)
    witness.claim(status === 503 && erasures.some((erasure) => erasure.start < end && start < erasure.end), what)
}

/** The states that an article may be in, when all is through: none that an acknowledged one came after. */
export function possible(writes: readonly Write[]): Write[] {
  return writes.filter(({ end }) => !writes.some((later) => later.acknowledged && later.start > end))
}
