import * as z from 'zod'

/** What somebody may do here. */

export const Scope = z.enum(['read', 'write', 'send'])
export type Scope = z.infer<typeof Scope>

/** Who acts: an editor, a program with a token, or the owner, who may do everything and give tokens. */
export interface Identity {
  /** Stands beside what is made: a token's name, a person's address, or "admin". */
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly owner: boolean
}

/** Whoever holds ADMIN_TOKEN. */
export const ADMIN: Identity = { name: 'admin', scopes: Scope.options, owner: true }

/** Whether `identity` may do what needs `scope`. */
export function may(identity: Identity, scope: Scope | 'owner'): boolean {
  return scope === 'owner' ? identity.owner : identity.scopes.includes(scope)
}

const SENDS =
  /^\/api\/(?:briefings\/[^/]+\/(?:editions\/\d+\/(?:approve|send|correction|resend|pause|resume)|test|webhooks)|webhooks\/[^/]+(?:\/test)?)$/

/** What a request to the API needs, by its method and path: reading, writing, having mail sent, or being the owner. */
export function scopeFor(method: string, path: string): Scope | 'owner' {
  if (/^\/api\/tokens(?:\/|$)/.test(path)) return 'owner'
  if (method === 'GET' || method === 'HEAD' || path === '/api/preview') return 'read'
  return SENDS.test(path) ? 'send' : 'write'
}
