import { TokenEntry } from '../core/access-token.ts'
import { Scope, type Identity } from '../core/scope.ts'
import type { Store } from './store.ts'

/** Named tokens. A token itself is nowhere in here: only its SHA-256 is. */

interface TokenRow {
  readonly id: string
  readonly name: string
  readonly scopes: string
  readonly created_at: string
  readonly created_by: string | null
  readonly used_on: string | null
  readonly revoked_at: string | null
}

/** Stores a token under its hash. False when its name is, or was, another's. */
export async function insertToken(
  { db }: Store,
  token: Pick<TokenEntry, 'id' | 'name' | 'scopes' | 'createdAt' | 'createdBy'> & { readonly hash: string },
): Promise<boolean> {
  const result = await db
    .prepare(
      `INSERT INTO tokens (id, name, hash, scopes, created_at, created_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO NOTHING`,
    )
    .bind(token.id, token.name, token.hash, JSON.stringify(token.scopes), token.createdAt, token.createdBy)
    .run()
  return result.meta.changes === 1
}

/** Whoever has the token of this hash, where it is not revoked; and its id. Notes on which day (UTC) it was used last. */
export async function findToken({ db }: Store, hash: string, day: string): Promise<(Identity & { readonly id: string }) | null> {
  const row = await db.prepare('SELECT * FROM tokens WHERE hash = ?1 AND revoked_at IS NULL').bind(hash).first<TokenRow>()
  if (!row) return null
  if (row.used_on !== day) await db.prepare('UPDATE tokens SET used_on = ?2 WHERE id = ?1').bind(row.id, day).run()
  return { id: row.id, name: row.name, scopes: scopesOf(row.scopes), owner: false }
}

/** Every token, newest first; at most 500. */
export async function listTokens({ db }: Store): Promise<TokenEntry[]> {
  const { results } = await db.prepare('SELECT * FROM tokens ORDER BY created_at DESC, id LIMIT 500').all<TokenRow>()
  return results.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: scopesOf(row.scopes),
    createdAt: row.created_at,
    createdBy: row.created_by,
    usedOn: row.used_on,
    revokedAt: row.revoked_at,
  }))
}

/** Revokes a token for good, and ends the sessions that it opened. False when there is none by that id. */
export async function revokeToken({ db }: Store, id: string, now: string): Promise<boolean> {
  const [revoked] = await db.batch([
    db.prepare('UPDATE tokens SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1').bind(id, now),
    db.prepare('DELETE FROM sessions WHERE token = ?1').bind(id),
  ])
  return revoked?.meta.changes === 1
}

/** The scopes in a row. */
export function scopesOf(json: string): Scope[] {
  return Scope.array().parse(JSON.parse(json))
}
