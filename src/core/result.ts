/** An expected outcome as a value: what was asked for, or why it cannot be had. A throw is left for a failing platform. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

export const fail = <E>(error: E): Result<never, E> => ({ ok: false, error })

/** One thing wrong with an input: a JSON Pointer (RFC 6901) to the field, and a sentence that says what to do. */
export interface Flaw {
  readonly pointer: string
  readonly detail: string
}
