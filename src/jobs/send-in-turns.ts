import type { Settled } from '../core/delivery.ts'
import { addressKey } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import type { Receipt } from '../core/receipt.ts'
import type { Message, Transport } from '../mail/transport.ts'
import { takeTurn, type Consumer, type Recorded } from '../store/deliveries.ts'
import type { Store } from '../store/store.ts'
import type { Suppression } from '../store/suppressions.ts'
import { reserveSlot } from '../store/throttles.ts'

/** One message that is to leave. */
export interface Attempt {
  readonly subscriber: string
  readonly email: string
  readonly message: () => Message
  /** What the ledger is to say after a receipt. */
  readonly settle: (receipt: Receipt) => Settled
}

export interface TurnContext {
  readonly store: Store
  readonly transport: Transport
  readonly perSecond: number | null
  readonly now: () => Date
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Names a suppressed address. */
  readonly hash: (email: string) => Promise<string>
  /** How long a mark holds, in milliseconds. */
  readonly lease: number
  /** From then on, in milliseconds since 1970, nothing more is marked. */
  readonly deadline: number
}

export interface Outcome {
  /** How many messages may or may not have arrived. */
  readonly unknown: number
  /** True: the mailing does not go on, or the other side takes nothing just now. */
  readonly stopped: boolean
}

/** So many messages are marked as `sending` at once: those of two turns are unknown when a consumer dies. */
const TURN = 50
/** With a throttle a turn lasts about so long. */
const TURN_SECONDS = 20

/**
 * Sends claimed messages turn by turn. A turn leaves right behind the one before, and when that one is through, its receipts are recorded and the
 * next turn is marked, in one batch. A message leaves only after its mark is stored. When the store fails, what has been sent is still recorded
 * if it can be.
 */
export async function sendInTurns(attempts: readonly Attempt[], consumer: Consumer, context: TurnContext): Promise<Outcome> {
  const turns = inTurns(attempts, context.perSecond)
  const book = new ReceiptBook(consumer, context)
  const unsent = new Set(attempts.map(({ subscriber }) => subscriber))
  let stopped = false
  let leaving: Leaving = { attempts: [], receipts: Promise.resolve([]) }
  const arrive = async () => {
    const receipts = await leaving.receipts
    await book.note(leaving.attempts, receipts)
    for (const [index, { subscriber }] of leaving.attempts.entries()) if (!receipts[index]) unsent.add(subscriber)
    // Nothing gets through, or too slowly: the rest waits for better times instead of using up its attempts. What is marked already leaves if it can.
    const isTaking = receipts.some((receipt) => receipt && receipt.state !== 'deferred')
    if (receipts.includes(null) || (receipts.length > 0 && !isTaking)) stopped = true
    leaving = { attempts: [], receipts: Promise.resolve([]) }
  }
  try {
    let marking = book.turn(turns[0] ?? [])
    for (const [index, turn] of turns.entries()) {
      const { marked, from, isFull } = await marking
      if (isFull) stopped = true
      const next = turn.filter(({ subscriber }) => marked.has(subscriber))
      for (const { subscriber } of next) unsent.delete(subscriber)
      const receipts = sendTurn(next, from, context)
      // Awaited when it has its turn; until then its failure is nobody's.
      receipts.catch(() => undefined)
      await arrive()
      leaving = { attempts: next, receipts }
      marking = stopped || context.now().getTime() >= context.deadline ? Promise.resolve(NOTHING) : book.turn(turns[index + 1] ?? [])
    }
    await marking
  } finally {
    try {
      await arrive()
    } finally {
      await book.close([...unsent])
    }
  }
  return { unknown: book.unknown, stopped }
}

/** A turn on its way. */
interface Leaving {
  readonly attempts: readonly Attempt[]
  /** Null of what did not leave. */
  readonly receipts: Promise<readonly (Receipt | null)[]>
}

