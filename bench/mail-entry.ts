import worker, { Pages } from '../src/index.ts'

/** The Worker, which also says how many D1 statements, rows and queue messages it has used: `GET /bench/counts`. */

export { Pages }

let statements = 0
let rowsWritten = 0
let messages = 0

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/bench/counts') return Response.json({ statements, rowsWritten, messages })
    return worker.fetch(request, counted(env), ctx)
  },
  scheduled: (controller, env) => worker.scheduled(controller, counted(env)),
  queue: (batch, env, ctx) => worker.queue(batch, counted(env), ctx),
} satisfies ExportedHandler<Env>

function counted(env: Env): Env {
  return { ...env, DB: countStatements(env.DB), JOBS: countMessages(env.JOBS) }
}

function countStatements(db: D1Database): D1Database {
  return new Proxy(db, {
    get(target, name) {
      // A statement that is run by itself is prepared for it; one of a batch is counted there.
      if (name === 'prepare') return (sql: string) => countRuns(target.prepare(sql))
      if (name !== 'batch') return Reflect.get(target, name)
      return async (list: D1PreparedStatement[]) => {
        statements += list.length
        const results = await target.batch(list.map((one) => originals.get(one) ?? one))
        for (const { meta } of results) rowsWritten += meta.rows_written
        return results
      }
    },
  })
}

const originals = new WeakMap<object, D1PreparedStatement>()
const RUNS = new Set(['first', 'run', 'all', 'raw'])

function countRuns(inner: D1PreparedStatement): D1PreparedStatement {
  const wrapped = new Proxy(inner, {
    get(target, name) {
      if (name === 'bind') return (...values: unknown[]) => countRuns(target.bind(...values))
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...values: unknown[]): unknown => {
        if (RUNS.has(String(name))) statements += 1
        return Reflect.apply(member, target, values)
      }
    },
  })
  originals.set(wrapped, inner)
  return wrapped
}

function countMessages(queue: Queue): Queue {
  return new Proxy(queue, {
    get(target, name) {
      if (name !== 'sendBatch') return Reflect.get(target, name)
      return (list: Iterable<MessageSendRequest>) => {
        const all = [...list]
        messages += all.length
        return target.sendBatch(all)
      }
    },
  })
}
