import type { PageClaims } from './page-claims.ts'

/**
 * The address a page is to be known by: what it calls its canonical one, if that lies on the site it came from (a page must not
 * take another site's article over) and is not merely the site's front page; else the address it came from. No I/O.
 */
export function addressOf({ canonical, meta, linked }: PageClaims, from: string | null): string | null {
  const base = from === null ? null : URL.parse(from)
  for (const claim of [canonical, ...(meta.get('og:url') ?? []), linked.url]) {
    const url = claim ? URL.parse(claim, base?.href) : null
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.href.length > 2048) continue
    if (base === null || (isSameSite(url.hostname, base.hostname) && (url.pathname !== '/' || base.pathname === '/'))) return url.href
  }
  return base?.href ?? null
}

function isSameSite(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${bare(b)}`) || b.endsWith(`.${bare(a)}`) || bare(a) === bare(b)
}

function bare(host: string): string {
  return host.replace(/^(?:www\d?|m|mobile|amp|edition)\./, '')
}
