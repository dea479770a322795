import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { ShareRequest } from '../core/share.ts'
import { makeShare } from '../newsroom/share.ts'
import { revokeShare } from '../store/shares.ts'
import { storeOf } from '../store/store.ts'
import { isNegotiable, pagePath, parsePage } from '../urls.ts'
import { actOf, type Asked } from './door.ts'
import { orderCard } from './order-card.ts'
import { purge } from './purge.ts'

export interface ShareLink {
  readonly id: string
  /** The only place where its key stands. */
  readonly url: string
  readonly expiresAt: string
}

/** Makes a link to a snapshot of what stands at a path, and has its preview picture drawn. */
export async function makeLink(c: Asked, request: ShareRequest): Promise<Result<ShareLink, Refusal>> {
  const target = parsePage(request.of)
  if (!target || !isNegotiable(target) || target.kind === 'share' || target.format !== 'html') return fail(unprocessable([NO_TARGET]))
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const made = await makeShare(storeOf(c.env), target, request, { ...actOf(c), random })
  if (!made.ok) return made
  const { id, key, expiresAt, snapshot } = made.value
  orderCard(c, snapshot)
  return ok({ id, url: c.env.PUBLIC_URL + pagePath({ kind: 'share', key, format: 'html' }), expiresAt })
}

const NO_TARGET = {
  pointer: '/of',
  detail: 'must be a path such as "/briefings/energy", "/briefings/energy/editions/3" or "/articles/some-id"',
}

/** Revokes a share and drops its pages from the edge. False when there is none by that id. */
export async function revokeLink(c: Asked, id: string): Promise<boolean> {
  if (!(await revokeShare(storeOf(c.env), id, actOf(c).now))) return false
  purge(c, [`share:${id}`])
  return true
}
