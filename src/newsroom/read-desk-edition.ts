import { composeSnapshot } from '../core/compose-snapshot.ts'
import type { Composition } from '../core/composition.ts'
import { correctionsOf, untold, type EditionCorrection } from '../core/corrected.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findEdition, type FoundEdition } from '../store/editions.ts'
import { findTold, type Told } from '../store/mailings.ts'
import type { Store } from '../store/store.ts'
import { listTellings, type Telling } from '../store/tellings.ts'
import { readFrozen, type Unread } from './read.ts'

/** An edition as its editors see it: with what was corrected since, and who was told. */
export interface DeskEdition {
  readonly found: FoundEdition
  readonly composition: Composition
  readonly told: Told
  readonly corrections: readonly EditionCorrection[]
  /** Those that no reader was told of. */
  readonly untold: readonly EditionCorrection[]
  readonly tellings: readonly Telling[]
  /** How many would be told now. */
  readonly readers: number
}

/** All of it. */
export async function readDeskEdition(store: Store, slug: string, number: number): Promise<Result<DeskEdition, Unread>> {
  const [found, told, { tellings, readers }] = await Promise.all([
    findEdition(store, slug, number, 'editor'),
    findTold(store, slug, number),
    listTellings(store, slug, number),
  ])
  if (!found) return fail('missing')
  const frozen = await readFrozen(store, found)
  if (!frozen.ok) return frozen
  const composition = await composeSnapshot(found, frozen.value.records, { edition: found, share: null })
  const corrections = correctionsOf(composition)
  return ok({ found, composition, told, corrections, untold: untold(corrections, told.corrections), tellings, readers })
}
