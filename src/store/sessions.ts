import { ADMIN, type Identity } from '../core/scope.ts'
import type { Store } from './store.ts'
import { scopesOf } from './tokens.ts'

/** Sessions of the desk. A session's id is nowhere in here: only its SHA-256 is. */

export interface NewSession {
  readonly hash: string
  /** The id of the token that it is opened with; null for ADMIN_TOKEN. */
  readonly token: string | null
  readonly createdAt: string
  readonly expiresAt: string
}

/** Stores a session, and forgets those that have expired. */
export async function insertSession({ db }: Store, { hash, token, createdAt, expiresAt }: NewSession): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM sessions WHERE expires_at <= ?1').bind(createdAt),
    db
      .prepare('INSERT INTO sessions (hash, token, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)')
      .bind(hash, token, createdAt, expiresAt),
  ])
}

/** Whose session it is at `now` (RFC 3339, UTC); null for one that is unknown, ended or expired, or whose token was revoked. */
export async function findSession({ db }: Store, hash: string, now: string): Promise<Identity | null> {
  const row = await db
    .prepare(
      `SELECT s.token, t.name, t.scopes FROM sessions s LEFT JOIN tokens t ON t.id = s.token
       WHERE s.hash = ?1 AND s.expires_at > ?2 AND (s.token IS NULL OR t.revoked_at IS NULL)`,
    )
    .bind(hash, now)
    .first<{ token: string | null; name: string | null; scopes: string | null }>()
  if (!row) return null
  if (row.token === null) return ADMIN
  return row.name === null || row.scopes === null ? null : { name: row.name, scopes: scopesOf(row.scopes), owner: false }
}

/** Ends a session. */
export async function deleteSession({ db }: Store, hash: string): Promise<void> {
  await db.prepare('DELETE FROM sessions WHERE hash = ?1').bind(hash).run()
}
