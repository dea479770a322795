import { composeSnapshot } from '../core/compose-snapshot.ts'
import type { Composition } from '../core/composition.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findUndrawn } from '../store/cards.ts'
import type { Store } from '../store/store.ts'
import { readFrozen, type Unread } from './read.ts'

export interface Undrawn {
  /** Of a share it has no path: nobody knows the key. */
  readonly composition: Composition
  /** The share's id; null for an edition. */
  readonly share: string | null
}

/** What a card is to be drawn of; missing, where none is wanted. */
export async function readUndrawn(store: Store, snapshotId: string, now: string): Promise<Result<Undrawn, Unread>> {
  const found = await findUndrawn(store, snapshotId, now)
  if (!found) return fail('missing')
  const frozen = await readFrozen(store, found)
  if (!frozen.ok) return frozen
  const { edition: number } = found
  const edition = number === null ? null : { number, previous: null, next: null, withdrawn: null, listed: true }
  return ok({ composition: await composeSnapshot(found, frozen.value.records, { edition, share: null }), share: found.share })
}
