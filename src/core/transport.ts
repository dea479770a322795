import type { Receipt } from './receipt.ts'

/** How things of one kind leave. What becomes of each is its receipt; nothing is thrown for a refusal. */
export interface TransportOf<Item> {
  readonly name: string
  /** How many it sends at a time; more wait for a place. */
  readonly connections: number
  readonly send: (item: Item) => Promise<Receipt>
  /** Lets go of what it holds. It is not used afterwards. */
  readonly close: () => Promise<void>
}
