import { entriesOf } from '../core/arrangement.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { editionDigest, freezeBriefing, type Snapshot } from '../core/snapshot.ts'
import { insertEdition } from '../store/editions.ts'
import type { Store } from '../store/store.ts'
import { gatherBriefing, type Gathered } from './read.ts'
import type { Act } from './revision.ts'

export interface Frozen {
  readonly number: number
  readonly digest: string
  /** The snapshot's id. */
  readonly snapshot: string
}

/** Freezes a briefing as of now into its next edition. */
export async function freezeEdition(store: Store, slug: string, act: Act): Promise<Result<Frozen, Refusal>> {
  const gathered = await gatherBriefing(store, slug, new Date(act.now))
  if (!gathered.ok) return fail(gathered.error === 'missing' ? noBriefing : unreadable)
  const snapshot = await freezeGathered(gathered.value)
  const id = act.newId()
  const number = await insertEdition(store, slug, id, snapshot, act.now)
  const { title, introduction } = snapshot.header
  return ok({
    number,
    snapshot: id,
    digest: await editionDigest({ briefing: slug, number, frozenAt: act.now, title, introduction, items: snapshot.items }),
  })
}

/** A briefing as it was gathered, frozen. */
export function freezeGathered({ found, sections, records }: Gathered): Promise<Snapshot> {
  return freezeBriefing(found.briefing, sections, records, entriesOf(sections).length > 0 ? null : found.lastMatchAt)
}

const noBriefing: Refusal = { status: 404, detail: 'There is no briefing by this name.', flaws: [] }

const unreadable: Refusal = {
  status: 503,
  detail: 'A text of this briefing cannot be read just now; nothing was frozen. Try again.',
  flaws: [],
}
