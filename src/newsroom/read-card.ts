import { sha256 } from '../core/digest.ts'
import { toInstant } from '../core/field.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readCard } from '../store/cards.ts'
import { findEdition } from '../store/editions.ts'
import { findShare } from '../store/shares.ts'
import type { FoundSnapshot } from '../store/snapshots.ts'
import type { Store } from '../store/store.ts'
import type { Reader, Unread } from './read.ts'

/** A drawn preview picture, and what the page that it belongs to is made of. */
export interface FoundCard {
  readonly png: ArrayBuffer
  /** Its uuid: another picture has another. */
  readonly version: string
  readonly language: string
  readonly listed: boolean
  /** The ids of the articles that stand in the snapshot. */
  readonly articles: readonly string[]
  readonly share: { readonly id: string; readonly expiresAt: string } | null
}

/** The card of an edition. One that was withdrawn shows none. */
export async function readEditionCard(store: Store, slug: string, number: number, reader: Reader): Promise<Result<FoundCard, Unread>> {
  const found = await findEdition(store, slug, number, reader)
  if (!found || found.withdrawn) return fail('missing')
  return withPicture(store, found, { listed: found.listed && found.header.visibility === 'public', share: null })
}

/** The card of what a share's key leads to. */
export async function readShareCard(store: Store, key: string, now: Date): Promise<Result<FoundCard, Unread>> {
  const found = await findShare(store, await sha256(key), toInstant(now))
  return found ? withPicture(store, found, { listed: false, share: { id: found.id, expiresAt: found.expiresAt } }) : fail('missing')
}

async function withPicture(
  store: Store,
  { card, header, items }: FoundSnapshot,
  holder: Pick<FoundCard, 'listed' | 'share'>,
): Promise<Result<FoundCard, Unread>> {
  if (card === null) return fail('missing')
  const png = await readCard(store, card)
  if (!png) return fail('unreadable')
  const articles = items.filter(({ present }) => present).map(({ article }) => article)
  return ok({ ...holder, png, version: card, language: header.language, articles })
}
