/** The two stores, side by side: KV holds what never changes, D1 says what is current. */
export interface Store {
  readonly kv: KVNamespace
  readonly db: D1Database
}

/** The stores behind the Worker's bindings. */
export function storeOf({ KV, DB }: { readonly KV: KVNamespace; readonly DB: D1Database }): Store {
  return { kv: KV, db: DB }
}
