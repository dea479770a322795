import { timingSafeEqual } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { getPlatformProxy } from 'wrangler'
import { buildProject } from './build.mjs'
import { EdgeCache } from './edge-cache.mjs'

const REQUESTS = 10_000
const SECONDS = 200
const ORIGIN = 'https://brief.example'
const TOKEN = 'bench-token-0123456789'
const HEADERS = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' }
const NOISE = ['utm_source=mail&utm_campaign=', 'fbclid=', 'gclid=', 'ref=', '_=']

/** One share, 10,000 requests with noisy query strings over 200 s, revoked half-way: with a purge, and with every purge lost. */
export async function benchEdge() {
  const { outdir } = await buildProject('bench/edge-entry.ts', { external: ['cloudflare:*', 'node:*', ...builtinModules] })
  const project = await import(join(outdir, 'edge-entry.mjs'))
  // workerd has it, Node's Web Crypto has not.
  crypto.subtle.timingSafeEqual ??= (a, b) => timingSafeEqual(Buffer.from(a), Buffer.from(b))
  const rows = []
  for (const purges of [true, false]) rows.push(await run(project, purges))
  await rm(outdir, { recursive: true })
  return rows
}

async function run({ gateway, servePage, storeOf }, purges) {
  const platform = await getPlatformProxy({ configPath: 'wrangler.toml', persist: false, remoteBindings: false })
  const env = { KV: platform.env.KV, DB: platform.env.DB, CARDS: { send: () => Promise.resolve() }, ADMIN_TOKEN: TOKEN, PUBLIC_URL: ORIGIN }
  await migrate(env.DB)
  const start = Date.now()
  let now = start
  const page = (request) => servePage(request, { store: storeOf(env), publicUrl: ORIGIN, now: new Date(now), reader: 'anyone' })
  const cache = new EdgeCache(page, () => now)
  const Pages = { fetch: (request) => cache.fetch(request), purge: async (tags) => (purges ? cache.purge(tags) : undefined) }
  const waiting = []
  const context = { exports: { Pages }, waitUntil: (promise) => waiting.push(promise), passThroughOnException() {}, props: {} }
  const send = (method, path, body) =>
    gateway.fetch(new Request(ORIGIN + path, method === 'GET' ? {} : { method, headers: HEADERS, body }), env, context)

  await send(
    'POST',
    '/api/articles',
    JSON.stringify({ headline: 'Turbine joins the grid', body: ['A turbine joined the grid on Tuesday.'] }),
  )
  const share = await (await send('POST', '/api/shares', JSON.stringify({ of: '/articles/turbine-joins-the-grid' }))).json()
  let revokedAt = Infinity
  let lastServed = 0
  let servedAfter = 0
  for (let number = 0; number < REQUESTS; number += 1) {
    now = start + (number * SECONDS * 1000) / REQUESTS
    if (number === REQUESTS / 2) {
      await send('DELETE', `/api/shares/${share.id}`)
      await Promise.all(waiting)
      revokedAt = now
    }
    const answer = await send('GET', `${new URL(share.url).pathname}${number % 3 ? '' : '/'}?${NOISE[number % NOISE.length]}${number}`)
    if (answer.status === 200) {
      lastServed = now
      if (now >= revokedAt) servedAfter += 1
    }
  }
  await platform.dispose()
  const asked = REQUESTS / 2 + servedAfter
  return [
    `${purges ? 'with purge' : 'without purge'}: ${((100 * cache.hits) / asked).toFixed(2)} % hits of the ${asked} answered (target: at least 99 %)`,
    `${cache.renders - (REQUESTS - asked)} renders, ${REQUESTS - asked} times told 404`,
    `last 200 ${servedAfter === 0 ? 'before the revocation' : `${((lastServed - revokedAt) / 1000).toFixed(1)} s after the revocation`} (target: at most 60 s)`,
  ].join('; ')
}

async function migrate(db) {
  for (const file of (await readdir('migrations')).toSorted()) {
    const sql = (await readFile(join('migrations', file), 'utf8')).replaceAll(/--.*$/gm, '')
    for (const statement of sql.split(';')) if (statement.trim()) await db.prepare(statement).run()
  }
}
