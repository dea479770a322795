/** What a request asks of the stores. */
export interface Usage {
  /** Round trips. */
  d1: number
  kv: number
  rowsRead: number
  rowsWritten: number
  /** Keys, of which a bulk read takes several at once. */
  kvReads: number
  kvWrites: number
}

/** Nothing yet. */
export function noUsage(): Usage {
  return { d1: 0, kv: 0, rowsRead: 0, rowsWritten: 0, kvReads: 0, kvWrites: 0 }
}

/** Bindings that add to `usage` whatever is asked of them: round trips to D1 and KV, rows that D1 reads and writes for them, and keys of KV. */
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
        if (name === 'get') usage.kvReads += Array.isArray(args[0]) ? args[0].length : 1
        if (name === 'put') usage.kvWrites += 1
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
        for (const { meta } of results) addRows(usage, meta)
        return results
      }
    },
  })
}

function countedStatement(inner: D1PreparedStatement, usage: Usage): D1PreparedStatement {
  const all = async () => {
    usage.d1 += 1
    const result = await inner.all()
    addRows(usage, result.meta)
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

function addRows(usage: Usage, { rows_read, rows_written }: D1Meta): void {
  usage.rowsRead += rows_read
  usage.rowsWritten += rows_written
}
