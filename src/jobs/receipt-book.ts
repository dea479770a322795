import type { Settled } from '../core/delivery.ts'
import { toInstant } from '../core/field.ts'
import type { Receipt } from '../core/receipt.ts'
import type { TransportOf } from '../core/transport.ts'
import { takeTurn, type Consumer, type Recorded } from '../store/deliveries.ts'
import type { Store } from '../store/store.ts'
import type { Suppression } from '../store/suppressions.ts'
import { reserveSlot } from '../store/throttles.ts'

/** One message that is to leave, by mail or another way. */
export interface Attempt<Item> {
  readonly subscriber: string
  readonly message: () => Item
  /** What the ledger is to say after a receipt. */
  readonly settle: (receipt: Receipt) => Settled
  /** What is suppressed where the mailbox is refused. */
  readonly suppression: (detail: string) => Promise<Suppression>
}

export interface TurnContext<Item> {
  readonly store: Store
  readonly transport: TransportOf<Item>
  readonly perSecond: number | null
  readonly now: () => Date
  readonly sleep: (milliseconds: number) => Promise<void>
  /** How long a mark holds, in milliseconds. */
  readonly lease: number
  /** From then on, in milliseconds since 1970, nothing more is marked. */
  readonly deadline: number
}

/** What is marked, and when it may leave. */
export interface Turn {
  readonly marked: ReadonlySet<string>
  /** Milliseconds since 1970; null without a limit. */
  readonly from: number | null
  /** True: others have reserved the next minute. */
  readonly isFull: boolean
}

export const NOTHING: Turn = { marked: new Set(), from: null, isFull: false }
const FULL: Turn = { ...NOTHING, isFull: true }

/** Who would have to wait longer for the limit lets others go first, instead of holding rows. */
const LONGEST_QUEUE = 60_000

/** The receipts that are not recorded yet. */
export class ReceiptBook {
  unknown = 0
  #recorded: Recorded[] = []
  #suppressed: Suppression[] = []
  readonly #consumer: Consumer
  readonly #context: TurnContext<never>

  constructor(consumer: Consumer, context: TurnContext<never>) {
    this.#consumer = consumer
    this.#context = context
  }

  /** Takes the receipts of messages down. */
  async note(attempts: readonly Attempt<unknown>[], receipts: readonly (Receipt | null)[]): Promise<void> {
    const refused: Promise<Suppression>[] = []
    for (const [index, { subscriber, settle, suppression }] of attempts.entries()) {
      const receipt = receipts[index]
      if (!receipt) continue
      const settled = settle(receipt)
      this.#recorded.push({ subscriber, ...settled })
      if (settled.state === 'unknown') this.unknown += 1
      if (receipt.state === 'refused' && receipt.mailbox) refused.push(suppression(receipt.detail))
    }
    this.#suppressed.push(...(await Promise.all(refused)))
  }

  /** Records what was taken down, and marks the messages of the next turn; or lets go of subscribers. */
  async turn(next: readonly Attempt<unknown>[], release: readonly string[] = []): Promise<Turn> {
    const { store, perSecond, now, lease } = this.#context
    const record = this.#recorded
    const suppress = this.#suppressed
    this.#recorded = []
    this.#suppressed = []
    const at = now()
    try {
      const from = next.length > 0 && perSecond !== null ? await this.#reserve(next.length, perSecond, at) : null
      const isFull = from === null && next.length > 0 && perSecond !== null
      const marked = await takeTurn(
        store,
        this.#consumer,
        { record, suppress, release, mark: isFull ? [] : next.map(({ subscriber }) => subscriber) },
        { now: toInstant(at), until: toInstant(new Date(at.getTime() + lease)) },
      )
      return isFull ? FULL : { marked, from, isFull }
    } catch (error) {
      this.#recorded = [...record, ...this.#recorded]
      this.#suppressed = [...suppress, ...this.#suppressed]
      throw error
    }
  }

  #reserve(messages: number, perSecond: number, at: Date): Promise<number | null> {
    const { store, transport } = this.#context
    const slot = { transport: transport.name, interval: 1000 / perSecond }
    return reserveSlot(store, slot, at.getTime(), at.getTime() + LONGEST_QUEUE, messages)
  }

  /** Records what is left, and lets go of those to whom nothing was sent. What is not recorded would be in doubt, so it tries more than once. */
  async close(unsent: readonly string[]): Promise<void> {
    const waits = [500, 2000]
    for (;;) {
      try {
        await this.turn([], unsent)
        return
      } catch (error) {
        const wait = waits.shift()
        if (wait === undefined) throw error
        await this.#context.sleep(wait)
      }
    }
  }
}
