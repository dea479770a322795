import type { PageClaims } from './page-claims.ts'
import { liesAhead, readMoment, type Moment } from './page-date.ts'
import type { Leaf } from './page-surroundings.ts'

/** When a page was published, from its sources in their order of trust. No I/O. */

const META = [
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'datepublished',
  'publishdate',
  'publish-date',
  'publish_date',
  'published-date',
  'pubdate',
  'publication_date',
  'citation_publication_date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.issued',
  'dc.date',
  'dc.date.created',
  'article.published',
  'date',
]

export interface Published {
  /** In UTC; null where nothing says when. */
  readonly instant: string | null
  /** The time that was passed over because it lies ahead, where no other is said. */
  readonly ahead: string | null
}

/**
 * The first source that says when: JSON-LD, meta tags, microdata, what stands around the headline, the page's first <time>. Where
 * it says no offset, one of the same day that says its offset is preferred. One that lies ahead of now is passed over.
 */
export function publishedAt({ linked, meta, microdata, times }: PageClaims, around: readonly Leaf[], now: string): Published {
  const said = [
    ...linked.published,
    ...META.flatMap((name) => meta.get(name) ?? []),
    ...(microdata.get('datepublished') ?? []),
    ...shownDates(around),
    ...times,
  ]
  const all = said.flatMap((text) => readMoment(text) ?? [])
  const moments = all.filter(({ instant }) => !liesAhead(instant, now))
  const [first] = moments
  if (!first) return { instant: null, ahead: all[0]?.instant ?? null }
  const zoned = first.zoned ? first : moments.find((other) => other.zoned && isNear(first, other))
  return { instant: (zoned ?? first).instant, ahead: null }
}

const LONGEST = 80
const CHANGED = /\b(?:updated|modified|edited|reviewed|revised|aktualisiert|mis à jour|actualizado|оновлено|обновлено)\b/i

/** Dates that stand by themselves near the headline, and are not those of a change. */
function shownDates(around: readonly Leaf[]): string[] {
  return around.flatMap(({ text }, i) => {
    if (text.length > LONGEST) return []
    const label = around[i - 1]?.text ?? ''
    const changed = CHANGED.test(text) ? !/\bpublished\b/i.test(text) : label.length < 30 && CHANGED.test(label)
    return changed || isSentence(text) ? [] : [text]
  })
}

function isSentence(text: string): boolean {
  return (text.match(/\p{L}{3,}/gu)?.length ?? 0) > 8
}

function isNear(a: Moment, b: Moment): boolean {
  return Math.abs(Date.parse(a.instant) - Date.parse(b.instant)) < 86_400_000
}
