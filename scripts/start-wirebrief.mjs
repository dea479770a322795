import { fileURLToPath } from 'node:url'
import { startGroup } from './process-group.mjs'

const ROOT = new URL('../', import.meta.url)

/** Starts Wirebrief on a port and a store of its own; answers its address. What it reports goes to stderr. */
export async function startWirebrief({ port, state, settings = {} }) {
  const env = { ...process.env, PORT: String(port), WIREBRIEF_STATE: state, ...settings }
  const server = startGroup([fileURLToPath(new URL('start.mjs', import.meta.url))], { cwd: ROOT, env, output: 'pipe' })
  server.stderr.pipe(process.stderr)
  await Promise.race([saysItRuns(server), server.exited.then(() => Promise.reject(new Error('Wirebrief did not start.')))])
  return `http://127.0.0.1:${port}`
}

function saysItRuns({ stdout }) {
  return new Promise((resolve) => {
    let output = ''
    stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('is running')) resolve()
    })
  })
}
