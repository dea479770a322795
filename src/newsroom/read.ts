import { arrange, entriesOf, type ArrangedSection } from '../core/arrangement.ts'
import { composeArticle, composeBriefing, type ArticleRecord } from '../core/compose.ts'
import { composeSnapshot } from '../core/compose-snapshot.ts'
import type { Composition } from '../core/composition.ts'
import { sha256 } from '../core/digest.ts'
import { toInstant } from '../core/field.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { BUILT_IN_ONLY, type TemplateFormat, type TemplateSet, type TemplateTexts } from '../core/template.ts'
import { findBriefing, type FoundBriefing } from '../store/briefings.ts'
import { findArticle, findPublicArticle } from '../store/catalogue.ts'
import { readRecords, readRecordsAnd, type ContentKey } from '../store/content.ts'
import { findEdition } from '../store/editions.ts'
import { findShare } from '../store/shares.ts'
import type { FoundSnapshot } from '../store/snapshots.ts'
import type { Store } from '../store/store.ts'
import { templateKey } from '../store/templates.ts'

/** Who is reading: anyone, or somebody with the token, who may see what is private or under embargo. */
export type Reader = 'anyone' | 'editor'

/** Missing, or not for this reader, which are the same to them; or KV does not have a text that the catalogue names. */
export type Unread = 'missing' | 'unreadable'

/** A briefing with all it is made of. */
export interface Gathered {
  readonly found: FoundBriefing
  readonly sections: readonly ArrangedSection[]
  readonly records: ReadonlyMap<string, ArticleRecord>
  readonly templates: TemplateTexts
}

/** Something put together, and what it is to look like. */
export interface Composed {
  readonly composition: Composition
  readonly templates: TemplateTexts
}

/** What a briefing is made of as of `now`, and its own templates for some formats: one D1 batch, one KV bulk read. */
export async function gatherBriefing(
  store: Store,
  slug: string,
  now: Date,
  formats: readonly TemplateFormat[] = [],
): Promise<Result<Gathered, Unread>> {
  const found = await findBriefing(store, slug, toInstant(now))
  return found ? gatherFound(store, found, formats) : fail('missing')
}

/** The same of what the catalogue has found. */
export async function gatherFound(
  store: Store,
  found: FoundBriefing,
  formats: readonly TemplateFormat[],
): Promise<Result<Gathered, Unread>> {
  const sections = arrange(found.briefing, found)
  const texts = await readTexts(store, entriesOf(sections), found.templates, formats)
  return texts.ok ? ok({ found, sections, ...texts.value }) : texts
}

/** A briefing as of `now`. */
export async function readBriefing(
  store: Store,
  slug: string,
  reader: Reader,
  now: Date,
  formats: readonly TemplateFormat[] = [],
): Promise<Result<Composed, Unread>> {
  const gathered = await gatherBriefing(store, slug, now, formats)
  if (!gathered.ok) return gathered
  const { found, sections, records, templates } = gathered.value
  if (found.briefing.visibility === 'private' && reader === 'anyone') return fail('missing')
  return ok({ composition: composeBriefing(found, sections, records, now), templates })
}

/** The briefing that one article makes by itself: one D1 query, one KV read. */
export async function readArticle(store: Store, id: string, reader: Reader, now: Date): Promise<Result<Composed, Unread>> {
  const entry = await (reader === 'editor' ? findArticle(store, id) : findPublicArticle(store, id, toInstant(now)))
  if (!entry) return fail('missing')
  const record = (await readRecords(store, [entry])).get(id)
  return record ? ok({ composition: composeArticle(record, entry), templates: BUILT_IN_ONLY }) : fail('unreadable')
}

/** An edition as it was frozen, with what was corrected since: one D1 batch, one KV bulk read. */
export async function readEdition(
  store: Store,
  slug: string,
  number: number,
  reader: Reader,
  formats: readonly TemplateFormat[] = [],
): Promise<Result<Composed, Unread>> {
  const found = await findEdition(store, slug, number, reader)
  if (!found) return fail('missing')
  const frozen = await readFrozen(store, found, formats)
  if (!frozen.ok) return frozen
  const { records, templates } = frozen.value
  return ok({ composition: await composeSnapshot(found, records, { edition: found, share: null }), templates })
}

/** What a share's key leads to, by the same path, and when it expires. */
export async function readShare(
  store: Store,
  key: string,
  now: Date,
  formats: readonly TemplateFormat[] = [],
): Promise<Result<Composed, Unread>> {
  const found = await findShare(store, await sha256(key), toInstant(now))
  if (!found) return fail('missing')
  const frozen = await readFrozen(store, found, formats)
  if (!frozen.ok) return frozen
  const { records, templates } = frozen.value
  const share = { id: found.id, key, expiresAt: found.expiresAt }
  return ok({ composition: await composeSnapshot(found, records, { edition: null, share }), templates })
}

interface Texts {
  readonly records: ReadonlyMap<string, ArticleRecord>
  readonly templates: TemplateTexts
}

/** The texts of a snapshot's articles that still stand, and of the templates that it was frozen with. */
export function readFrozen(
  store: Store,
  { header, items }: FoundSnapshot,
  formats: readonly TemplateFormat[] = [],
): Promise<Result<Texts, Unread>> {
  const present = items.filter((item) => item.present).map(({ article, key }) => ({ id: article, key }))
  return readTexts(store, present, header.templates ?? null, formats)
}

async function readTexts(
  store: Store,
  articles: readonly ContentKey[],
  set: TemplateSet | null,
  formats: readonly TemplateFormat[],
): Promise<Result<Texts, Unread>> {
  const keys = formats.flatMap((format) => {
    const hash = set?.hashes[format]
    return set && hash !== undefined ? [{ format, key: templateKey(set.name, format, hash) }] : []
  })
  const { records, texts } = await readRecordsAnd(
    store,
    articles,
    keys.map(({ key }) => key),
  )
  if (!articles.every(({ id }) => records.has(id)) || !keys.every(({ key }) => texts.has(key))) return fail('unreadable')
  return ok({
    records,
    templates: { name: set?.name ?? null, texts: Object.fromEntries(keys.map(({ format, key }) => [format, texts.get(key)])) },
  })
}
