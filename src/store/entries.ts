import type { CatalogueEntry } from '../core/arrangement.ts'
import { ENTRY_COLUMNS, toEntry, type EntryRow } from './catalogue.ts'
import type { Store } from './store.ts'

/** An article as the catalogue has it, and who may see it. */
export type ListedEntry = CatalogueEntry & { readonly visibility: 'public' | 'private' }

/** Several articles as the catalogue has them, by id. Those that are not there are missing. */
export async function findEntries({ db }: Store, ids: readonly string[]): Promise<ReadonlyMap<string, ListedEntry>> {
  if (ids.length === 0) return new Map()
  const { results } = await db
    .prepare(`SELECT ${ENTRY_COLUMNS} FROM json_each(?1) w CROSS JOIN articles a ON a.id = w.value`)
    .bind(JSON.stringify(ids))
    .all<EntryRow>()
  return new Map(results.map((row) => [row.id, { ...toEntry(row), visibility: row.visibility }]))
}
