import type { Env, Hono } from 'hono'
import { problem } from './problem.ts'

const METHODS = ['GET', 'POST', 'PUT', 'DELETE']

/** 405 where an app knows the path by another method; null where it does not, or the method is not why nothing answered. */
export function methodsOf<E extends Env>(app: Hono<E>, path: string, method: string): Response | null {
  const allowed = METHODS.filter((known) => app.router.match(known, path)[0].some(([[, route]]) => route.method !== 'ALL'))
  return allowed.length > 0 && !allowed.includes(method)
    ? methodNotAllowed(allowed.flatMap((known) => (known === 'GET' ? ['GET', 'HEAD'] : [known])))
    : null
}

/** 405, with what is allowed. */
export function methodNotAllowed(allowed: readonly string[]): Response {
  return problem(405, `This address takes ${allowed.join(', ')}.`, [], { Allow: allowed.join(', ') })
}
