import type { CardOrder } from '../core/card.ts'
import type { Platform } from './door.ts'
import { logFailure } from '../log.ts'

/** Has a snapshot's preview picture drawn, after the answer has gone out. Without one a link is only plainer. */
export function orderCard(c: Platform, snapshot: string): void {
  c.executionCtx.waitUntil(sendCardOrder(c.env.CARDS, snapshot))
}

/** Puts the order of a snapshot's picture on the queue. */
export async function sendCardOrder(queue: Queue, snapshot: string): Promise<void> {
  const order: CardOrder = { snapshot, card: crypto.randomUUID() }
  try {
    await queue.send(order)
  } catch (error) {
    logFailure('card-not-ordered', { snapshot, error: String(error) })
  }
}
