import { CardOrder } from '../core/card.ts'
import { toInstant } from '../core/field.ts'
import { logFailure } from '../log.ts'
import { readUndrawn } from '../newsroom/undrawn.ts'
import { cardWords } from '../render/card-words.ts'
import { renderCard } from '../render/card.ts'
import { viewOf } from '../render/view-of.ts'
import { dropOrphan, writeCard } from '../store/cards.ts'
import type { Store } from '../store/store.ts'
import { rasterise, typefaces } from './rasterise.ts'

export interface DrawingContext {
  readonly store: Store
  readonly publicUrl: string
  readonly now: Date
}

/** Carries out orders of preview pictures. Gives the tags of the pages that have a picture now. */
export async function drawCards(messages: readonly Message[], context: DrawingContext): Promise<string[]> {
  const tags = await Promise.all(messages.map((message) => drawMessage(message, context)))
  return tags.filter((tag) => tag !== null)
}

async function drawMessage(message: Message, context: DrawingContext): Promise<string | null> {
  const order = CardOrder.safeParse(message.body)
  if (!order.success) {
    logFailure('card-order-malformed', { message: message.id })
    return null
  }
  try {
    return await drawCard(order.data, context)
  } catch (error) {
    logFailure('card-not-drawn', { snapshot: order.data.snapshot, attempt: message.attempts, error: String(error) })
    message.retry()
    return null
  }
}

/** Null where no picture came of it: there is one already, nothing wants one, or none can be drawn. */
async function drawCard(order: CardOrder, { store, publicUrl, now }: DrawingContext): Promise<string | null> {
  const undrawn = await readUndrawn(store, order.snapshot, toInstant(now))
  if (!undrawn.ok && undrawn.error === 'unreadable') throw new Error('a text of the snapshot is missing in KV')
  const words = undrawn.ok ? cardWords(viewOf(undrawn.value.composition, { publicUrl }), typefaces) : null
  if (!undrawn.ok || !words) {
    await dropOrphan(store, order)
    return null
  }
  const { composition, share } = undrawn.value
  const { edition } = composition
  if (!(await writeCard(store, order, await rasterise(renderCard(words, typefaces)), words.painted))) return null
  return edition ? `edition:${edition.briefing}:${edition.number}` : `share:${share}`
}
