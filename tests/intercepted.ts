/** Bindings whose every call goes through somebody's hands. */

/** Carries a call out, or does not. `what` names it: the binding and the method. */
export type Intercept = <T>(what: string, work: () => Promise<T>) => Promise<T>

/** D1: a batch, or a statement that is run by itself, is one call. */
export function interceptedD1(db: D1Database, intercept: Intercept): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>()
  const wrap = (inner: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(inner, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        return (...values: unknown[]) => intercept(`D1 ${String(name)}`, async () => Reflect.apply(member, target, values))
      },
    })
    originals.set(wrapped, inner)
    return wrapped
  }
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (name !== 'batch') return Reflect.get(target, name)
      return (statements: D1PreparedStatement[]) =>
        intercept('D1 batch', () => target.batch(statements.map((one) => originals.get(one) ?? one)))
    },
  })
}

/** KV. */
export function interceptedKv(kv: KVNamespace, intercept: Intercept): KVNamespace {
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...values: unknown[]) => intercept(`KV ${String(name)}`, async () => Reflect.apply(member, target, values))
    },
  })
}
