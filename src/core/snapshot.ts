import type { ArrangedSection } from './arrangement.ts'
import { publicView } from './article.ts'
import type { ArticleRecord } from './compose.ts'
import type { Briefing, BriefingVisibility } from './briefing.ts'
import { canonicalJson, sha256 } from './digest.ts'

/** A frozen list of articles with what surrounds them: what editions and shares are. */

export type Change = 'new' | 'updated' | 'carried over'

/** What surrounds the articles. It holds no text of theirs, so that erasing one leaves nothing here. */
export interface SnapshotHeader {
  readonly kind: 'briefing' | 'article'
  /** Where what was frozen lives, such as "/briefings/energy". */
  readonly path: string
  /** Null for an article, whose headline it is. */
  readonly title: string | null
  readonly description: string | null
  readonly introduction: string | null
  readonly language: string
  readonly timezone: string
  readonly visibility: BriefingVisibility
  readonly notes: Readonly<Record<string, string>>
  readonly emptySince: string | null
  /** Items by their positions. */
  readonly sections: readonly {
    readonly title: string | null
    readonly stories: readonly { readonly story: string | null; readonly items: readonly number[] }[]
  }[]
}

export interface SnapshotItem {
  readonly article: string
  readonly revision: number
  /** The uuid of its record in KV. */
  readonly key: string
  /** SHA-256, hex, of its public view's canonical JSON (RFC 8785). */
  readonly sha256: string
  readonly change: Change | null
}

export interface Snapshot {
  readonly header: SnapshotHeader
  readonly items: readonly SnapshotItem[]
}

/** Freezes an arranged briefing. `emptySince` is null unless it holds nothing. */
export async function freezeBriefing(
  briefing: Briefing,
  sections: readonly ArrangedSection[],
  records: ReadonlyMap<string, ArticleRecord>,
  emptySince: string | null,
): Promise<Snapshot> {
  const items: Promise<SnapshotItem>[] = []
  const layout = sections.map(({ title, stories }) => ({
    title,
    stories: stories.map(({ story, entries }) => ({
      story,
      items: entries.flatMap((entry) => {
        const record = records.get(entry.id)
        return record ? [items.push(freezeItem(record, entry.key, changeOf(entry))) - 1] : []
      }),
    })),
  }))
  const { slug, title, description, introduction, language, timezone, visibility } = briefing
  const frozen = await Promise.all(items)
  const notes = Object.fromEntries(
    frozen.flatMap(({ article }) => (Object.hasOwn(briefing.notes, article) ? [[article, briefing.notes[article] ?? '']] : [])),
  )
  return {
    header: {
      kind: 'briefing',
      path: `/briefings/${slug}`,
      title,
      description,
      introduction,
      language,
      timezone,
      visibility,
      notes,
      emptySince,
      sections: layout,
    },
    items: frozen,
  }
}

/** Freezes one article. Under embargo at `now` (RFC 3339, UTC) it counts as private. */
export async function freezeArticle(record: ArticleRecord, key: string, now: string): Promise<Snapshot> {
  const embargoed = record.embargoUntil !== null && record.embargoUntil > now
  return {
    header: {
      kind: 'article',
      path: `/articles/${record.id}`,
      title: null,
      description: null,
      introduction: null,
      language: record.language,
      timezone: 'UTC',
      visibility: embargoed ? 'private' : record.visibility,
      notes: {},
      emptySince: null,
      sections: [{ title: null, stories: [{ story: record.story, items: [0] }] }],
    },
    items: [await freezeItem(record, key, null)],
  }
}

/** The digest of an edition: over what it said, not over how it looks. docs/editions.md shows how to recompute it. */
export function editionDigest(edition: {
  readonly briefing: string
  readonly number: number
  readonly frozenAt: string
  readonly title: string | null
  readonly introduction: string | null
  readonly items: readonly Pick<SnapshotItem, 'article' | 'revision' | 'sha256'>[]
}): Promise<string> {
  const { briefing, number, frozenAt, title, introduction } = edition
  const items = edition.items.map(({ article, revision, sha256: hash }) => ({ article, revision, sha256: hash }))
  return sha256(canonicalJson({ briefing, number, frozenAt, title, introduction, items }))
}

async function freezeItem(record: ArticleRecord, key: string, change: Change | null): Promise<SnapshotItem> {
  const hash = await sha256(canonicalJson(publicView({ ...record, body: [] })))
  return { article: record.id, revision: record.revision, key, sha256: hash, change }
}

function changeOf({ revision, carriedRevision }: { readonly revision: number; readonly carriedRevision: number | null }): Change {
  if (carriedRevision === null) return 'new'
  return carriedRevision === revision ? 'carried over' : 'updated'
}
