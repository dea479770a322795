import { ACCESS_TOKEN } from '../core/access-token.ts'
import { sha256 } from '../core/digest.ts'
import { ADMIN, type Identity } from '../core/scope.ts'
import { findToken } from '../store/tokens.ts'
import { storeOf } from '../store/store.ts'
import { problem } from './problem.ts'

const SHORTEST_TOKEN = 16

/** Who holds a token, and its id where it is a named one. */
export interface Holder {
  readonly identity: Identity
  readonly token: string | null
}

/** Whom an Authorization header (RFC 6750) lets in: nobody where it is wrong; null where it says nothing to us. */
export async function bearerOf(authorization: string | null | undefined, env: Env): Promise<Holder | 'wrong' | null> {
  // Another scheme is another gate's, such as that of a proxy in front.
  if (authorization === null || authorization === undefined || !/^Bearer\b/i.test(authorization)) return null
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
  return (token === undefined ? null : await holderOf(token, env)) ?? 'wrong'
}

/** Who holds this token: whoever set the Worker up, or somebody who was given a named one. */
export async function holderOf(token: string, env: Env): Promise<Holder | null> {
  if (await isAdminToken(token, env.ADMIN_TOKEN)) return { identity: ADMIN, token: null }
  if (!ACCESS_TOKEN.test(token)) return null
  const found = await findToken(storeOf(env), await sha256(token), new Date().toISOString().slice(0, 10))
  return found && { identity: { name: found.name, scopes: found.scopes, owner: found.owner }, token: found.id }
}

/** In a time that does not depend on either. */
async function isAdminToken(token: string, adminToken: string | undefined): Promise<boolean> {
  if (adminToken === undefined || adminToken.length < SHORTEST_TOKEN) return false
  const [given, expected] = await Promise.all([digest(token), digest(adminToken)])
  return crypto.subtle.timingSafeEqual(given, expected)
}

/** 401: the same whether the token is missing, wrong, revoked or not set up. */
export function unauthorized(): Response {
  return problem(
    401,
    'Send a token: "Authorization: Bearer …". It is the ADMIN_TOKEN that the Worker was set up with, or one that was made at /api/tokens.',
    [],
    { 'WWW-Authenticate': 'Bearer realm="wirebrief"' },
  )
}

/** 403: let in, but not to this (RFC 6750, section 3.1). */
export function tooNarrow(scope: string): Response {
  return problem(
    403,
    scope === 'owner' ? 'Only ADMIN_TOKEN does this.' : `This token does not have the scope "${scope}". Use one that was made with it.`,
    [],
    { 'WWW-Authenticate': `Bearer realm="wirebrief", error="insufficient_scope", scope="${scope}"` },
  )
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
}
