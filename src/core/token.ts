import * as z from 'zod'
import { fromBase64url, toBase64url } from './base64url.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * Signed tokens: what a link in a mail lets its reader do, and until when. `body.mac`, both in base64url; the body is JSON, the MAC is
 * HMAC-SHA-256 over the body as it stands in the token.
 */

const HOUR = 3_600_000
const LIFE = { confirm: 7 * 24 * HOUR, manage: 24 * HOUR }

export type Purpose = keyof typeof LIFE

export interface Claims {
  readonly purpose: Purpose
  /** The subscriber's id. */
  readonly subscriber: string
  /** Of a confirmation: the sign-up that it confirms. */
  readonly nonce: string | null
}

/** Why a token opens nothing. Readers are not told which it was. */
export type Unopened = 'malformed' | 'forged' | 'expired' | 'another purpose'

const Body = z.tuple([z.enum(['confirm', 'manage']), z.int(), z.string(), z.string().nullable()])

/** A token, and when it expires. */
export async function signToken(
  { purpose, subscriber, nonce }: Claims,
  { current }: { readonly current: string },
  now: Date,
): Promise<{ readonly token: string; readonly expires: Date }> {
  const expires = new Date(now.getTime() + LIFE[purpose])
  const claims: z.infer<typeof Body> = [purpose, expires.getTime(), subscriber, nonce]
  const body = toBase64url(encode(JSON.stringify(claims)))
  const mac = await crypto.subtle.sign('HMAC', await keyOf(current), encode(body))
  return { token: `${body}.${toBase64url(new Uint8Array(mac))}`, expires }
}

/** What a token says, where it is for this purpose and signed with the current secret or the one before. */
export async function openToken(
  token: string,
  purpose: Purpose,
  { current, previous }: { readonly current: string; readonly previous: string | null },
  now: Date,
): Promise<Result<Claims, Unopened>> {
  const [body = '', mac = '', ...more] = token.split('.')
  const signature = fromBase64url(mac)
  if (more.length > 0 || body === '' || !signature || signature.length !== 32) return fail('malformed')
  const secrets = previous === null ? [current] : [current, previous]
  const matches = await Promise.all(secrets.map((secret) => isSigned(body, signature, secret)))
  if (!matches.includes(true)) return fail('forged')
  const claims = readBody(body)
  if (!claims) return fail('malformed')
  const [signedFor, expires, subscriber, nonce] = claims
  if (signedFor !== purpose) return fail('another purpose')
  if (expires <= now.getTime()) return fail('expired')
  return ok({ purpose, subscriber, nonce })
}

async function isSigned(body: string, mac: Uint8Array, secret: string): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await keyOf(secret), mac, encode(body))
}

function keyOf(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

function readBody(body: string): z.infer<typeof Body> | null {
  const bytes = fromBase64url(body)
  if (!bytes) return null
  try {
    return Body.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
