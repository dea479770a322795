import { TEMPLATE_FORMATS, TemplateFormat, type TemplateSet, type TemplateSetEntry, type TemplateVersion } from '../core/template.ts'
import type { Store } from './store.ts'

/** Templates: their texts in KV, each under the hash of what it says, and which of them is current. No text is ever removed: snapshots use them. */

/** Where a template's text stands in KV. */
export function templateKey(name: string, format: TemplateFormat, hash: string): string {
  return `template/${name}/${format}/${hash}`
}

/** The statement that finds the current texts of the set that a recipe names, by an expression for the recipe's JSON within `source`. */
export function selectTemplateSet(db: D1Database, source: string, recipe: string): D1PreparedStatement {
  return db.prepare(
    `SELECT ${recipe} ->> '$.template' AS name, f.value AS format, ${NEWEST(`${recipe} ->> '$.template'`)} AS hash
     FROM ${source} CROSS JOIN json_each('${JSON.stringify(TEMPLATE_FORMATS)}') f WHERE ${recipe} ->> '$.template' IS NOT NULL`,
  )
}

const NEWEST = (name: string) =>
  `(SELECT t.hash FROM templates t WHERE t.name = ${name} AND t.format = f.value ORDER BY t.version DESC LIMIT 1)`

export interface TemplateSetRow {
  readonly name: string
  readonly format: string
  readonly hash: string | null
}

/** What `selectTemplateSet` found; null where no set is named. */
export function toTemplateSet(rows: readonly TemplateSetRow[]): TemplateSet | null {
  const name = rows[0]?.name
  if (name === undefined) return null
  return { name, hashes: Object.fromEntries(rows.flatMap(({ format, hash }) => (hash === null ? [] : [[format, hash]]))) }
}

/** The current texts of a set by its name, in one query. */
export async function findTemplateSet({ db }: Store, name: string): Promise<TemplateSet> {
  const { results } = await db
    .prepare(`SELECT ?1 AS name, f.value AS format, ${NEWEST('?1')} AS hash FROM json_each(?2) f`)
    .bind(name, JSON.stringify(TEMPLATE_FORMATS))
    .all<TemplateSetRow>()
  return toTemplateSet(results) ?? { name, hashes: {} }
}

/** The versions of a template, newest first; at most 500. */
export async function listTemplateVersions({ db }: Store, name: string, format: TemplateFormat): Promise<TemplateVersion[]> {
  const { results } = await db
    .prepare('SELECT version, hash, at, actor FROM templates WHERE name = ?1 AND format = ?2 ORDER BY version DESC LIMIT 500')
    .bind(name, format)
    .all<TemplateVersion>()
  return results
}

/** One version of a template, or the newest. */
export function findTemplateVersion(
  { db }: Store,
  name: string,
  format: TemplateFormat,
  version: number | null,
): Promise<TemplateVersion | null> {
  return db
    .prepare(
      `SELECT version, hash, at, actor FROM templates
       WHERE name = ?1 AND format = ?2 AND (?3 IS NULL OR version = ?3) ORDER BY version DESC LIMIT 1`,
    )
    .bind(name, format, version)
    .first<TemplateVersion>()
}

/** A text; null where KV does not have it. */
export function readTemplate({ kv }: Store, name: string, format: TemplateFormat, hash: string): Promise<string | null> {
  return kv.get<string>(templateKey(name, format, hash), 'json')
}

export interface NewVersion {
  readonly name: string
  readonly format: TemplateFormat
  readonly hash: string
  readonly at: string
  readonly actor: string | null
}

/** Writes a text and makes it the current one, if `seen` is still the number of the newest version (0 for none). Says whether it was. */
export async function writeTemplate({ kv, db }: Store, text: string, version: NewVersion, seen: number): Promise<boolean> {
  await kv.put(templateKey(version.name, version.format, version.hash), JSON.stringify(text))
  const { meta } = await insertVersion(db, version, seen, '').run()
  return meta.changes === 1
}

/** What came of removing a template: briefings that would be left without their set keep it. */
export type Removal = 'removed' | 'raced' | { readonly usedBy: readonly string[] }

