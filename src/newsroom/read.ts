import { arrange, entriesOf, type ArrangedSection } from '../core/arrangement.ts'
import { composeArticle, composeBriefing, type ArticleRecord } from '../core/compose.ts'
import { composeSnapshot } from '../core/compose-snapshot.ts'
import type { Composition } from '../core/composition.ts'
import { sha256 } from '../core/digest.ts'
import { toInstant } from '../core/field.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findBriefing, type FoundBriefing } from '../store/briefings.ts'
import { findArticle, findPublicArticle } from '../store/catalogue.ts'
import { readRecords } from '../store/content.ts'
import { findEdition } from '../store/editions.ts'
import { findShare } from '../store/shares.ts'
import type { FoundSnapshot } from '../store/snapshots.ts'
import type { Store } from '../store/store.ts'

/** Who is reading: anyone, or somebody with the token, who may see what is private or under embargo. */
export type Reader = 'anyone' | 'editor'

/** Missing, or not for this reader, which are the same to them; or KV does not have a text that the catalogue names. */
export type Unread = 'missing' | 'unreadable'

/** A briefing with all it is made of. */
export interface Gathered {
  readonly found: FoundBriefing
  readonly sections: readonly ArrangedSection[]
  readonly records: ReadonlyMap<string, ArticleRecord>
}

/** What a briefing is made of as of `now`: one D1 batch, one KV bulk read. */
export async function gatherBriefing(store: Store, slug: string, now: Date): Promise<Result<Gathered, Unread>> {
  const found = await findBriefing(store, slug, toInstant(now))
  if (!found) return fail('missing')
  const sections = arrange(found.briefing, found.candidates, found.pinned)
  const entries = entriesOf(sections)
  const records = await readRecords(store, entries)
  return entries.every((entry) => records.has(entry.id)) ? ok({ found, sections, records }) : fail('unreadable')
}

/** A briefing as of `now`. */
export async function readBriefing(store: Store, slug: string, reader: Reader, now: Date): Promise<Result<Composition, Unread>> {
  const gathered = await gatherBriefing(store, slug, now)
  if (!gathered.ok) return gathered
  const { found, sections, records } = gathered.value
  if (found.briefing.visibility === 'private' && reader === 'anyone') return fail('missing')
  return ok(composeBriefing(found, sections, records, now))
}

/** The briefing that one article makes by itself: one D1 query, one KV read. */
export async function readArticle(store: Store, id: string, reader: Reader, now: Date): Promise<Result<Composition, Unread>> {
  const entry = await (reader === 'editor' ? findArticle(store, id) : findPublicArticle(store, id, toInstant(now)))
  if (!entry) return fail('missing')
  const record = (await readRecords(store, [entry])).get(id)
  return record ? ok(composeArticle(record, entry)) : fail('unreadable')
}

/** An edition as it was frozen, with what was corrected since: one D1 batch, one KV bulk read. */
export async function readEdition(store: Store, slug: string, number: number, reader: Reader): Promise<Result<Composition, Unread>> {
  const found = await findEdition(store, slug, number, reader)
  if (!found) return fail('missing')
  const records = await readFrozen(store, found)
  return records.ok ? ok(await composeSnapshot(found, records.value, { edition: found, share: null })) : records
}

/** What a share's key leads to, by the same path, and when it expires. */
export async function readShare(store: Store, key: string, now: Date): Promise<Result<Composition, Unread>> {
  const found = await findShare(store, await sha256(key), toInstant(now))
  if (!found) return fail('missing')
  const records = await readFrozen(store, found)
  return records.ok
    ? ok(await composeSnapshot(found, records.value, { edition: null, share: { id: found.id, key, expiresAt: found.expiresAt } }))
    : records
}

/** The texts of a snapshot's articles that still stand. */
export async function readFrozen(store: Store, { items }: FoundSnapshot): Promise<Result<ReadonlyMap<string, ArticleRecord>, Unread>> {
  const present = items.filter((item) => item.present).map(({ article, key }) => ({ id: article, key }))
  const records = await readRecords(store, present)
  return present.every(({ id }) => records.has(id)) ? ok(records) : fail('unreadable')
}
