// `npm run screenshots` makes the README's picture again: starts Wirebrief on a store of its own, and has headless Chromium look at it.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PORT = '8799'
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

const state = mkdtempSync(join(tmpdir(), 'wirebrief-screenshots-'))
const server = spawn(process.execPath, ['scripts/start.mjs'], {
  env: { ...process.env, PORT, WIREBRIEF_STATE: state },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  await started(server)
  for (const { file, path, size } of PICTURES) {
    const profile = join(state, 'chromium')
    execFileSync(
      'chromium',
      [...QUIET, `--user-data-dir=${profile}`, `--screenshot=${file}`, `--window-size=${size}`, `http://127.0.0.1:${PORT}${path}`],
      {
        stdio: 'ignore',
      },
    )
    console.log(file)
  }
} catch (error) {
  console.error(error.code === 'ENOENT' ? 'There is no chromium on this machine; install it first.' : String(error.message))
  process.exitCode = 1
} finally {
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  rmSync(state, { recursive: true, force: true })
}

/** Waits for the line that says it serves. */
function started(child) {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('is running')) resolve()
    })
    child.once('exit', () => reject(new Error('Wirebrief did not start.')))
  })
}
