import type { Context } from 'hono'
import type { CardOrder } from '../core/card.ts'
import type { Door } from './door.ts'
import { logFailure } from './log.ts'

/** Has a snapshot's preview picture drawn, after the answer has gone out. Without one a link is only plainer. */
export function orderCard(c: Context<Door>, snapshot: string): void {
  const order: CardOrder = { snapshot, card: crypto.randomUUID() }
  const sent = c.env.CARDS.send(order).catch((error: unknown) => {
    logFailure('card-not-ordered', { snapshot, error: String(error) })
  })
  c.executionCtx.waitUntil(sent)
}
