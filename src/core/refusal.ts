import type * as z from 'zod'
import type { Flaw } from './result.ts'

/** Why an input is not taken: one sentence, and what is wrong where. */
export interface Refusal {
  /** The HTTP status that says it: 400 malformed, 409 against something that is there, 412 stale, 415 unknown type, 422 wrong, 502 and 504 another's fault. */
  readonly status: 400 | 404 | 409 | 412 | 413 | 415 | 422 | 502 | 503 | 504
  readonly detail: string
  readonly flaws: readonly Flaw[]
}

const MOST = 20

/** A refusal of a well-formed input that breaks its schema; at most 20 flaws, under `prefix` (a JSON Pointer). */
export function refuse(error: z.ZodError, prefix = ''): Refusal {
  return unprocessable(error.issues.flatMap((issue) => flawsOf(issue, prefix)))
}

/** A refusal of a well-formed input for what is wrong in it. */
export function unprocessable(flaws: readonly Flaw[]): Refusal {
  const count = flaws.length === 1 ? 'One thing is' : `${flaws.length} things are`
  return { status: 422, detail: `${count} wrong; "errors" says what and where.`, flaws: flaws.slice(0, MOST) }
}

/** RFC 6901. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function flawsOf(issue: z.core.$ZodIssue, prefix: string): Flaw[] {
  const at = prefix + jsonPointer(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST).map((key) => ({ pointer: at + jsonPointer([key.slice(0, 100)]), detail: 'is not a field here' }))
  }
  if (issue.code === 'invalid_key') return [{ pointer: at, detail: issue.issues[0]?.message ?? issue.message }]
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return [{ pointer: at, detail: 'is required' }]
  return [{ pointer: at, detail: issue.message.replace(/^Invalid (input|option): /, '') }]
}
