import { fileURLToPath } from 'node:url'
import { startGroup } from '../scripts/process-group.mjs'

/** Starts the SMTP server of the benchmarks in a process of its own; answers its ports. */
export async function startMailServer() {
  const group = startGroup([fileURLToPath(new URL('mail-sink.mjs', import.meta.url))], {
    cwd: new URL('../', import.meta.url),
    output: 'pipe',
  })
  const line = await new Promise((resolve) => group.stdout.once('data', (data) => resolve(String(data))))
  return JSON.parse(line)
}
