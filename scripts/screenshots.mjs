// `npm run screenshots` makes the README's picture again: starts Wirebrief on a store and a port of its own, and has headless Chromium look at it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './clone-check/ports.mjs'
import { stopGroups } from './process-group.mjs'
import { startWirebrief } from './start-wirebrief.mjs'

const ROOT = new URL('../', import.meta.url)
const PICTURES = [{ file: 'docs/images/briefing.png', path: '/briefings/morning-brief', size: '1180,1000' }]
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
]

if (spawnSync('chromium', ['--version']).error) {
  console.error('There is no "chromium" on this machine; install it first.')
  process.exit(1)
}

const state = mkdtempSync(join(tmpdir(), 'wirebrief-screenshots-'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(1))
try {
  const base = await startWirebrief({ port: await freePort(), state: join(state, 'store') })
  for (const picture of PICTURES) await take(base, picture)
  await end(0)
} catch (error) {
  console.error(error.message)
  await end(1)
}

async function take(base, { file, path, size }) {
  const options = [`--user-data-dir=${join(state, 'chromium')}`, `--screenshot=${file}`, `--window-size=${size}`, base + path]
  const chromium = spawn('chromium', [...QUIET, ...options], { cwd: ROOT, stdio: 'ignore', timeout: 60_000 })
  process.once('exit', () => chromium.kill('SIGKILL'))
  const [code] = await once(chromium, 'exit')
  if (code !== 0) throw new Error(`chromium did not make ${file}`)
  console.log(file)
}

async function end(code) {
  await stopGroups()
  rmSync(state, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
