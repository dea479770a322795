import type { CatalogueEntry } from '../core/arrangement.ts'
import { outletKey } from '../core/outlet.ts'
import { Briefing, durationMilliseconds } from '../core/briefing.ts'
import type { TemplateSet } from '../core/template.ts'
import { CANDIDATES, matchBriefing } from './candidates.ts'
import { ENTRY_COLUMNS, toEntry, type EntryRow } from './catalogue.ts'
import { selectTemplateSet, toTemplateSet, type TemplateSetRow } from './templates.ts'
import type { Store } from './store.ts'

/** Recipes, and the articles that are candidates for each. */

interface BriefingRow {
  readonly recipe: string
  readonly created_at: string
  readonly updated_at: string
}

/** A recipe with what the catalogue has for it. */
export interface FoundBriefing {
  readonly briefing: Briefing
  readonly updatedAt: string
  readonly lastMatchAt: string
  readonly candidates: readonly CatalogueEntry[]
  readonly pinned: readonly CatalogueEntry[]
  /** The sets of copies of which its editions have carried any. */
  readonly carriedSets: ReadonlySet<string>
  /** The templates that it names, as they are now; null for the built-in ones. */
  readonly templates: TemplateSet | null
}

/**
 * A briefing and its candidates at `now` (RFC 3339, UTC), in one batch: the newest 500 that match its topics and outlets
 * and lie in its window, and the articles pinned to it. Null when there is no such briefing.
 */
export async function findBriefing({ db }: Store, slug: string, now: string): Promise<FoundBriefing | null> {
  const [briefings, candidates, pinned, newest, templates, sets] = await db.batch<
    BriefingRow & EntryRow & TemplateSetRow & { at: string | null }
  >([
    db.prepare('SELECT recipe, created_at, updated_at FROM briefings WHERE slug = ?1').bind(slug),
    db.prepare(CANDIDATE_ENTRIES).bind(slug, now),
    db.prepare(PINNED_ENTRIES).bind(slug, now),
    db.prepare(LAST_MATCH).bind(slug, now),
    selectTemplateSet(db, '(SELECT recipe FROM briefings WHERE slug = ?1) b', 'b.recipe').bind(slug),
    db.prepare(CARRIED_SETS).bind(slug),
  ])
  const row = briefings?.results[0]
  if (!row) return null
  return {
    briefing: JSON.parse(row.recipe),
    updatedAt: row.updated_at,
    lastMatchAt: newest?.results[0]?.at ?? row.created_at,
    candidates: candidates?.results.map(toEntry) ?? [],
    pinned: pinned?.results.map(toEntry) ?? [],
    carriedSets: new Set(sets?.results.flatMap((set) => set.copy_set ?? [])),
    templates: toTemplateSet(templates?.results ?? []),
  }
}

export const CANDIDATE_ENTRIES = `SELECT ${ENTRY_COLUMNS}, k.revision AS carried_revision
  FROM briefings b CROSS JOIN candidates c ON c.briefing = b.slug CROSS JOIN articles a ON a.number = c.article
    LEFT JOIN carried k ON k.briefing = b.slug AND k.article = a.id
  WHERE b.slug = ?1
    AND c.listed_at >= CASE WHEN b.window_seconds IS NULL THEN '' ELSE strftime('%Y-%m-%dT%H:%M:%SZ', ?2, '-' || b.window_seconds || ' seconds') END
    AND (a.embargo_until IS NULL OR a.embargo_until <= ?2)
  ORDER BY c.listed_at DESC, c.article DESC LIMIT ${CANDIDATES}`

// Of the sets of copies among the newest candidates: a copy that was carried may have left the window since.
export const CARRIED_SETS = `SELECT s.copy_set FROM (
    SELECT DISTINCT a.copy_set FROM (
      SELECT article FROM candidates WHERE briefing = ?1 ORDER BY listed_at DESC, article DESC LIMIT ${CANDIDATES}) c
    CROSS JOIN articles a ON a.number = c.article WHERE a.copy_set IS NOT NULL) s
  WHERE EXISTS (SELECT 1 FROM articles m CROSS JOIN carried k ON k.briefing = ?1 AND k.article = m.id WHERE m.copy_set = s.copy_set)`

// When the newest match left the window, or came where there is none.
export const LAST_MATCH = `SELECT min(?2, CASE WHEN b.window_seconds IS NULL THEN c.listed_at
    ELSE strftime('%Y-%m-%dT%H:%M:%SZ', c.listed_at, '+' || b.window_seconds || ' seconds') END) AS at
  FROM briefings b CROSS JOIN candidates c ON c.briefing = b.slug CROSS JOIN articles a ON a.number = c.article
  WHERE b.slug = ?1 AND (a.embargo_until IS NULL OR a.embargo_until <= ?2)
  ORDER BY c.listed_at DESC, c.article DESC LIMIT 1`

export const PINNED_ENTRIES = `SELECT ${ENTRY_COLUMNS}, k.revision AS carried_revision
  FROM briefings b CROSS JOIN json_each(b.recipe, '$.select.pinned') p CROSS JOIN articles a ON a.id = p.value
    LEFT JOIN carried k ON k.briefing = b.slug AND k.article = a.id
  WHERE b.slug = ?1
    AND (b.visibility = 'private' OR a.visibility = 'public')
    AND (a.embargo_until IS NULL OR a.embargo_until <= ?2)`

