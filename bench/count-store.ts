/** What a request asks of the stores. */
export interface Usage {
  d1: number
  kv: number
  rowsRead: number
}

/** Bindings that add to `usage` whatever is asked of them: round trips to D1 and KV, and rows that D1 reads for them. */
export function countedEnv(env: Env, usage: Usage): Env {
  return { ...env, DB: countedDatabase(env.DB, usage), KV: countedNamespace(env.KV, usage) }
}

function countedNamespace(kv: KVNamespace, usage: Usage): KVNamespace {
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        usage.kv += 1
        return Reflect.apply(member, target, args)
      }
    },
  })
}

const originals = new WeakMap<object, D1PreparedStatement>()

function countedDatabase(db: D1Database, usage: Usage): D1Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => countedStatement(target.prepare(sql), usage)
      if (name !== 'batch') return Reflect.get(target, name)
      return async (list: D1PreparedStatement[]) => {
        usage.d1 += 1
        const results = await target.batch(list.map((one) => originals.get(one) ?? one))
        for (const { meta } of results) usage.rowsRead += meta.rows_read
        return results
      }
    },
  })
}

function countedStatement(inner: D1PreparedStatement, usage: Usage): D1PreparedStatement {
  const all = async () => {
    usage.d1 += 1
    const result = await inner.all()
    usage.rowsRead += result.meta.rows_read
    return result
  }
  const wrapped = new Proxy(inner, {
    get(target, name) {
      if (name === 'bind') return (...values: unknown[]) => countedStatement(target.bind(...values), usage)
      if (name === 'all' || name === 'run') return all
      // `first` says nothing of the rows that it read.
      if (name === 'first')
        return async (column?: string) => {
          const [row] = (await all()).results
          return row === undefined ? null : column === undefined ? row : (row[column] ?? null)
        }
      return Reflect.get(target, name)
    },
  })
  originals.set(wrapped, inner)
  return wrapped
}
