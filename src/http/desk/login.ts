import { Hono } from 'hono'
import { renderLogin } from '../../render/desk/login.ts'
import { holderOf } from '../auth.ts'
import { networkOf } from '../network.ts'
import { html, sorry } from './answer.ts'
import { assetPaths } from './assets.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { isFromHere } from './guard.ts'
import { endSession, keyOf, openSession, seatedAt } from './session.ts'

/** `/desk/login`, `/desk/logout`. */
export const login = new Hono<DeskDoor>()

login.get('/login', async (c) => {
  const key = await keyOf(c.env)
  const to = destination(c.req.query('to'))
  if (key && (await seatedAt(c, key))) return c.redirect(to, 303)
  return html(renderLogin({ to, problem: null, ...(await assetPaths()) }), 200)
})

login.post('/login', async (c) => {
  const form = await formOf(c)
  const to = destination(form.text('to'))
  const again = async (status: number, problem: string, headers: Readonly<Record<string, string>> = {}) =>
    html(renderLogin({ to, problem, ...(await assetPaths()) }), status, headers)
  if (!isFromHere(c.req.raw, c.env.PUBLIC_URL)) return again(403, 'This was not sent from this page. Log in here.')
  const key = await keyOf(c.env)
  if (!key) return again(503, 'ADMIN_TOKEN is missing or shorter than 16 characters. Set it first.')
  const { success } = await c.env.LOG_INS.limit({ key: networkOf(c.req.header('CF-Connecting-IP') ?? null) })
  if (!success) return again(429, 'Too many have tried from where you are. Try again in a minute.', { 'Retry-After': '60' })
  const holder = await holderOf(form.text('token').trim(), c.env)
  if (!holder)
    return again(401, 'This token opens nothing. It is the ADMIN_TOKEN that Wirebrief was set up with, or one that somebody made for you.')
  await openSession(c, holder, key)
  return c.redirect(to, 303)
})

login.post('/logout', async (c) => {
  // Whoever can make somebody log out has done them no harm; still, only this site's button does.
  if (!isFromHere(c.req.raw, c.env.PUBLIC_URL)) return sorry(403, 'Not from this desk', 'You are still logged in.')
  const key = await keyOf(c.env)
  if (key) await endSession(c, key)
  return c.redirect('/desk/login', 303)
})

/** Only into the desk: never to another site. */
function destination(to = ''): string {
  return /^\/desk(?:\/[\w./~%-]*)?(?:\?[\w.~%&=+:-]*)?$/.test(to) && !/\/\/|\/\.\./.test(to) ? to : '/desk'
}