/** A recipe alone; null when there is none. */
export async function findRecipe({ db }: Store, slug: string): Promise<Briefing | null> {
  const row = await db.prepare('SELECT recipe FROM briefings WHERE slug = ?1').bind(slug).first<BriefingRow>()
  return row && JSON.parse(row.recipe)
}

/** A recipe as it stands in the store, to the letter: what a later write can compare with. */
export interface KeptRecipe {
  readonly briefing: Briefing
  readonly text: string
  readonly updatedAt: string
}

/** The same with its text; null when there is none. */
export async function findKeptRecipe({ db }: Store, slug: string): Promise<KeptRecipe | null> {
  const row = await db.prepare('SELECT recipe, updated_at FROM briefings WHERE slug = ?1').bind(slug).first<BriefingRow>()
  return row && { briefing: JSON.parse(row.recipe), text: row.recipe, updatedAt: row.updated_at }
}

/** Every recipe, by slug. */
export async function listBriefings({ db }: Store): Promise<Briefing[]> {
  const { results } = await db.prepare('SELECT recipe FROM briefings ORDER BY slug').all<BriefingRow>()
  return results.map((row) => JSON.parse(row.recipe))
}

/** A public briefing, with its newest edition that was not withdrawn. */
export interface PublicBriefing {
  readonly briefing: Briefing
  readonly edition: { readonly number: number; readonly frozenAt: string } | null
}

/** The public briefings, the one that was frozen or changed last first; at most 100. */
export async function listPublicBriefings({ db }: Store): Promise<PublicBriefing[]> {
  const { results } = await db
    .prepare(
      `SELECT b.recipe, e.number, e.frozen_at FROM briefings b LEFT JOIN editions e ON e.briefing = b.slug
         AND e.number = (SELECT max(number) FROM editions WHERE briefing = b.slug AND withdrawn_at IS NULL AND waiting = 0)
       WHERE b.visibility = 'public' ORDER BY max(b.updated_at, coalesce(e.frozen_at, '')) DESC, b.slug LIMIT 100`,
    )
    .all<{ recipe: string; number: number | null; frozen_at: string | null }>()
  return results.map(({ recipe, number, frozen_at: frozenAt }) => ({
    briefing: JSON.parse(recipe),
    edition: number === null || frozenAt === null ? null : { number, frozenAt },
  }))
}

/**
 * Stores a recipe and matches it with every article. `nextDueAt` is when its schedule is due next as of now; what was due before under the
 * same cron and zone stays due. `seen` is the text that its writer has seen, or that there was none; undefined where they do not say. Says whether
 * it is new, or that something else stands there now and nothing was stored.
 */
export async function saveBriefing(
  { db }: Store,
  briefing: Briefing,
  nextDueAt: string | null,
  now: string,
  seen?: string | null,
): Promise<'created' | 'replaced' | 'stale'> {
  const { slug, select } = briefing
  const results = await db.batch<{ slug: string }>([
    db.prepare('SELECT slug FROM briefings WHERE slug = ?1').bind(slug),
    db
      .prepare(
        `INSERT INTO briefings (slug, recipe, visibility, topics_any, topics_all, topics_none, outlets, window_seconds, created_at, updated_at, last_due_at, next_due_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, iif(?10, ?9, NULL), ?11
         WHERE ?12 OR (SELECT recipe FROM briefings WHERE slug = ?1) IS ?13
         ON CONFLICT (slug) DO UPDATE SET recipe = ?2, visibility = ?3, topics_any = ?4, topics_all = ?5, topics_none = ?6,
           outlets = ?7, window_seconds = ?8, updated_at = ?9,
           last_due_at = iif(${SAME_CLOCK}, last_due_at, excluded.last_due_at),
           next_due_at = iif(${SAME_CLOCK} AND next_due_at < excluded.next_due_at, next_due_at, excluded.next_due_at)`,
      )
      .bind(
        slug,
        JSON.stringify(briefing),
        briefing.visibility,
        JSON.stringify(select.topics.any),
        JSON.stringify(select.topics.all),
        JSON.stringify(select.topics.none),
        JSON.stringify(select.outlets.map(outletKey)),
        select.window === null ? null : durationMilliseconds(select.window) / 1000,
        now,
        briefing.schedule ? 1 : 0,
        nextDueAt,
        seen === undefined ? 1 : 0,
        seen ?? null,
      ),
    ...matchBriefing(db, slug),
  ])
  if (results[1]?.meta.changes === 0) return 'stale'
  return results[0]?.results.length === 0 ? 'created' : 'replaced'
}

const SAME_CLOCK = `(briefings.recipe ->> '$.schedule.cron' = ?2 ->> '$.schedule.cron' AND briefings.recipe ->> '$.timezone' = ?2 ->> '$.timezone')`

/** Removes a recipe. False when there was none. */
export async function deleteBriefing({ db }: Store, slug: string): Promise<boolean> {
  const results = await db.batch([
    db.prepare('DELETE FROM candidates WHERE briefing = ?1').bind(slug),
    db.prepare('DELETE FROM briefings WHERE slug = ?1').bind(slug),
  ])
  return results.at(-1)?.meta.changes === 1
}
