import { ok, type Result } from '../core/result.ts'
import { readEditionCard, readShareCard } from '../newsroom/read-card.ts'
import type { Unread } from '../newsroom/read.ts'
import type { PageAddress } from '../urls.ts'
import { FROZEN, shared } from './caching.ts'
import type { Page, PageContext } from './page.ts'

export type CardAddress = Extract<PageAddress, { kind: 'edition-card' | 'share-card' }>

/** A preview picture: kept as long as the page it belongs to, dropped with it. */
export async function makeCard(address: CardAddress, { store, reader, now }: PageContext): Promise<Result<Page, Unread>> {
  const read =
    address.kind === 'share-card'
      ? await readShareCard(store, address.key, now)
      : await readEditionCard(store, address.slug, address.number, reader)
  if (!read.ok) return read
  const { png, version, language, listed, articles, share } = read.value
  const holder =
    address.kind === 'share-card' ? [`share:${share?.id}`] : [`briefing:${address.slug}`, `edition:${address.slug}:${address.number}`]
  return ok({
    body: png,
    version,
    contentType: 'image/png',
    language,
    tags: [...holder, ...articles.map((id) => `article:${id}`)],
    policy: share ? shared(share.expiresAt, now) : FROZEN,
    headers: {
      ...(share ? { 'Referrer-Policy': 'no-referrer' } : {}),
      ...(listed ? {} : { 'X-Robots-Tag': 'noindex' }),
      // Other sites show it beside their links.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  })
}
