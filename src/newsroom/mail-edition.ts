import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findEdition } from '../store/editions.ts'
import { findTold, openEditionMailing } from '../store/mailings.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** Approves an edition that waits: everybody may see it from now on, and it is owed to the list. Gives the mailing's id. */
export function approveEdition(store: Store, slug: string, number: number, act: Act): Promise<Result<string, Refusal>> {
  return mailEdition(store, slug, number, true, act)
}

/** Owes an edition that was frozen without being mailed to the list. Gives the mailing's id. */
export function sendEdition(store: Store, slug: string, number: number, act: Act): Promise<Result<string, Refusal>> {
  return mailEdition(store, slug, number, false, act)
}

async function mailEdition(store: Store, slug: string, number: number, waiting: boolean, act: Act): Promise<Result<string, Refusal>> {
  const [edition, told] = await Promise.all([findEdition(store, slug, number, 'editor'), findTold(store, slug, number)])
  if (!edition) return fail({ status: 404, detail: 'There is no such edition.', flaws: [] })
  if (edition.withdrawn) return fail(conflict('This edition was withdrawn.'))
  if (edition.confined)
    return fail(
      conflict('This edition was frozen while its briefing was private, and would not be on the web for its readers. Freeze another.'),
    )
  if (told.mailed) return fail(conflict('This edition has been mailed.'))
  if (edition.waiting && !waiting) return fail(conflict('This edition waits for approval: POST …/approve sends it.'))
  if (!edition.waiting && waiting) return fail(conflict('This edition does not wait for approval: POST …/send sends it.'))
  const id = act.newId()
  const opened = await openEditionMailing(store, edition.snapshot, id, act)
  return opened ? ok(id) : fail(conflict('This edition has been mailed or withdrawn just now.'))
}

function conflict(detail: string): Refusal {
  return { status: 409, detail, flaws: [] }
}
