import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { toBase64url } from '../../core/base64url.ts'
import { sha256 } from '../../core/digest.ts'
import { toInstant } from '../../core/field.ts'
import type { Identity } from '../../core/scope.ts'
import { fromCookie, SESSION_DAYS, sessionKey, toCookie, type SessionKey } from '../../core/session.ts'
import { deleteSession, findSession, insertSession } from '../../store/sessions.ts'
import { storeOf } from '../../store/store.ts'
import type { Holder } from '../auth.ts'

import type { DeskDoor } from './door.ts'
import { readAccess } from './access.ts'

/** Who sits at the desk: by the session's cookie, or by what Cloudflare Access says. */
export interface Seated {
  readonly identity: Identity
  /** What the forms of this session are signed for. */
  readonly subject: string
}

/** Null where nobody is logged in. */
export async function seatedAt(c: Context<DeskDoor>, key: SessionKey): Promise<Seated | null> {
  const value = getCookie(c, cookieName(c.env))
  const id = value === undefined ? null : await fromCookie(value, key)
  if (id !== null) {
    const identity = await findSession(storeOf(c.env), await sha256(id), toInstant(new Date()))
    if (identity) return { identity, subject: id }
  }
  const identity = await readAccess(c.req.raw, c.env)
  return identity && { identity, subject: `access ${identity.name}` }
}

/** Opens a session for whoever holds a token, and sets its cookie. */
export async function openSession(c: Context<DeskDoor>, { token }: Holder, key: SessionKey): Promise<void> {
  const id = toBase64url(crypto.getRandomValues(new Uint8Array(32)))
  const now = new Date()
  const expires = new Date(now.getTime() + SESSION_DAYS * 86_400_000)
  await insertSession(storeOf(c.env), { hash: await sha256(id), token, createdAt: toInstant(now), expiresAt: toInstant(expires) })
  setCookie(c, cookieName(c.env), await toCookie(id, key), { ...cookieOptions(c.env), maxAge: SESSION_DAYS * 86_400 })
}

/** Ends the session here and in the store, where a stolen cookie would still be known. */
export async function endSession(c: Context<DeskDoor>, key: SessionKey): Promise<void> {
  const value = getCookie(c, cookieName(c.env))
  const id = value === undefined ? null : await fromCookie(value, key)
  if (id !== null) await deleteSession(storeOf(c.env), await sha256(id))
  deleteCookie(c, cookieName(c.env), cookieOptions(c.env))
}

/** The key of this Worker's sessions; null where ADMIN_TOKEN is not set up. */
export async function keyOf({ ADMIN_TOKEN }: Env): Promise<SessionKey | null> {
  return ADMIN_TOKEN === undefined || ADMIN_TOKEN.length < 16 ? null : sessionKey(ADMIN_TOKEN)
}

// The prefix binds the cookie to this host (RFC 6265bis); it takes https, which a machine of one's own does without.
function cookieName(env: Env): string {
  return isSecure(env) ? '__Host-desk' : 'desk'
}

function cookieOptions(env: Env): { httpOnly: true; sameSite: 'Lax'; path: string; secure: boolean } {
  return { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(env) }
}

function isSecure({ PUBLIC_URL }: Env): boolean {
  return PUBLIC_URL.startsWith('https:')
}
