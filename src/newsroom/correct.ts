import { correctionsOf, untold } from '../core/corrected.ts'
import { canonicalJson, sha256 } from '../core/digest.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findTold, openCorrectionMailing } from '../store/mailings.ts'
import type { Store } from '../store/store.ts'
import { readEdition } from './read.ts'
import type { Act } from './revision.ts'

export interface Corrected {
  readonly mailing: string
  /** To how many it is owed. */
  readonly deliveries: number
  readonly corrections: number
}

/** Owes whatever was corrected in an edition, and not told yet, to everyone who was sent it and still subscribes: each correction once. */
export async function mailCorrection(store: Store, slug: string, number: number, act: Act): Promise<Result<Corrected, Refusal>> {
  const [edition, told] = await Promise.all([readEdition(store, slug, number, 'editor'), findTold(store, slug, number)])
  if (!edition.ok) return fail(edition.error === 'missing' ? missing : unreadable)
  if (!told.mailed) return fail(conflict('This edition was not mailed, so nobody has to be told.'))
  if (told.sending) return fail(stillSending)
  const corrections = untold(correctionsOf(edition.value.composition), told.corrections)
  if (corrections.length === 0) return fail(conflict('Nothing in this edition was corrected that its readers have not been told of.'))
  const id = act.newId()
  const covers = await sha256(canonicalJson(corrections))
  const deliveries = await openCorrectionMailing(
    store,
    { id, briefing: slug, edition: number, corrections, covers, seen: told.times, actor: act.actor },
    act.now,
  )
  return deliveries === null
    ? fail(conflict('Somebody else is telling readers just now.'))
    : ok({ mailing: id, deliveries, corrections: corrections.length })
}

function conflict(detail: string): Refusal {
  return { status: 409, detail, flaws: [] }
}

const missing: Refusal = { status: 404, detail: 'There is no such edition.', flaws: [] }

const unreadable: Refusal = {
  status: 503,
  detail: 'A text of this edition cannot be read just now; nobody was told. Try again.',
  flaws: [],
}

const stillSending = conflict(
  'Messages of this edition are still on their way. Wait until they are through, or pause the mailing; those that leave after that show the correction.',
)
