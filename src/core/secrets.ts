import type { Refusal } from './refusal.ts'
import { fail, ok, type Result } from './result.ts'

/** What signs links and hides addresses. */

const SHORTEST = 32

export interface Secrets {
  /** Signs tokens. */
  readonly current: string
  /** Opens the tokens that it signed before it was replaced. */
  readonly previous: string | null
  /** Hides addresses. Never changes. */
  readonly pepper: string
}

/** The settings that hold them. */
export interface SecretSettings {
  readonly TOKEN_SECRET?: string
  readonly TOKEN_SECRET_PREVIOUS?: string
  readonly ADDRESS_PEPPER?: string
}

/** The secrets of a Worker that is set up with them, or which of them is missing. */
export function readSecrets({ TOKEN_SECRET, TOKEN_SECRET_PREVIOUS, ADDRESS_PEPPER }: SecretSettings): Result<Secrets, Refusal> {
  if (!isLong(TOKEN_SECRET)) return fail(notSetUp('TOKEN_SECRET'))
  if (!isLong(ADDRESS_PEPPER)) return fail(notSetUp('ADDRESS_PEPPER'))
  return ok({ current: TOKEN_SECRET, previous: isLong(TOKEN_SECRET_PREVIOUS) ? TOKEN_SECRET_PREVIOUS : null, pepper: ADDRESS_PEPPER })
}

function isLong(secret: string | undefined): secret is string {
  return secret !== undefined && secret.length >= SHORTEST
}

function notSetUp(setting: string): Refusal {
  return {
    status: 503,
    detail: `This is not set up here: the secret ${setting} is missing or shorter than ${SHORTEST} characters.`,
    flaws: [],
  }
}
