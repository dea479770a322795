import { line } from '../core/text.ts'
import type { PageClaims } from './page-claims.ts'

/**
 * A page's headline: the first-level heading that readers see, when the page's own data or title confirms it; else what its
 * data says, without the site's name. No I/O.
 */
export function headlineOf(claims: PageClaims, address: string | null): string | null {
  const { linked, meta, microdata, title, headings, subheadings } = claims
  const data = [
    linked.headline,
    ...(meta.get('og:title') ?? []),
    ...(microdata.get('headline') ?? []),
    ...(meta.get('twitter:title') ?? []),
  ]
  const claimed = [...data, ...(meta.get('title') ?? []), title].flatMap((text) => (text && line(text) ? [line(text)] : []))
  const sites = siteNames(claims, address)
  const shown = linesOf(headings, sites)
  const bare = claimed.map((text) => withoutSite(text, sites)).filter(Boolean)
  const headline = bestHeading(shown, bare) ?? repeated(linesOf(subheadings, sites), bare) ?? bare[0] ?? shown[0]
  return headline ? cut(headline) : null
}

/** Headings, and their first lines where they have several; without those that are the site's name. */
function linesOf(headings: readonly string[], sites: ReadonlySet<string>): string[] {
  return headings.flatMap((text) => {
    const first = text.split('\n').find((each) => each.trim().length > 1) ?? ''
    return [line(text), line(first)].filter((each, i, all) => each !== '' && all.indexOf(each) === i && !sites.has(fold(each)))
  })
}

/** A lower heading that a claim says again, alone or after the site's name. */
function repeated(headings: readonly string[], claims: readonly string[]): string | null {
  return headings.find((heading) => wordsOf(heading).size >= 2 && claims.some((claim) => fold(claim).endsWith(fold(heading)))) ?? null
}

const CONFIRMED = 0.4
const CONFIRMED_ALONE = 0.3

/** The heading whose words and a claim's are most alike; the first of equals. */
function bestHeading(headings: readonly string[], claims: readonly string[]): string | null {
  let best: string | null = null
  let likeness = 0
  for (const heading of headings) {
    const own = wordsOf(heading)
    const like = Math.max(0, ...claims.map((claim) => overlap(own, wordsOf(claim))))
    if (like > likeness + 0.05) {
      best = heading
      likeness = like
    }
  }
  const long = headings.filter((heading) => wordsOf(heading).size >= 4)
  if (likeness < CONFIRMED || best === null) return long.length === 1 && likeness > CONFIRMED_ALONE ? (long[0] ?? null) : null
  return claims.find((claim) => isWholeOf(best, claim)) ?? best
}

/** Whether a claim is a heading without its kicker ("Opinion: …"), or the heading merely the first words of a claim. */
function isWholeOf(heading: string, claim: string): boolean {
  const [shown, said] = [fold(heading), fold(claim)]
  const kicker = shown.endsWith(said) && /^[\p{L}\s]{2,20}:\s/u.test(heading) && !/^[\p{L}\s]{2,20}:\s/u.test(claim)
  return (
    (kicker && shown.length - said.length <= 20) || (wordsOf(heading).size <= 2 && said.length > shown.length && said.startsWith(shown))
  )
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

/** F1 of two sets of words. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common++
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size)
}

function siteNames({ linked, meta, canonical }: PageClaims, address: string | null): Set<string> {
  const host = URL.parse(address ?? canonical ?? meta.get('og:url')?.[0] ?? '')?.hostname.replace(/^www\./, '')
  const names = [
    linked.publisher,
    ...(meta.get('og:site_name') ?? []),
    ...(meta.get('application-name') ?? []),
    host,
    host?.split('.').at(-2),
  ]
  return new Set(names.flatMap((name) => (name ? [fold(name)] : [])))
}

/** A title without the parts, at either end, that name the site; without a known name, the short last part is taken for one. */
function withoutSite(title: string, sites: ReadonlySet<string>): string {
  const parts = title.split(/(\s+[|•·»«—–-]\s+|\s*\|\s*|\s*::\s*)/)
  while (parts.length > 2 && isSite(parts.at(-1) ?? '', sites)) parts.splice(-2)
  while (parts.length > 2 && isSite(parts[0] ?? '', sites)) parts.splice(0, 2)
  const mark = parts.at(-2)?.trim()
  const last = parts.at(-1) ?? ''
  if (parts.length > 2 && mark === '|' && wordsOf(last).size <= 4 && wordsOf(parts[0] ?? '').size >= 3) parts.splice(-2)
  return parts.join('').trim()
}

function isSite(part: string, sites: ReadonlySet<string>): boolean {
  const folded = fold(part)
  return (
    folded !== '' &&
    [...sites].some((site) => site === folded || (site.length > 3 && folded.startsWith(site) && folded.length < site.length + 12))
  )
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** As long as a headline may be, broken at a word. */
function cut(headline: string): string {
  return headline.length <= 300 ? headline : `${headline.slice(0, 299).replace(/\s+\S*$/, '')}…`
}
