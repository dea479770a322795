import type { Act } from '../newsroom/revision.ts'
import { toInstant } from '../core/field.ts'

/** What Hono knows of a request at every door. */
export interface Door {
  Bindings: Env
}

/** The time and the ids of one request. */
export function actNow(): Act {
  return { now: toInstant(new Date()), newId: () => crypto.randomUUID() }
}
