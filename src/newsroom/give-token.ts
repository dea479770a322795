import { toAccessToken, type TokenRequest } from '../core/access-token.ts'
import { sha256 } from '../core/digest.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Store } from '../store/store.ts'
import { insertToken } from '../store/tokens.ts'
import type { Act } from './revision.ts'

export interface GivenToken {
  readonly id: string
  /** Shown this once. */
  readonly token: string
}

/** Makes a named token. `random` gives that many random bytes. */
export async function giveToken(
  store: Store,
  { name, scopes }: TokenRequest,
  act: Act & { readonly random: (bytes: number) => Uint8Array },
): Promise<Result<GivenToken, Refusal>> {
  const token = toAccessToken(act.random(32))
  const id = act.newId()
  const isNew = await insertToken(store, { id, name, scopes, hash: await sha256(token), createdAt: act.now, createdBy: act.actor })
  return isNew ? ok({ id, token }) : fail(unprocessable([{ pointer: '/name', detail: 'is or was the name of another token' }]))
}
