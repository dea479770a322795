import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { freePort } from '../scripts/clone-check/ports.mjs'
import { stopGroups } from '../scripts/process-group.mjs'
import { migrate, serve } from '../scripts/start/wrangler.mjs'
import { startMailServer } from './mail-server.mjs'
import { usageOf } from './process-usage.mjs'

const READERS = 5000
const CONNECTIONS = 4
const TOKEN = 'bench-token-0123456789'
const CLOCK = '/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*'
/** A queue message is written, read and deleted. */
const OPERATIONS = 3

/** 5,000 personal copies of a due edition through clock, queue and SMTP, and the same bytes by a bare pool of nodemailer to the same server. */
export async function benchMail() {
  const state = mkdtempSync(join(tmpdir(), 'wirebrief-bench-mail-'))
  try {
    const sink = await startMailServer()
    const worker = await startWorker(state, sink)
    const raw = await exampleOf(worker)
    // In turns and twice each: the first time both sides are still being compiled.
    const bare = []
    const editions = []
    for (const number of [1, 2]) {
      bare.push(await sendBare(sink, raw))
      editions.push(await sendEdition(worker, sink, number))
    }
    const bareSeconds = Math.min(...bare)
    const wirebrief = editions.toSorted((one, other) => one.seconds - other.seconds)[0]
    return [
      `${READERS} copies of ${Math.round(raw.length / 1024)} kB, ${CONNECTIONS} connections: ${(bareSeconds / wirebrief.seconds).toFixed(2)} of the speed of a bare nodemailer pool (target: at least 0.6)`,
      `${Math.round(READERS / wirebrief.seconds)} and ${Math.round(READERS / bareSeconds)} messages a second`,
      `D1 statements a reader: ${(wirebrief.statements / READERS).toFixed(3)} (target: at most 0.1)`,
      `D1 rows written a reader: ${(wirebrief.rowsWritten / READERS).toFixed(1)}`,
      `queue operations a reader: ${(wirebrief.operations / READERS).toFixed(4)} (target: at most 0.05)`,
      `CPU of the Worker's process a message, the stores' simulation included: ${((1000 * wirebrief.cpuSeconds) / READERS).toFixed(2)} ms`,
      `memory of the Worker's process at its highest: ${wirebrief.megabytes} MB, ${wirebrief.idleMegabytes} MB before`,
    ]
  } finally {
    await stopGroups()
    rmSync(state, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function startWorker(state, sink) {
  const port = await freePort()
  const settings = { port, base: `http://127.0.0.1:${port}`, state, verbose: false, script: 'bench/mail-entry.ts' }
  await migrate(settings)
  await serve(settings, {
    ADMIN_TOKEN: TOKEN,
    SMTP_URL: `smtp://127.0.0.1:${sink.smtpPort}?connections=${CONNECTIONS}`,
    MAIL_FROM: 'Bench <bench@brief.example>',
    TOKEN_SECRET: 'bench-secret-0123456789-0123456789',
    ADDRESS_PEPPER: 'bench-pepper-0123456789-0123456789',
  })
  const call = caller(settings.base)
  for (let number = 0; number < 10; number += 1) {
    await call('POST', '/api/articles', {
      headline: `Turbine ${number} joins the grid after a winter of delays`,
      body: Array.from(
        { length: 6 },
        (_, index) =>
          `The operator said on Tuesday that turbine ${number} would feed ${index + 4},000 homes. "We waited nine years for this," said Marta Oduya, the mayor.`,
      ),
      topics: ['energy'],
      // They are alike, and are to stand by themselves.
      story: null,
    })
  }
  await call('PUT', '/api/briefings/energy', { title: 'Energy' })
  for (let from = 0; from < READERS; from += 1000) {
    const readers = Array.from({ length: 1000 }, (_, index) => ({
      email: `reader${from + index}@readers.example`,
      name: `Reader ${from + index}`,
      consentedAt: '2026-01-01T00:00:00Z',
      consentSource: 'bench',
    }))
    await call('POST', '/api/briefings/energy/subscribers', readers)
  }
  return { base: settings.base, call }
}

function caller(base) {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${TOKEN}`, ...(body ? { 'Content-Type': 'application/json' } : {}) }
    const answer = await fetch(base + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}

/** The briefing as a message; a reader's has some lines more. */
async function exampleOf({ base }) {
  return (await fetch(`${base}/briefings/energy.eml`)).text()
}

async function sendBare({ smtpPort }, raw) {
  const pool = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  })
  const bytes = Buffer.from(raw)
  const start = performance.now()
  await Promise.all(
    Array.from({ length: READERS }, (_, index) =>
      pool.sendMail({ envelope: { from: 'bench@brief.example', to: `bare${index}@bare.example` }, raw: bytes }),
    ),
  )
  const seconds = (performance.now() - start) / 1000
  pool.close()
  return seconds
}

async function sendEdition({ base, call }, { httpUrl }, number) {
  const arrived = async () =>
    (await (await fetch(`${httpUrl}/messages/count?domain=readers.example`)).json()).count - (number - 1) * READERS
  // Due at the next full minute, and no sooner.
  const due = new Date(Math.ceil((Date.now() + 1000) / 60_000) * 60_000)
  await call('PUT', '/api/briefings/energy', { title: 'Energy', schedule: { cron: `${due.getUTCMinutes()} ${due.getUTCHours()} * * *` } })
  await pause(due.getTime() - Date.now() + 50)
  const before = await call('GET', '/bench/counts')
  const idle = usageOf()
  const start = performance.now()
  await (await fetch(base + CLOCK)).text()
  for (;;) {
    const count = await arrived()
    if (count >= READERS) break
    if (performance.now() - start > 120_000) {
      const { counts, deliveries } = await call('GET', `/api/briefings/energy/editions/${number}/deliveries?limit=1&state=queued`)
      throw new Error(`only ${count} of ${READERS} messages arrived within two minutes: ${JSON.stringify({ counts, deliveries })}`)
    }
    await pause(50)
  }
  const seconds = (performance.now() - start) / 1000
  const used = usageOf().cpuSeconds
  await pause(1000)
  const { counts } = await call('GET', `/api/briefings/energy/editions/${number}/deliveries?limit=1`)
  if (counts.sent !== READERS) throw new Error(`the ledger says ${JSON.stringify(counts)}`)
  const after = await call('GET', '/bench/counts')
  return {
    seconds,
    statements: after.statements - before.statements,
    rowsWritten: after.rowsWritten - before.rowsWritten,
    cpuSeconds: used - idle.cpuSeconds,
    operations: (after.messages - before.messages) * OPERATIONS,
    megabytes: usageOf().highest,
    idleMegabytes: idle.now,
  }
}
