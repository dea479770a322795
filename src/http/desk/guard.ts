import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { may, type Scope } from '../../core/scope.ts'
import { isFormToken, toFormToken, type SessionKey } from '../../core/session.ts'
import { sorry } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { keyOf, seatedAt, type Seated } from './session.ts'

/** A page or file of 5 MiB, and what a form adds to it. */
export const limitForm = bodyLimit({
  maxSize: 5.5 * 1_048_576,
  onError: () => sorry(413, 'Too large', 'At most 5 MiB can be sent at once. Send less, or a link instead of the file.'),
})

/** Lets nobody in who is not logged in. A form that was filled in meanwhile is not lost: the way back in opens beside it. */
export const seated: MiddlewareHandler<DeskDoor> = async (c, next) => {
  const key = await keyOf(c.env)
  if (!key) return sorry(503, 'Not set up', 'ADMIN_TOKEN is missing or shorter than 16 characters. Set it, and log in with it.')
  const found = await seatedAt(c, key)
  if (!found) return c.req.method === 'GET' ? c.redirect(loginFor(c), 303) : sorry(401, ...LOGGED_OUT)
  c.set('identity', found.identity)
  c.set('key', key)
  c.set('formToken', await toFormToken(found.subject, key))
  if (!may(found.identity, 'read'))
    return sorry(403, 'Not for this token', 'Its scopes do not have "read", and every page of the desk shows what is stored.')
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  if (!isFromHere(c.req.raw, c.env.PUBLIC_URL) || !(await hasFormToken(c, found, key))) return sorry(403, ...FROM_ELSEWHERE)
  return next()
}

const LOGGED_OUT = [
  'You were logged out meanwhile',
  'Nothing was changed. Log in in another tab, come back here, and send the form again: what you wrote is still in it.',
] as const

const FROM_ELSEWHERE = [
  'Not from this desk',
  'This form was not sent from a page of this desk, or your session has changed since it was opened. Nothing was changed. Go back, reload the page, and try again.',
] as const

/** Refuses, with a page, whoever may not do this. */
export function needs(scope: Scope | 'owner'): MiddlewareHandler<DeskDoor> {
  return async (c, next) => {
    if (may(c.get('identity'), scope)) return next()
    return sorry(
      403,
      'Not for this token',
      scope === 'owner'
        ? 'Only whoever logs in with ADMIN_TOKEN may do this.'
        : `The token that you logged in with does not have the scope "${scope}".`,
    )
  }
}

/** Whether a browser says that the request comes from this site (Fetch Metadata, RFC 6454). One that says neither is refused. */
export function isFromHere(request: Request, publicUrl: string): boolean {
  const origin = request.headers.get('Origin')
  if (origin !== null) return origin === new URL(request.url).origin || origin === new URL(publicUrl).origin
  return request.headers.get('Sec-Fetch-Site') === 'same-origin'
}

async function hasFormToken(c: Context<DeskDoor>, { subject }: Seated, key: SessionKey): Promise<boolean> {
  const header = c.req.header('X-Form-Token')
  if (header !== undefined) return isFormToken(header, subject, key)
  return isFormToken((await formOf(c)).text('form-token'), subject, key)
}

function loginFor(c: Context<DeskDoor>): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname === '/desk' ? '/desk/login' : `/desk/login?to=${encodeURIComponent(pathname + search)}`
}
