import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { freePort } from '../scripts/clone-check/ports.mjs'
import { stopGroups } from '../scripts/process-group.mjs'
import { openNewsroom } from '../scripts/start/newsroom.mjs'
import { loadSamples } from '../scripts/start/samples.mjs'
import { migrate, serve } from '../scripts/start/wrangler.mjs'
import { editorOf } from './load-editor.mjs'
import { mixedTraffic } from './load-mixed.mjs'
import { startMailServer } from './mail-server.mjs'

const TOKEN = 'bench-token-0123456789'
const BRIEFING = '/briefings/morning-brief'
const CONNECTIONS = 10
const ROUNDS = 5
const SECONDS = 2

/** Requests a second beside a bare Hono Worker, then readers and an editor at once for BENCH_MINUTES. */
export async function benchLoad() {
  const minutes = Number(process.env.BENCH_MINUTES ?? 1)
  const folder = mkdtempSync(join(tmpdir(), 'wirebrief-bench-load-'))
  try {
    const [hello, { base, inspectorPort, edition, share }] = [
      await startHello(join(folder, 'hello')),
      await startOurs(join(folder, 'ours')),
    ]
    const etag = (await fetch(base + edition)).headers.get('ETag')
    const targets = {
      'an edition page': { url: base + edition },
      'a share': { url: share },
      'a 304': { url: base + edition, headers: { 'If-None-Match': etag }, status: 304 },
      'a live briefing': { url: base + BRIEFING },
      'a subscribe form': { url: `${base}${BRIEFING}/subscribe` },
    }
    return [
      ...(await ratios({ url: hello }, targets)),
      ...(await mixedTraffic({ base, inspectorPort, token: TOKEN, briefing: BRIEFING, edition, share, etag, minutes })),
    ]
  } finally {
    await stopGroups()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function startHello(state) {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  await serve({ port, base, state, verbose: false, config: 'bench/hello.toml' }, {})
  return `${base}/`
}

/** The Worker with the samples, one edition, and one share. */
async function startOurs(state) {
  const [port, inspectorPort] = [await freePort(), await freePort()]
  const { smtpPort } = await startMailServer()
  const settings = { port, inspectorPort, base: `http://127.0.0.1:${port}`, state, verbose: false }
  await migrate(settings)
  await serve(settings, {
    ADMIN_TOKEN: TOKEN,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'Bench <bench@brief.example>',
    TOKEN_SECRET: 'bench-secret-0123456789-0123456789',
    ADDRESS_PEPPER: 'bench-pepper-0123456789-0123456789',
  })
  await loadSamples(openNewsroom(settings.base, TOKEN))
  const ask = editorOf(settings.base, TOKEN)
  await ask(201, 'POST', `/api${BRIEFING}/editions`, {})
  const { url } = await ask(201, 'POST', '/api/shares', { of: BRIEFING, expiresIn: 'P7D' })
  // A page changes when its picture is drawn.
  while ((await fetch(`${settings.base}${BRIEFING}/editions/1/card.png`)).status !== 200) await pause(200)
  return { base: settings.base, inspectorPort, edition: `${BRIEFING}/editions/1`, share: url }
}

/** In turns, so that whatever else the machine does falls on both; the first round, in which all is compiled, does not count. */
async function ratios(hello, targets) {
  const found = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
  const bare = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, target] of Object.entries(targets)) {
      const [yardstick, ours] = [await rate(hello), await rate(target)]
      if (round === 0) continue
      bare.push(yardstick)
      found[name].push({ ratio: ours / yardstick, ours })
    }
  }
  return [
    ...Object.entries(found).map(([name, runs]) => {
      const { ratio, ours } = runs.toSorted((one, other) => one.ratio - other.ratio)[Math.floor(runs.length / 2)]
      return `${name}: ${ratio.toFixed(2)} of a bare Hono Worker's requests a second (${Math.round(ours)})`
    }),
    `the bare Worker: ${Math.round(bare.toSorted((one, other) => one - other)[Math.floor(bare.length / 2)])} requests a second, ${CONNECTIONS} connections each`,
  ]
}

async function rate({ url, headers = {}, status = 200 }) {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS })
  const answered = result.statusCodeStats[status]?.count ?? 0
  if (result.errors > 0 || Object.keys(result.statusCodeStats).some((one) => one !== String(status)))
    throw new Error(`${url}: ${JSON.stringify({ statuses: result.statusCodeStats, errors: result.errors })}`)
  return answered / result.duration
}
