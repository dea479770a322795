import type { CatalogueEntry } from '../core/arrangement.ts'
import { ENTRY_COLUMNS, toEntry, type EntryRow } from './catalogue.ts'
import type { Store } from './store.ts'

/** What a set of incoming articles meets in the catalogue. */
export interface Known {
  readonly byUrl: ReadonlyMap<string, CatalogueEntry & { readonly edited: boolean; readonly textHash: string }>
  readonly byText: ReadonlyMap<string, CatalogueEntry>
  readonly takenIds: ReadonlySet<string>
}

/** Looks up canonical URLs, text hashes and ids, in one batch. */
export async function findKnown(
  { db }: Store,
  urls: readonly string[],
  textHashes: readonly string[],
  ids: readonly string[],
): Promise<Known> {
  const [byUrl, byText, taken] = await db.batch<EntryRow & { edited: number; hash: string }>([
    db
      .prepare(
        `SELECT ${ENTRY_COLUMNS}, a.text_hash AS hash, EXISTS (SELECT 1 FROM revisions r WHERE r.article = a.id AND r.by = 'editor') AS edited
         FROM json_each(?1) w CROSS JOIN articles a ON a.canonical_url = w.value`,
      )
      .bind(JSON.stringify(urls)),
    db
      .prepare(
        `SELECT x.hash, ${ENTRY_COLUMNS} FROM json_each(?1) w CROSS JOIN texts x ON x.hash = w.value CROSS JOIN articles a ON a.id = x.article`,
      )
      .bind(JSON.stringify(textHashes)),
    db.prepare('SELECT a.id FROM json_each(?1) w CROSS JOIN articles a ON a.id = w.value').bind(JSON.stringify(ids)),
  ])
  return {
    byUrl: new Map(
      byUrl?.results.flatMap((row) =>
        row.canonical_url === null ? [] : [[row.canonical_url, { ...toEntry(row), edited: row.edited === 1, textHash: row.hash }]],
      ),
    ),
    byText: new Map(byText?.results.map((row) => [row.hash, toEntry(row)])),
    takenIds: new Set(taken?.results.map((row) => row.id)),
  }
}
