import { publicView, type Correction } from './article.ts'
import { countOrigins, originsOf } from './attribution.ts'
import type { ArticleRecord } from './compose.ts'
import type { ComposedArticle, ComposedSection, Composition } from './composition.ts'
import { dayIn } from './day.ts'
import { editionDigest, type Snapshot, type SnapshotItem } from './snapshot.ts'

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
    card: snapshot.card === null || withdrawn ? null : `${path}/card.png`,
  }
}

function composeSection(
  { title, stories }: Snapshot['header']['sections'][number],
  snapshot: StandingSnapshot,
  records: ReadonlyMap<string, ArticleRecord>,
): ComposedSection[] {
  const composed = stories.map(({ story, items }) => {
    const articles = items.flatMap((position) => {
      const item = snapshot.items[position]
      const record = item && records.get(item.article)
      return item?.present && record ? [composeItem(record, item, snapshot)] : []
    })
    const { outlets, unknown } = countOrigins(articles.map((article) => originsOf(article.attribution)))
    return {
      story,
      origins: { reports: articles.length, outlets: outlets.map((outlet) => outlet.name), unknown },
      articles,
      withdrawn: items.length - articles.length,
    }
  })
  return composed.length > 0 ? [{ title, stories: composed }] : []
}

function composeItem(record: ArticleRecord, item: SnapshotItem, { header, corrections }: StandingSnapshot): ComposedArticle {
  return {
    ...publicView({ ...record, body: [] }),
    note: Object.hasOwn(header.notes, record.id) ? (header.notes[record.id] ?? null) : null,
    change: item.change,
    correctedSince: corrections.filter(({ article }) => article === record.id).map(({ at, note }) => ({ at, note })),
  }
}

function headlineOf(sections: readonly ComposedSection[]): string {
  return sections[0]?.stories[0]?.articles[0]?.headline ?? 'Withdrawn'
}
