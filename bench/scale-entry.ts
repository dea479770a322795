import worker, { Pages } from '../src/index.ts'
import { writeCursor } from '../src/http/cursor.ts'
import { takeIn } from '../src/newsroom/take-in.ts'
import { storeOf } from '../src/store/store.ts'
import { countedEnv, noUsage } from './count-store.ts'
import { madeArticle } from './made-article.ts'

/**
 * The Worker, which can also be filled (`POST /bench/fill?from=&count=`), and which says beside each answer what it took: header
 * `X-Usage`, JSON of round trips, rows that D1 read, and milliseconds from the request to the end of the answer.
 */

export { Pages }

/** KV keeps the newest only: the others are never read by what is measured, and files would fill the disk. */
const KEPT = 2000

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/bench/fill')
      return fill(Number(searchParams.get('from')), Number(searchParams.get('count')), Number(searchParams.get('of')), env)
    if (pathname === '/bench/cursor') return cursor(Number(searchParams.get('offset')), env)
    const usage = noUsage()
    const start = performance.now()
    const answer = await worker.fetch(request, countedEnv(env, usage), ctx)
    const body = await answer.arrayBuffer()
    const headers = new Headers(answer.headers)
    headers.set('X-Usage', JSON.stringify({ ...usage, milliseconds: performance.now() - start }))
    return new Response(body.byteLength > 0 ? body : null, { status: answer.status, headers })
  },
  scheduled: (controller, env) => worker.scheduled(controller, env),
  queue: (batch, env, ctx) => worker.queue(batch, env, ctx),
} satisfies ExportedHandler<Env>

async function fill(from: number, count: number, of: number, env: Env): Promise<Response> {
  const store = storeOf(env)
  const kv = new Proxy(store.kv, { get: (target, name) => (name === 'put' ? async () => undefined : Reflect.get(target, name)) })
  const act = { now: '2026-06-01T00:00:00Z', newId: () => crypto.randomUUID(), actor: null }
  const contents = Array.from({ length: count }, (_, index) => madeArticle(from + index, of))
  const took = await takeIn(from >= of - KEPT ? store : { ...store, kv }, contents, act)
  return took.ok ? new Response('done') : Response.json(took.error, { status: 500 })
}

/** Where a page of the catalogue begins. */
async function cursor(offset: number, env: Env): Promise<Response> {
  const row = await env.DB.prepare('SELECT listed_at, number FROM articles ORDER BY listed_at DESC, number DESC LIMIT 1 OFFSET ?1')
    .bind(offset)
    .first<{ listed_at: string; number: number }>()
  return Response.json({ cursor: row && writeCursor({ listedAt: row.listed_at, number: row.number }) })
}
