/** How long the edge may keep a page (RFC 9111, RFC 9213). Browsers ask each time; the edge never keeps a page of ours for ever when we fail. */

const SHARE_SECONDS = 30

/** A page that changes as things happen. */
export const LIVE = edge('max-age=60, stale-while-revalidate=60, stale-if-error=3600')

/** A page that changes only when something in it is corrected, and is purged then. */
export const FROZEN = edge('max-age=300, stale-while-revalidate=60, stale-if-error=3600')

/** What its address is made of: it cannot change. */
export const UNCHANGING = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'Cloudflare-CDN-Cache-Control': 'max-age=31536000, stale-if-error=86400',
} as const

/** Nothing keeps it. */
export const UNCACHED = { 'Cache-Control': 'no-store' } as const

/** A share: never stale, and never kept past its expiry, so that a revoked one is dead within 30 s even if no purge gets through. */
export function shared(expiresAt: string, now: Date): Record<string, string> {
  const left = Math.floor((Date.parse(expiresAt) - now.getTime()) / 1000)
  return edge(`max-age=${Math.max(0, Math.min(SHARE_SECONDS, left))}, stale-while-revalidate=0, stale-if-error=0`)
}

function edge(policy: string): Record<string, string> {
  return { 'Cache-Control': 'no-cache', 'Cloudflare-CDN-Cache-Control': policy }
}
