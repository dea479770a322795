import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../scripts/clone-check/ports.mjs'
import { startSink } from '../scripts/mail-sink/sink.mjs'
import { stopGroups } from '../scripts/process-group.mjs'
import { openNewsroom } from '../scripts/start/newsroom.mjs'
import { loadSamples } from '../scripts/start/samples.mjs'
import { migrate, serve } from '../scripts/start/wrangler.mjs'

const TOKEN = 'bench-token-0123456789'
const CLOCK = '/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*'
const READERS = 100
/** A queue message is written, read and deleted. */
const OPERATIONS = 3

/** What each act takes of D1, KV and the queues, by which Cloudflare's plans count; its jobs and pictures included. */
export async function benchCosts() {
  const state = mkdtempSync(join(tmpdir(), 'wirebrief-bench-costs-'))
  const feed = await serveFeed()
  const sink = await startSink({ keep: 'count' })
  try {
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    const settings = { port, base, state, verbose: false, script: 'bench/costs-entry.ts' }
    await migrate(settings)
    await serve(settings, {
      ADMIN_TOKEN: TOKEN,
      ALLOW_PRIVATE_FETCH: '1',
      SMTP_URL: sink.smtpUrl,
      MAIL_FROM: 'Bench <bench@brief.example>',
      TOKEN_SECRET: 'bench-secret-0123456789-0123456789',
      ADDRESS_PEPPER: 'bench-pepper-0123456789-0123456789',
    })
    return await measureAll(base, feed)
  } finally {
    await stopGroups()
    await sink.close()
    feed.close()
    rmSync(state, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureAll(base, feed) {
  const call = caller(base)
  const rows = []
  const measure = async (name, work, by = 1) => {
    await used(base)
    const result = await work()
    rows.push(line(name, await used(base), by))
    return result
  }
  const articles = await measure('storing one of the samples (the mean of all)', () => loadSamples(openNewsroom(base, TOKEN)), 12)
  if (articles !== 12) throw new Error('the samples are not twelve')
  await call('POST', '/api/articles', NEWS)
  const { id } = await measure(
    'storing an article of 250 words that two briefings select',
    async () => (await call('POST', '/api/articles', NEWS_2)).articles[0],
  )
  await measure('the same once more: it is known', () => call('POST', '/api/articles', NEWS_2))
  const article = await call('GET', `/api/articles/${id}`)
  await measure('a correction', () =>
    call('PUT', `/api/articles/${id}`, { ...article, dek: 'It was Tuesday.', correction: 'Tuesday, not Monday.' }),
  )
  await measure('saving a recipe', () => call('PUT', '/api/briefings/energy', { title: 'Energy', select: { topics: { any: ['energy'] } } }))
  await measure('a live briefing that the edge does not have', () => read(base, '/briefings/morning-brief'))
  await measure('freezing an edition, with its picture', () => call('POST', '/api/briefings/morning-brief/editions', {}))
  await measure('an edition that the edge does not have', () => read(base, '/briefings/morning-brief/editions/1'))
  const { url } = await measure('making a share, with its picture', () => call('POST', '/api/shares', { of: '/briefings/morning-brief' }))
  await measure('a share that the edge does not have', () => read(base, new URL(url).pathname))
  await measure('a reader who signs up, with the mail to confirm', () => signUp(base))
  await measure(`putting a reader on a list (of ${READERS})`, () => call('POST', '/api/briefings/energy/subscribers', readers()), READERS)
  await measure(`a mailing, a reader (of ${READERS})`, () => call('POST', '/api/briefings/energy/editions', { send: true }), READERS)
  await tick(base)
  await used(base)
  await measure('a tick of the clock with nothing to do', () => tick(base))
  const source = await measure('adding a source, and its first poll of 20 items', () => call('POST', '/api/sources', { url: feed.url }))
  await measure('a poll that finds nothing changed', () => call('POST', `/api/sources/${source.id}/poll`))
  await measure('a search', () => call('GET', '/api/articles?q=turbine'))
  await measure("the desk's overview", () => overview(base))
  return rows
}

function line(name, { rowsRead, rowsWritten, kvReads, kvWrites, messages }, by) {
  const each = (count) => (by === 1 ? String(count) : (count / by).toFixed(count / by < 10 ? 2 : 0))
  return `${name}: ${each(rowsRead)} rows read, ${each(rowsWritten)} rows written, ${each(kvReads)} KV reads, ${each(kvWrites)} KV writes, ${each(messages * OPERATIONS)} queue operations`
}

/** What was used since it was last asked, once nothing more happens. */
async function used(base) {
  for (;;) {
    // What goes on behind an answer may only be about to reach the queue.
    await pause(500)
    const usage = await (await fetch(`${base}/bench/usage`)).json()
    if (usage) return usage
  }
}

function caller(base) {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${TOKEN}`, ...(body ? { 'Content-Type': 'application/json' } : {}) }
    const answer = await fetch(base + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}

async function read(base, path) {
  const answer = await fetch(base + path)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
}

async function signUp(base) {
  const answer = await fetch(`${base}/briefings/energy/subscribe`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'new@readers.example' }),
  })
  if (answer.status !== 202) throw new Error(`sign-up: ${answer.status}`)
}

async function overview(base) {
  const answer = await fetch(`${base}/desk/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: base },
    body: new URLSearchParams({ token: TOKEN }),
  })
  const cookie = answer.headers.get('Set-Cookie')?.split(';')[0]
  if (!cookie) throw new Error(`log-in: ${answer.status}`)
  const page = await fetch(`${base}/desk`, { headers: { Cookie: cookie } })
  await page.arrayBuffer()
  if (!page.ok) throw new Error(`the desk: ${page.status}`)
}

async function tick(base) {
  await (await fetch(base + CLOCK)).text()
}

function readers() {
  return Array.from({ length: READERS }, (_, index) => ({
    email: `reader${index}@readers.example`,
    name: `Reader ${index}`,
    consentedAt: '2026-01-01T00:00:00Z',
    consentSource: 'bench',
  }))
}

function report(number) {
  return {
    headline: `Turbine ${number} of Lowmoor joins the grid after a winter of delays`,
    body: Array.from(
      { length: 8 },
      (_, index) =>
        `The operator said on Tuesday that turbine ${number} would feed ${index + 4},000 homes in the district of Port${index}. "We waited ${index + 2} years for this," said Marta Oduya, the mayor of Port${index}.`,
    ),
    topics: ['energy', 'transport', `lowmoor-${number}`],
  }
}
const NEWS = report(1)
const NEWS_2 = report(2)

/** A feed of twenty reports, which says by its ETag that it has not changed. */
async function serveFeed() {
  const items = Array.from({ length: 20 }, (_, number) => {
    const { headline, body } = report(number + 10)
    return `<item><title>${headline}</title><link>https://outlet.example/${number}</link><description><![CDATA[${body.map((text) => `<p>${text}</p>`).join('')}]]></description></item>`
  })
  const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Lowmoor</title><link>https://outlet.example/</link><description>News</description>${items.join('')}</channel></rss>`
  const server = createServer((request, response) => {
    if (request.headers['if-none-match'] === '"1"') return response.writeHead(304).end()
    return response.writeHead(200, { 'Content-Type': 'application/rss+xml', ETag: '"1"' }).end(rss)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}/feed.xml`, close: () => server.close() }
}
