import { publicView, type Correction } from './article.ts'
import type { ArticleRecord } from './compose.ts'
import type { ComposedArticle, ComposedCopy, ComposedSection, ComposedStory, Composition } from './composition.ts'
import { dayIn } from './day.ts'
import { editionDigest, type FrozenStory, type Snapshot, type SnapshotItem } from './snapshot.ts'
import { originsOfStory } from './story-origins.ts'

/** A snapshot as it stands today: which of its articles are still there, and what was corrected since. */
export interface StandingSnapshot extends Snapshot {
  readonly frozenAt: string
  readonly items: readonly (SnapshotItem & { readonly present: boolean })[]
  readonly corrections: readonly (Correction & { readonly article: string })[]
  /** Names its preview picture; null while there is none to show. */
  readonly card: string | null
}

/** The edition or the share that a snapshot is shown as. */
export interface SnapshotHolder {
  readonly edition: {
    readonly number: number
    readonly previous: number | null
    readonly next: number | null
    readonly withdrawn: { readonly at: string; readonly reason: string } | null
    /** Whether its briefing is public today. */
    readonly listed: boolean
  } | null
  readonly share: { readonly id: string; readonly key: string; readonly expiresAt: string } | null
}

/** Puts a snapshot together: its text unchanged, what was corrected since beside it, and a note where an article is gone. */
export async function composeSnapshot(
  snapshot: StandingSnapshot,
  records: ReadonlyMap<string, ArticleRecord>,
  { edition, share }: SnapshotHolder,
): Promise<Composition> {
  const { header, items, frozenAt, corrections } = snapshot
  const slug = header.path.split('/')[2] ?? ''
  const withdrawn = edition?.withdrawn ?? null
  const sections = withdrawn ? [] : header.sections.flatMap((section) => composeSection(section, snapshot, records))
  const path = edition ? `/briefings/${slug}/editions/${edition.number}` : share ? `/s/${share.key}` : header.path
  return {
    kind: header.kind,
    path,
    title: header.title ?? headlineOf(sections),
    description: withdrawn ? null : header.description,
    introduction: withdrawn ? null : header.introduction,
    language: header.language,
    timezone: header.timezone,
    listed: share === null && header.visibility === 'public' && edition?.listed !== false,
    day: dayIn(header.timezone, new Date(frozenAt)),
    updatedAt: [withdrawn?.at, corrections.at(-1)?.at].reduce<string>((latest, at) => (at && at > latest ? at : latest), frozenAt),
    emptySince: header.emptySince,
    sections,
    edition: edition && {
      briefing: slug,
      number: edition.number,
      frozenAt,
      digest: await editionDigest({
        briefing: slug,
        number: edition.number,
        frozenAt,
        title: header.title,
        introduction: header.introduction,
        items,
      }),
      previous: edition.previous,
      next: edition.next,
      withdrawn,
      items: items.map(({ article, revision, sha256 }) => ({ article, revision, sha256 })),
    },
    share: share && { id: share.id, expiresAt: share.expiresAt },
    brand: header.brand ?? null,
    card: snapshot.card === null || withdrawn ? null : `${path}/card.png`,
  }
}

function composeSection(
  { title, stories }: Snapshot['header']['sections'][number],
  snapshot: StandingSnapshot,
  records: ReadonlyMap<string, ArticleRecord>,
): ComposedSection[] {
  const composed = stories.map((frozen) => composeStory(frozen, snapshot, records))
  return composed.length > 0 ? [{ title, stories: composed }] : []
}

function composeStory(
  { story, items, copies = {} }: FrozenStory,
  snapshot: StandingSnapshot,
  records: ReadonlyMap<string, ArticleRecord>,
): ComposedStory {
  let withdrawn = 0
  const articles = items.flatMap((position): ComposedArticle[] => {
    const positions = [position, ...(copies[position]?.items ?? [])]
    const standing = positions.flatMap((one) => composeItem(one, snapshot, records))
    withdrawn += positions.length - standing.length
    // Where what was shown is gone, its copies still stand: the next one is shown in its place.
    const [shown, ...others] = standing
    return shown ? [{ ...shown, note: noteOn(shown.id, snapshot), copies: others, moreCopies: copies[position]?.more ?? 0 }] : []
  })
  return { story, origins: originsOfStory(articles), articles, withdrawn }
}

function composeItem(
  position: number,
  { items, corrections }: StandingSnapshot,
  records: ReadonlyMap<string, ArticleRecord>,
): ComposedCopy[] {
  const item = items[position]
  const record = item && records.get(item.article)
  if (!item?.present || !record) return []
  const correctedSince = corrections.filter(({ article }) => article === record.id).map(({ at, note }) => ({ at, note }))
  return [{ ...publicView({ ...record, body: [] }), change: item.change, correctedSince }]
}

function noteOn(id: string, { header }: StandingSnapshot): string | null {
  return Object.hasOwn(header.notes, id) ? (header.notes[id] ?? null) : null
}

function headlineOf(sections: readonly ComposedSection[]): string {
  return sections[0]?.stories[0]?.articles[0]?.headline ?? 'Withdrawn'
}