/** Removes a template, if `seen` is still the number of its newest version. The last of a set that briefings name stays. */
export async function removeTemplate({ db }: Store, version: Omit<NewVersion, 'hash'>, seen: number): Promise<Removal> {
  const { name, format } = version
  const [removed, used] = await db.batch<{ slug: string }>([
    insertVersion(db, { ...version, hash: null }, seen, `AND NOT (EXISTS (${USERS}) AND NOT EXISTS (${OTHERS}))`),
    db.prepare(`${USERS} AND NOT EXISTS (${OTHERS}) ORDER BY slug`).bind(name, format),
  ])
  if (removed?.meta.changes === 1) return 'removed'
  const usedBy = used?.results.map(({ slug }) => slug) ?? []
  return usedBy.length > 0 ? { usedBy } : 'raced'
}

/** Removes every template of a set, in one batch. One that briefings name stays. */
export async function removeTemplateSet(
  { db }: Store,
  name: string,
  { at, actor }: Pick<NewVersion, 'at' | 'actor'>,
): Promise<'removed' | 'missing' | { readonly usedBy: readonly string[] }> {
  const [removed, used] = await db.batch<{ slug: string }>([
    db
      .prepare(
        `INSERT INTO templates (name, format, version, hash, at, actor)
         SELECT name, format, version + 1, NULL, ?2, ?3 FROM templates t
         WHERE name = ?1 AND hash IS NOT NULL AND NOT EXISTS (${USERS})
           AND version = (SELECT max(n.version) FROM templates n WHERE n.name = t.name AND n.format = t.format)`,
      )
      .bind(name, at, actor),
    db.prepare(`${USERS} ORDER BY slug`).bind(name),
  ])
  if ((removed?.meta.changes ?? 0) > 0) return 'removed'
  const usedBy = used?.results.map(({ slug }) => slug) ?? []
  return usedBy.length > 0 ? { usedBy } : 'missing'
}

const USERS = `SELECT b.slug FROM briefings b WHERE b.recipe ->> '$.template' = ?1`

// Another format of the set that is there.
const OTHERS = `SELECT 1 FROM templates o WHERE o.name = ?1 AND o.format <> ?2 AND o.hash IS NOT NULL
  AND o.version = (SELECT max(n.version) FROM templates n WHERE n.name = o.name AND n.format = o.format)`

function insertVersion(
  db: D1Database,
  { name, format, hash, at, actor }: Omit<NewVersion, 'hash'> & { readonly hash: string | null },
  seen: number,
  condition: string,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO templates (name, format, version, hash, at, actor)
       SELECT ?1, ?2, ?3 + 1, ?4, ?5, ?6
       WHERE coalesce((SELECT max(version) FROM templates WHERE name = ?1 AND format = ?2), 0) = ?3 ${condition}`,
    )
    .bind(name, format, seen, hash, at, actor)
}

/** Every set with its current templates, and the briefings that name it; a set that is named and has none is there, too. */
export async function listTemplateSets({ db }: Store): Promise<TemplateSetEntry[]> {
  const [current, users] = await db.batch<TemplateVersion & { name: string; format: string; slug: string }>([
    db.prepare(
      `SELECT name, format, version, hash, at, actor FROM templates t
       WHERE hash IS NOT NULL AND version = (SELECT max(version) FROM templates n WHERE n.name = t.name AND n.format = t.format)
       ORDER BY name, format`,
    ),
    db.prepare(`SELECT recipe ->> '$.template' AS name, slug FROM briefings WHERE recipe ->> '$.template' IS NOT NULL ORDER BY slug`),
  ])
  const sets = new Map<string, { name: string; formats: TemplateSetEntry['formats']; briefings: string[] }>()
  const setOf = (name: string) => {
    const set = sets.get(name) ?? { name, formats: [], briefings: [] }
    sets.set(name, set)
    return set
  }
  for (const { name, format, version, hash, at, actor } of current?.results ?? [])
    setOf(name).formats.push({ format: TemplateFormat.parse(format), version, hash, at, actor })
  for (const { name, slug } of users?.results ?? []) setOf(name).briefings.push(slug)
  return [...sets.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
