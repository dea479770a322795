import { fromBase64url, toBase64url } from './base64url.ts'

/**
 * Sessions of the desk. The cookie holds `id.mac`: 32 random bytes and an HMAC-SHA-256 over them, both in base64url, so that what was
 * not given here is refused without a look into the store. The key comes from ADMIN_TOKEN: changing it ends every session.
 */

/** How long one lives: from Monday's first coffee to the next. */
export const SESSION_DAYS = 7

/** What makes and checks a session's marks. */
export interface SessionKey {
  readonly sign: (text: string) => Promise<string>
  readonly isSigned: (text: string, mac: string) => Promise<boolean>
}

/** The key that belongs to an ADMIN_TOKEN. */
export async function sessionKey(adminToken: string): Promise<SessionKey> {
  const secret = await crypto.subtle.digest('SHA-256', encode(`wirebrief desk session ${adminToken}`))
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  return {
    sign: async (text) => toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(text)))),
    isSigned: async (text, mac) => {
      const bytes = fromBase64url(mac)
      return bytes !== null && (await crypto.subtle.verify('HMAC', key, bytes, encode(text)))
    },
  }
}

/** The cookie's value for a session's id. */
export async function toCookie(id: string, key: SessionKey): Promise<string> {
  return `${id}.${await key.sign(`cookie ${id}`)}`
}

/** The session's id in a cookie's value; null for one that was not made with this key. */
export async function fromCookie(value: string, key: SessionKey): Promise<string | null> {
  const [id = '', mac = '', ...more] = value.split('.')
  return more.length === 0 && id !== '' && (await key.isSigned(`cookie ${id}`, mac)) ? id : null
}

/** What a form carries, so that no other site can post in the name of whoever is logged in. */
export function toFormToken(subject: string, key: SessionKey): Promise<string> {
  return key.sign(`form ${subject}`)
}

/** Whether a form was made for this session or person. */
export function isFormToken(token: string, subject: string, key: SessionKey): Promise<boolean> {
  return key.isSigned(`form ${subject}`, token)
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
