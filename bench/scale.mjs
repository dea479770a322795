import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../scripts/clone-check/ports.mjs'
import { stopGroups } from '../scripts/process-group.mjs'
import { migrate, serve } from '../scripts/start/wrangler.mjs'

const SIZES = [100, 10_000, 100_000]
const TOKEN = 'bench-token-0123456789'
const HEADERS = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' }
const AT_ONCE = 50
const RUNS = 41

const RECIPES = {
  one: { topics: { any: ['topic-7'] } },
  several: { topics: { any: ['topic-1', 'topic-12', 'topic-25', 'topic-33', 'topic-41'] } },
  never: { topics: { all: ['topic-48', 'topic-49'] } },
  origins: { topics: { any: ['topic-3'] }, order: 'origins' },
}

/** The same requests with 100, 10,000 and 100,000 articles stored, each size in a store of its own. */
export async function benchScale() {
  const measured = []
  for (const size of SIZES) measured.push(await measure(size))
  return Object.keys(measured[0]).map((name) => {
    const cells = measured.map((at, index) => {
      const { d1, kv, rowsRead, milliseconds } = at[name]
      const ratio = index === 0 ? '' : ` (×${(milliseconds / measured[0][name].milliseconds).toFixed(2)})`
      return `${d1} D1 + ${kv} KV, ${rowsRead} rows, ${milliseconds.toFixed(1)} ms${ratio}`
    })
    return `${name}: ${cells.map((cell, index) => `${SIZES[index].toLocaleString('en')}: ${cell}`).join('; ')}`
  })
}

async function measure(size) {
  const state = mkdtempSync(join(tmpdir(), 'wirebrief-bench-scale-'))
  try {
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    const settings = { port, base, state, verbose: false, script: 'bench/scale-entry.ts' }
    await migrate(settings)
    await serve(settings, { ADMIN_TOKEN: TOKEN })
    for (const [slug, select] of Object.entries(RECIPES)) await ask(base, 'PUT', `/api/briefings/${slug}`, { title: slug, select })
    for (let from = 0; from < size; from += AT_ONCE) {
      await (await fetch(`${base}/bench/fill?from=${from}&count=${Math.min(AT_ONCE, size - from)}&of=${size}`, { method: 'POST' })).text()
    }
    const { cursor } = await (await fetch(`${base}/bench/cursor?offset=${Math.min(size, 5000) - 51}`)).json()
    const results = {}
    for (const slug of Object.keys(RECIPES))
      results[`briefing, ${NAMES[slug]}`] = await repeat(() => ask(base, 'GET', `/briefings/${slug}`))
    results['catalogue, first page'] = await repeat(() => ask(base, 'GET', '/api/articles?limit=50'))
    results['catalogue, hundredth page (or the last)'] = await repeat(() => ask(base, 'GET', `/api/articles?limit=50&cursor=${cursor}`))
    results['search for two words'] = await repeat(() => ask(base, 'GET', '/api/articles?q=bala%20teno&limit=50'))
    results['intake of a text, its duplicate check included'] = await repeat((run) =>
      ask(base, 'POST', '/api/articles', article(size, run)),
    )
    results['an edition'] = await repeat(() => ask(base, 'POST', '/api/briefings/one/editions', {}))
    return results
  } finally {
    await stopGroups()
    rmSync(state, { recursive: true, force: true, maxRetries: 5 })
  }
}

const NAMES = { one: 'one topic', several: 'any of five topics', never: 'two topics that never meet', origins: 'by origins' }

function article(size, run) {
  return {
    headline: `Report ${run} on the works of ${size}`,
    body: Array.from(
      { length: 8 },
      (_, index) => `In quarter ${run} the works of ${size} delivered ${index + run} turbines, the operator said on Tuesday.`,
    ),
    topics: ['topic-7'],
  }
}

async function ask(base, method, path, body) {
  const answer = await fetch(base + path, { method, headers: HEADERS, ...(body ? { body: JSON.stringify(body) } : {}) })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`)
  return JSON.parse(answer.headers.get('X-Usage'))
}

/** The most that any run took of the stores, and the median time; the first five, which compile, do not count. */
async function repeat(run) {
  const usages = []
  for (let number = 0; number < RUNS; number += 1) usages.push(await run(number))
  const counted = usages.slice(5)
  const most = (name) => Math.max(...counted.map((usage) => usage[name]))
  const times = counted.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  return { d1: most('d1'), kv: most('kv'), rowsRead: most('rowsRead'), milliseconds: times[Math.floor(times.length / 2)] }
}
