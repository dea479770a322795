import type { ArrangedSection, CatalogueEntry } from './arrangement.ts'
import { publicView } from './article.ts'
import { brandOf, settledBrand, type Brand } from './brand.ts'
import type { ArticleRecord } from './compose.ts'
import type { Briefing, BriefingVisibility } from './briefing.ts'
import { canonicalJson, sha256 } from './digest.ts'
import type { TemplateSet } from './template.ts'

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
  /** What it looks like, whatever becomes of the templates; null or left out for the built-in ones. */
  readonly templates?: TemplateSet | null
  /** Whose it is, whatever becomes of the recipe; null or left out for none. */
  readonly brand?: Brand | null
  /** Items by their positions. */
  readonly sections: readonly {
    readonly title: string | null
    readonly stories: readonly FrozenStory[]
  }[]
}

/** Which items a story shows, and which of them are named as copies of others. */
export interface FrozenStory {
  readonly story: string | null
  readonly items: readonly number[]
  /** By the position of what they are copies of; left out where there are none. */
  readonly copies?: Readonly<Record<number, { readonly items: readonly number[]; readonly more: number }>>
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

/** Freezes an arranged briefing with the brand and the templates that it has now. `emptySince` is null unless it holds nothing. */
export async function freezeBriefing(
  briefing: Briefing,
  sections: readonly ArrangedSection[],
  records: ReadonlyMap<string, ArticleRecord>,
  emptySince: string | null,
  templates: TemplateSet | null,
): Promise<Snapshot> {
  const items: Promise<SnapshotItem>[] = []
  const freeze = (entry: CatalogueEntry, carried: boolean) => {
    const record = records.get(entry.id)
    return record ? [items.push(freezeItem(record, entry.key, changeOf(entry, carried))) - 1] : []
  }
  const layout = sections.map(({ title, stories }) => ({
    title,
    stories: stories.map(({ story, articles }): FrozenStory => {
      const shown = articles.flatMap(({ entry, copies, moreCopies, carried }) => {
        const [position] = freeze(entry, carried)
        if (position === undefined) return []
        return [{ position, copies: { items: copies.flatMap((copy) => freeze(copy, carried)), more: moreCopies } }]
      })
      const withCopies = shown.filter(({ copies }) => copies.items.length + copies.more > 0)
      return {
        story,
        items: shown.map(({ position }) => position),
        ...(withCopies.length > 0 && { copies: Object.fromEntries(withCopies.map(({ position, copies }) => [position, copies])) }),
      }
    }),
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
      templates,
      brand: settledBrand(brandOf(briefing)),
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

// A copy of what was carried before is nothing new.
function changeOf({ revision, carriedRevision }: CatalogueEntry, carried: boolean): Change {
  if (carriedRevision === null) return carried ? 'carried over' : 'new'
  return carriedRevision === revision ? 'carried over' : 'updated'
}
