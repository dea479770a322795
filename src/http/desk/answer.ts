import type { Context } from 'hono'
import type { Refusal } from '../../core/refusal.ts'
import { may } from '../../core/scope.ts'
import { frameOf, type Frame, type Place } from '../../render/desk/frame.ts'
import { renderSorry } from '../../render/desk/sorry.ts'
import { assetPaths } from './assets.ts'
import type { DeskDoor } from './door.ts'

/** The desk's answers. */

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** A page of the desk, which nobody keeps. `render` makes it from the frame that all have. */
export async function page(c: Context<DeskDoor>, place: Place, render: (frame: Frame) => string, status = 200): Promise<Response> {
  const identity = c.get('identity')
  const frame = frameOf(place, {
    name: identity.name,
    can: { write: may(identity, 'write'), send: may(identity, 'send'), own: may(identity, 'owner') },
    formToken: c.get('formToken'),
    done: c.req.query('done') ?? null,
    ...(await assetPaths()),
  })
  return html(render(frame), status)
}

/** A page that says why something cannot be done, and what to do. */
export async function sorry(status: number, heading: string, detail: string): Promise<Response> {
  return html(renderSorry({ heading, detail, ...(await assetPaths()) }), status)
}

/** A refusal as a page, where there is no form to show it in. */
export function sorryFor({ status, detail, flaws }: Refusal): Promise<Response> {
  return sorry(status, 'This could not be done', [detail, ...flaws.map((flaw) => `${flaw.pointer}: ${flaw.detail}`)].join(' '))
}

/** Off to another page after something was done; `done` names what, for the page to say. */
export function onTo(c: Context<DeskDoor>, path: string, done?: string): Response {
  return c.redirect(done === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}done=${done}`, 303)
}

export function html(text: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'X-Robots-Tag': 'noindex',
      ...headers,
    },
  })
}
