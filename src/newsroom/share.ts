import { sha256 } from '../core/digest.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { expiryOf, toShareKey, type ShareRequest } from '../core/share.ts'
import { freezeArticle, type Snapshot } from '../core/snapshot.ts'
import { findArticle } from '../store/catalogue.ts'
import { readRecords } from '../store/content.ts'
import { findEdition } from '../store/editions.ts'
import { insertShare } from '../store/shares.ts'
import type { Store } from '../store/store.ts'
import { freezeGathered } from './freeze.ts'
import { gatherBriefing } from './read.ts'
import type { Act } from './revision.ts'

/** What can be shared. */
export type Shareable =
  | { readonly kind: 'briefing'; readonly slug: string }
  | { readonly kind: 'edition'; readonly slug: string; readonly number: number }
  | { readonly kind: 'article'; readonly slug: string }

export interface MadeShare {
  readonly id: string
  /** It stands in the link and nowhere else. */
  readonly key: string
  readonly expiresAt: string
  /** The snapshot's id. */
  readonly snapshot: string
}

/** Freezes what is shared and makes a link to it. `random` gives that many random bytes. */
export async function makeShare(
  store: Store,
  target: Shareable,
  request: ShareRequest,
  act: Act & { readonly random: (bytes: number) => Uint8Array },
): Promise<Result<MadeShare, Refusal>> {
  const expiresAt = expiryOf(request.expiresIn, new Date(act.now))
  if (!expiresAt.ok) return fail(unprocessable([{ pointer: '/expiresIn', detail: expiresAt.error }]))
  const snapshot = await freezeTarget(store, target, act)
  if (!snapshot.ok) return snapshot
  if (snapshot.value.header.visibility === 'private' && !request.private)
    return fail(unprocessable([{ pointer: '/private', detail: SAY_SO }]))
  const key = toShareKey(act.random(24))
  const { of, label } = request
  const id = act.newId()
  const snapshotId = act.newId()
  await insertShare(
    store,
    { id, of, label, actor: act.actor, createdAt: act.now, expiresAt: expiresAt.value, keyHash: await sha256(key), snapshotId },
    snapshot.value,
  )
  return ok({ id, key, expiresAt: expiresAt.value, snapshot: snapshotId })
}

const SAY_SO = 'this is private: to give it to whoever has the link, say "private": true'

async function freezeTarget(store: Store, target: Shareable, act: Act): Promise<Result<Snapshot, Refusal>> {
  switch (target.kind) {
    case 'briefing': {
      const gathered = await gatherBriefing(store, target.slug, new Date(act.now))
      if (!gathered.ok) return fail(gathered.error === 'missing' ? missing : unreadable)
      return ok(await freezeGathered(gathered.value))
    }
    case 'edition': {
      const found = await findEdition(store, target.slug, target.number, 'editor')
      if (!found) return fail(missing)
      if (found.waiting) return fail(unprocessable([{ pointer: '/of', detail: 'this edition waits for approval' }]))
      if (found.withdrawn) return fail(unprocessable([{ pointer: '/of', detail: 'this edition was withdrawn' }]))
      const { header, items } = found
      return ok({ header: { ...header, path: `${header.path}/editions/${target.number}` }, items })
    }
    case 'article': {
      const entry = await findArticle(store, target.slug)
      if (!entry) return fail(missing)
      const record = (await readRecords(store, [entry])).get(entry.id)
      return record ? ok(await freezeArticle(record, entry.key, act.now)) : fail(unreadable)
    }
  }
}

const missing: Refusal = unprocessable([{ pointer: '/of', detail: 'there is nothing at this path' }])

const unreadable: Refusal = { status: 503, detail: 'A text of it cannot be read just now; nothing was shared. Try again.', flaws: [] }
