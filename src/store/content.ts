import type { Article } from '../core/article.ts'
import type { ArticleRecord } from '../core/compose.ts'
import type { Store } from './store.ts'

/**
 * Articles in KV: write-once values under keys that their writer chose. What is read was checked when it was written, and is
 * not checked again.
 */

/** Where one revision of an article stands. */
export interface ContentKey {
  readonly id: string
  readonly key: string
}

/** Writes one revision. Nothing shows it until the catalogue names its key. */
export async function writeContent({ kv }: Store, key: string, { body, ...record }: Article): Promise<void> {
  const at = { id: record.id, key }
  await allOf([kv.put(recordKey(at), JSON.stringify(record)), kv.put(bodyKey(at), JSON.stringify(body))])
}

/** Writes several. */
export async function writeContents(
  store: Store,
  revisions: readonly { readonly key: string; readonly article: Article }[],
): Promise<void> {
  await allOf(revisions.map(({ key, article }) => writeContent(store, key, article)))
}

// Also where one fails all are waited for: what reached KV after its writer has answered would outlive an erasure that comes then.
async function allOf(writes: readonly Promise<void>[]): Promise<void> {
  for (const written of await Promise.allSettled(writes)) if (written.status === 'rejected') throw written.reason
}

/** The records of up to 100 articles, by id, in one bulk read. Those that KV does not have are missing from the map. */
export async function readRecords(store: Store, keys: readonly ContentKey[]): Promise<Map<string, ArticleRecord>> {
  return (await readRecordsAnd(store, keys, [])).records
}

/** The same, and in the same read texts that stand under keys of their own, by these. */
export async function readRecordsAnd(
  { kv }: Store,
  keys: readonly ContentKey[],
  textKeys: readonly string[],
): Promise<{ readonly records: Map<string, ArticleRecord>; readonly texts: ReadonlyMap<string, string> }> {
  const records = new Map<string, ArticleRecord>()
  const texts = new Map<string, string>()
  const names = [...keys.map(recordKey), ...textKeys]
  if (names.length === 0) return { records, texts }
  const values = await kv.get<ArticleRecord | string>(names, 'json')
  for (const at of keys) {
    const record = values.get(recordKey(at))
    if (record && typeof record !== 'string') records.set(at.id, record)
  }
  for (const key of textKeys) {
    const text = values.get(key)
    if (typeof text === 'string') texts.set(key, text)
  }
  return { records, texts }
}

/** Whole articles, bodies too, in one bulk read of at most 50 of them. Null where KV does not have both parts. */
export async function readArticles({ kv }: Store, keys: readonly ContentKey[]): Promise<(Article | null)[]> {
  if (keys.length === 0) return []
  const values = await kv.get<ArticleRecord | string[]>(
    keys.flatMap((at) => [recordKey(at), bodyKey(at)]),
    'json',
  )
  return keys.map((at) => {
    const record = values.get(recordKey(at))
    const body = values.get(bodyKey(at))
    return record && body && !Array.isArray(record) && Array.isArray(body) ? { ...record, body } : null
  })
}

/** Removes a revision that nothing names: its writer lost a race. */
export async function discardContent({ kv }: Store, at: ContentKey): Promise<void> {
  await Promise.all([kv.delete(recordKey(at)), kv.delete(bodyKey(at))])
}

/** Leaves nothing of the bodies of some revisions: the one value that is ever written over, by what says that there is no more. */
export async function emptyBodies({ kv }: Store, keys: readonly ContentKey[]): Promise<void> {
  await Promise.all(keys.map((at) => kv.put(bodyKey(at), '[]')))
}

/** The names of all that stands under an article's id. A list may lag behind a write. */
export async function listContent({ kv }: Store, id: string): Promise<string[]> {
  return (await Promise.all([keysUnder(kv, `article/${id}/`), keysUnder(kv, `body/${id}/`)])).flat()
}

/** Removes revisions of an article: those whose keys are known, and what was listed. Gives how many values there were. */
export async function eraseContent({ kv }: Store, id: string, known: readonly string[], listed: readonly string[]): Promise<number> {
  const names = new Set([...listed, ...known.flatMap((key) => [recordKey({ id, key }), bodyKey({ id, key })])])
  await Promise.all(Array.from(names, (name) => kv.delete(name)))
  return names.size
}

async function keysUnder(kv: KVNamespace, prefix: string, cursor?: string): Promise<string[]> {
  const page = await kv.list({ prefix, ...(cursor === undefined ? {} : { cursor }) })
  const names = page.keys.map((key) => key.name)
  return page.list_complete ? names : [...names, ...(await keysUnder(kv, prefix, page.cursor))]
}

function recordKey({ id, key }: ContentKey): string {
  return `article/${id}/${key}`
}

function bodyKey({ id, key }: ContentKey): string {
  return `body/${id}/${key}`
}
