import type { Store } from '../src/store/store.ts'

/** The stores, with a list of the calls made to them. */
export function counted(env: { KV: KVNamespace; DB: D1Database }): { store: Store; calls: string[] } {
  const calls: string[] = []
  const kv = new Proxy(env.KV, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        calls.push(`KV ${String(name)} ${Array.isArray(args[0]) ? args[0].length : 1}`)
        return Reflect.apply(member, target, args)
      }
    },
  })
  const db = new Proxy(env.DB, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (name === 'prepare') return (sql: string) => target.prepare(sql)
      return (...args: unknown[]): unknown => {
        calls.push(`D1 ${String(name)}`)
        return Reflect.apply(member, target, args)
      }
    },
  })
  return { store: { kv, db }, calls }
}