/** What is marked, and when it may leave. */
interface Turn {
  readonly marked: ReadonlySet<string>
  /** Milliseconds since 1970; null without a limit. */
  readonly from: number | null
  /** True: others have reserved the next minute. */
  readonly isFull: boolean
}

const NOTHING: Turn = { marked: new Set(), from: null, isFull: false }
const FULL: Turn = { ...NOTHING, isFull: true }

function inTurns(attempts: readonly Attempt[], perSecond: number | null): Attempt[][] {
  const size = perSecond === null ? TURN : Math.max(1, Math.min(TURN, Math.floor(perSecond * TURN_SECONDS)))
  return Array.from({ length: Math.ceil(attempts.length / size) }, (_, index) => attempts.slice(index * size, (index + 1) * size))
}

/**
 * Sends the messages of a turn, from a moment on and no faster than the limit allows. One whose mark might lapse before its answer is there, because
 * the other side is slow, does not leave any more.
 */
function sendTurn(
  leaving: readonly Attempt[],
  from: number | null,
  { transport, perSecond, now, sleep, lease }: TurnContext,
): Promise<(Receipt | null)[]> {
  const latest = now().getTime() + lease - LONGEST_ANSWER
  const waiting = leaving.entries()
  const receipts: (Receipt | null)[] = leaving.map(() => null)
  const sendNext = async () => {
    for (const [index, { message }] of waiting) {
      const wait = from === null || perSecond === null ? 0 : from + (index * 1000) / perSecond - now().getTime()
      if (wait > 0) await sleep(wait)
      if (now().getTime() < latest) receipts[index] = await sendOne(transport, message)
    }
  }
  return Promise.all(Array.from({ length: transport.connections }, sendNext)).then(() => receipts)
}

/** A transport answers, whatever happens. Where one throws all the same, nobody can tell what has left; a message that cannot be built has not. */
async function sendOne(transport: Transport, message: () => Message): Promise<Receipt> {
  let built: Message
  try {
    built = message()
  } catch (error) {
    return { state: 'deferred', detail: `it cannot be built: ${String(error)}`, retryAfter: null }
  }
  try {
    return await transport.send(built)
  } catch (error) {
    return { state: 'unknown', detail: `the transport failed: ${String(error)}` }
  }
}

/** For as long as a message may wait for a place behind another, and then for its own answer. */
const LONGEST_ANSWER = 4 * 60_000

/** Who would have to wait longer for the limit lets others go first, instead of holding rows. */
const LONGEST_QUEUE = 60_000

/** The receipts that are not recorded yet. */
class ReceiptBook {
  unknown = 0
  #recorded: Recorded[] = []
  #suppressed: Suppression[] = []
  readonly #consumer: Consumer
  readonly #context: TurnContext

  constructor(consumer: Consumer, context: TurnContext) {
    this.#consumer = consumer
    this.#context = context
  }

  /** Takes the receipts of messages down. */
  async note(attempts: readonly Attempt[], receipts: readonly (Receipt | null)[]): Promise<void> {
    const refused: Promise<Suppression>[] = []
    for (const [index, { subscriber, email, settle }] of attempts.entries()) {
      const receipt = receipts[index]
      if (!receipt) continue
      const settled = settle(receipt)
      this.#recorded.push({ subscriber, ...settled })
      if (settled.state === 'unknown') this.unknown += 1
      if (receipt.state === 'refused' && receipt.mailbox) refused.push(this.#suppression(email, receipt.detail))
    }
    this.#suppressed.push(...(await Promise.all(refused)))
  }

  async #suppression(email: string, detail: string): Promise<Suppression> {
    return { id: await this.#context.hash(email), address: addressKey(email), reason: 'bounce', detail }
  }

  /** Records what was taken down, and marks the messages of the next turn; or lets go of subscribers. */
  async turn(next: readonly Attempt[], release: readonly string[] = []): Promise<Turn> {
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
