import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWrangler } from '../scripts/start/wrangler.mjs'

const ROUNDS = 8
const CONFIGS = { ours: 'wrangler.toml', bare: 'bench/hello.toml' }

/** What workerd does between loading the Worker and its first request, as `wrangler check startup` samples it, beside a bare Hono Worker. */
export async function benchStartup() {
  const folder = mkdtempSync(join(tmpdir(), 'wirebrief-bench-startup-'))
  const active = { ours: [], bare: [] }
  try {
    // In turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, config] of Object.entries(CONFIGS)) active[name].push(await profile(config, join(folder, `${name}.cpuprofile`)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const [ours, bare] = [mean(active.ours), mean(active.bare)]
  return [
    `active at start-up: ${ours.toFixed(1)} ms, a bare Hono Worker ${bare.toFixed(1)} ms (means of ${ROUNDS}; the bare one is done within a few samples, so that a ratio would say little)`,
  ]
}

async function profile(config, outfile) {
  const run = runWrangler(['check', 'startup', `--args=--config=${config}`, `--outfile=${outfile}`], { verbose: false })
  const code = await run.exited
  const log = run.log()
  await run.stop()
  const milliseconds = /Active: ([\d.]+) ms/.exec(log)?.[1]
  if (code !== 0 || milliseconds === undefined) throw new Error(`wrangler check startup failed:\n${log}`)
  return Number(milliseconds)
}

function mean(numbers) {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}
