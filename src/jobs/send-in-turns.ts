import type { Receipt } from '../core/receipt.ts'
import type { TransportOf } from '../core/transport.ts'
import type { Consumer } from '../store/deliveries.ts'
import { NOTHING, ReceiptBook, type Attempt, type TurnContext } from './receipt-book.ts'

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
export async function sendInTurns<Item>(
  attempts: readonly Attempt<Item>[],
  consumer: Consumer,
  context: TurnContext<Item>,
): Promise<Outcome> {
  const turns = inTurns(attempts, context.perSecond)
  const book = new ReceiptBook(consumer, context)
  const unsent = new Set(attempts.map(({ subscriber }) => subscriber))
  let stopped = false
  let leaving: Leaving<Item> = { attempts: [], receipts: Promise.resolve([]) }
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
interface Leaving<Item> {
  readonly attempts: readonly Attempt<Item>[]
  /** Null of what did not leave. */
  readonly receipts: Promise<readonly (Receipt | null)[]>
}

function inTurns<Item>(attempts: readonly Attempt<Item>[], perSecond: number | null): Attempt<Item>[][] {
  const size = perSecond === null ? TURN : Math.max(1, Math.min(TURN, Math.floor(perSecond * TURN_SECONDS)))
  return Array.from({ length: Math.ceil(attempts.length / size) }, (_, index) => attempts.slice(index * size, (index + 1) * size))
}

/**
 * Sends the messages of a turn, from a moment on and no faster than the limit allows. One whose mark might lapse before its answer is there, because
 * the other side is slow, does not leave any more.
 */
function sendTurn<Item>(
  leaving: readonly Attempt<Item>[],
  from: number | null,
  { transport, perSecond, now, sleep, lease }: TurnContext<Item>,
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
async function sendOne<Item>(transport: TransportOf<Item>, message: () => Item): Promise<Receipt> {
  let built: Item
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
