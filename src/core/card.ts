import * as z from 'zod'

/** A snapshot's preview picture: its size, and what orders one. */

export const CARD = { width: 1200, height: 630 } as const

/**
 * The queue's message. It names no share and holds no key. Whoever orders a card chooses its uuid, so that a message that
 * comes twice, or again after a failure, writes one and the same key.
 */
export const CardOrder = z.strictObject({ snapshot: z.uuid(), card: z.uuid() })

export type CardOrder = z.infer<typeof CardOrder>
