import type { Context } from 'hono'
import type { Act } from '../newsroom/revision.ts'
import { toInstant } from '../core/field.ts'
import type { Identity } from '../core/scope.ts'

/** What Hono knows of a request at every door. */
export interface Door {
  Bindings: Env
  Variables: {
    /** Who asks, once a door has let them in. */
    identity: Identity
  }
}

/** What is at hand while a request is answered, and after. */
export type Platform = Pick<Context<Door>, 'env' | 'executionCtx'>

/** The same, and who asks. */
export type Asked = Pick<Context<Door>, 'env' | 'executionCtx' | 'get'>

/** The time and the ids of one request of a reader. */
export function actNow(): Act {
  return { now: toInstant(new Date()), newId: () => crypto.randomUUID(), actor: null }
}

/** The same of somebody who was let in. */
export function actOf(c: Pick<Context<Door>, 'get'>): Act {
  return { ...actNow(), actor: c.get('identity').name }
}
