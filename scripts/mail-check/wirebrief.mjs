import { fileURLToPath } from 'node:url'
import { startGroup } from '../process-group.mjs'

const ROOT = new URL('../../', import.meta.url)

/** Starts Wirebrief on a port and a store of its own; answers its address. What it reports goes to stderr. */
export async function startWirebrief({ port, state, settings }) {
  const env = { ...process.env, PORT: String(port), WIREBRIEF_STATE: state, ...settings }
  const server = startGroup([fileURLToPath(new URL('../start.mjs', import.meta.url))], { cwd: ROOT, env, output: 'pipe' })
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

/** Calls the admin API; an answer that is no success is an error with its words. */
export function adminOf(base, token) {
  return async function call(method, path, body) {
    const response = await fetch(base + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path} answers ${response.status}: ${text.slice(0, 500)}`), { status: response.status })
    return text === '' ? null : JSON.parse(text)
  }
}
