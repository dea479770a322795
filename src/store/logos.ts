import { LOGO_TYPES, parseLogoId, type LogoEntry } from '../core/logo.ts'
import type { Store } from './store.ts'

/** Logos: pictures in KV, each under what its content makes its id, and which of them there are to choose from. */

export interface NewLogo {
  readonly id: string
  readonly at: string
  readonly actor: string | null
}

/** Keeps a logo. False when it was there. */
export async function writeLogo({ kv, db }: Store, bytes: Uint8Array, { id, at, actor }: NewLogo): Promise<boolean> {
  await kv.put(logoKey(id), bytes)
  const { meta } = await db
    .prepare('INSERT INTO logos (id, bytes, at, actor) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING')
    .bind(id, bytes.byteLength, at, actor)
    .run()
  return meta.changes === 1
}

/** A picture; null where KV does not have it. */
export function readLogo({ kv }: Store, id: string): Promise<ArrayBuffer | null> {
  return kv.get(logoKey(id), 'arrayBuffer')
}

/** Whether there is a logo by that id to choose. */
export async function hasLogo({ db }: Store, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM logos WHERE id = ?1').bind(id).first()) !== null
}

interface LogoRow extends Omit<LogoEntry, 'type' | 'width' | 'height' | 'briefings'> {
  readonly briefings: string
}

/** Every logo, the newest first, with the briefings that show it; or the one by an id. */
export async function listLogos({ db }: Store, id: string | null = null): Promise<LogoEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT id, bytes, at, actor,
         (SELECT json_group_array(slug) FROM (SELECT slug FROM briefings WHERE recipe ->> '$.brand.logo' = logos.id ORDER BY slug)) AS briefings
       FROM logos WHERE ?1 IS NULL OR id = ?1 ORDER BY at DESC, id`,
    )
    .bind(id)
    .all<LogoRow>()
  return results.flatMap(({ briefings, ...row }) => {
    const picture = parseLogoId(row.id)
    if (!picture) return []
    const { kind, width, height } = picture
    return [{ ...row, type: LOGO_TYPES[kind], width, height, briefings: JSON.parse(briefings) }]
  })
}

/** Removes a logo, unless briefings show it. Its picture goes, too, where no edition and no share shows it. */
export async function removeLogo({ kv, db }: Store, id: string): Promise<'removed' | 'missing' | { readonly usedBy: readonly string[] }> {
  const [removed, used, frozen] = await db.batch<{ slug: string }>([
    db.prepare(`DELETE FROM logos WHERE id = ?1 AND NOT EXISTS (${USERS})`).bind(id),
    db.prepare(`${USERS} ORDER BY slug`).bind(id),
    db.prepare(`SELECT 1 FROM snapshots WHERE header ->> '$.brand.logo' = ?1 LIMIT 1`).bind(id),
  ])
  if (removed?.meta.changes !== 1) {
    const usedBy = used?.results.map(({ slug }) => slug) ?? []
    return usedBy.length > 0 ? { usedBy } : 'missing'
  }
  if (frozen?.results.length === 0) await kv.delete(logoKey(id))
  return 'removed'
}

const USERS = `SELECT slug FROM briefings WHERE recipe ->> '$.brand.logo' = ?1`

function logoKey(id: string): string {
  return `logo/${id}`
}
