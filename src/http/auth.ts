import { problem } from './problem.ts'

const SHORTEST_TOKEN = 16

/** What an Authorization header proves. */
export type Access = 'none' | 'wrong' | 'admin'

/** Checks a bearer token (RFC 6750) against ADMIN_TOKEN in a time that does not depend on either. */
export async function accessOf(authorization: string | null | undefined, adminToken: string | undefined): Promise<Access> {
  // Another scheme is another gate's, such as that of a proxy in front.
  if (authorization === null || authorization === undefined || !/^Bearer\b/i.test(authorization)) return 'none'
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
  if (token === undefined || adminToken === undefined || adminToken.length < SHORTEST_TOKEN) return 'wrong'
  const [given, expected] = await Promise.all([digest(token), digest(adminToken)])
  return crypto.subtle.timingSafeEqual(given, expected) ? 'admin' : 'wrong'
}

/** 401: the same whether the token is missing, wrong or not set up. */
export function unauthorized(): Response {
  return problem(401, 'Send the admin token: "Authorization: Bearer …". It is the ADMIN_TOKEN that the Worker was set up with.', [], {
    'WWW-Authenticate': 'Bearer realm="wirebrief"',
  })
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
}
