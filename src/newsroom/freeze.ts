import { entriesOf } from '../core/arrangement.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { editionDigest, freezeBriefing, type Snapshot } from '../core/snapshot.ts'
import { insertEdition, type EditionOptions } from '../store/editions.ts'
import type { Store } from '../store/store.ts'
import { gatherBriefing, type Gathered } from './read.ts'
import type { Act } from './revision.ts'

export interface Frozen {
  readonly number: number
  readonly digest: string
  /** The snapshot's id. */
  readonly snapshot: string
  /** The id of the mailing that owes it to the list; null when it is not mailed. */
  readonly mailing: string | null
}

/** Freezes a briefing as of now into its next edition, and owes it to whoever subscribes where `send` is said. */
export async function freezeEdition(
  store: Store,
  slug: string,
  { send }: { readonly send: boolean },
  act: Act,
): Promise<Result<Frozen, Refusal>> {
  const gathered = await gatherBriefing(store, slug, new Date(act.now))
  if (!gathered.ok) return fail(gathered.error === 'missing' ? noBriefing : unreadable)
  const frozen = await storeEdition(
    store,
    slug,
    gathered.value,
    { due: null, waiting: false, mailing: send ? act.newId() : null, actor: act.actor },
    act,
  )
  if (!frozen) throw new Error('an edition without a due time met another')
  return ok(frozen)
}

/** Stores a gathered briefing as its next edition. Null when there is one for its due time. */
export async function storeEdition(
  store: Store,
  slug: string,
  gathered: Gathered,
  options: EditionOptions,
  act: Act,
): Promise<Frozen | null> {
  const snapshot = await freezeGathered(gathered)
  const id = act.newId()
  const number = await insertEdition(store, slug, id, snapshot, act.now, options)
  if (number === null) return null
  const { title, introduction } = snapshot.header
  return {
    number,
    snapshot: id,
    mailing: options.mailing,
    digest: await editionDigest({ briefing: slug, number, frozenAt: act.now, title, introduction, items: snapshot.items }),
  }
}

/** A briefing as it was gathered, frozen. */
export function freezeGathered({ found, sections, records }: Gathered): Promise<Snapshot> {
  return freezeBriefing(found.briefing, sections, records, entriesOf(sections).length > 0 ? null : found.lastMatchAt, found.templates)
}

const noBriefing: Refusal = { status: 404, detail: 'There is no briefing by this name.', flaws: [] }

const unreadable: Refusal = {
  status: 503,
  detail: 'A text of this briefing cannot be read just now; nothing was frozen. Try again.',
  flaws: [],
}
