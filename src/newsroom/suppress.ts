import { addressKey } from '../core/email-address.ts'
import { addressHasher, type SuppressionReason } from '../core/suppression.ts'
import { eraseAddress, suppressAddress, type Suppressed, type Suppression } from '../store/suppressions.ts'
import type { Store } from '../store/store.ts'

/** Suppresses an address on every list, or erases the person who has it. */
export async function suppress(
  store: Store,
  { email, reason }: { readonly email: string; readonly reason: SuppressionReason },
  { pepper, now }: { readonly pepper: string; readonly now: string },
): Promise<Suppressed> {
  const hash = await addressHasher(pepper)
  const id = await hash(email)
  const address = addressKey(email)
  return reason === 'erased' ? eraseAddress(store, id, address, now) : suppressAddress(store, { id, address, reason, detail: null }, now)
}

/** What suppresses many addresses, for `suppressStatements`. */
export async function suppressionsOf(
  entries: readonly { readonly email: string; readonly reason: Suppression['reason']; readonly detail: string | null }[],
  pepper: string,
): Promise<Suppression[]> {
  const hash = await addressHasher(pepper)
  return Promise.all(
    entries.map(async ({ email, reason, detail }) => ({ id: await hash(email), address: addressKey(email), reason, detail })),
  )
}
