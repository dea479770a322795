import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { startGroup } from '../process-group.mjs'
import { Failure } from './failure.mjs'

const ROOT = new URL('../../', import.meta.url)
const WRANGLER = fileURLToPath(new URL('node_modules/wrangler/bin/wrangler.js', ROOT))
const START_SECONDS = 60
const LOG_LENGTH = 20_000

/** Applies the D1 migrations that the local store has not seen. */
export async function migrate(settings) {
  const run = runWrangler(['d1', 'migrations', 'apply', 'DB', '--local', ...persistence(settings)], settings)
  const code = await run.exited
  await run.stop()
  if (code !== 0) throw new Failure('the D1 migrations failed', run.log())
}

/** Starts the Worker, another `script` with its bindings, or that of another `config`, under `wrangler dev` and answers when it is healthy; what it reports after that goes to stderr. */
export async function serve(settings, variables) {
  const { port, base, verbose, script, config, inspectorPort = 0 } = settings
  const options = {
    ip: '127.0.0.1',
    port,
    'inspector-port': inspectorPort,
    'show-interactive-dev-session': false,
    'log-level': verbose ? 'log' : 'error',
  }
  const run = runWrangler(
    [
      'dev',
      ...(script ? [script] : []),
      ...(config ? [`--config=${config}`] : []),
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      ...Object.entries({ PUBLIC_URL: base, ...variables }).map(([name, value]) => `--var=${name}:${value}`),
      ...persistence(settings),
    ],
    settings,
  )
  await Promise.race([healthy(base, run), run.exited.then(() => stopped(run))])
  run.show()
  return { ended: run.exited.then(() => stopped(run)) }
}

function persistence({ state }) {
  return state ? [`--persist-to=${state}`] : []
}

/** A wrangler command whose output is kept until somebody wants to see it, or shown at once when the user asked for that. */
export function runWrangler(command, { verbose }) {
  const group = startGroup([WRANGLER, ...command], { cwd: ROOT, env: environment(), output: 'pipe' })
  let log = ''
  let shown = verbose
  for (const stream of [group.stdout, group.stderr]) {
    stream.setEncoding('utf8').on('data', (coloured) => {
      const text = process.stderr.isTTY ? coloured : stripVTControlCharacters(coloured)
      if (shown) process.stderr.write(text)
      else log = (log + text).slice(-LOG_LENGTH)
    })
  }
  function show() {
    process.stderr.write(log)
    shown = true
    log = ''
  }
  return { exited: group.exited, stop: group.stop, log: () => log, show }
}

/** No calls to Cloudflare or npm, no log files, and no registry that two copies would share. */
function environment() {
  return {
    ...process.env,
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    // Also keeps it from asking for updates.
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_WRITE_LOGS: 'false',
    WRANGLER_REGISTRY_PATH: fileURLToPath(new URL('.wrangler/registry', ROOT)),
    // Else it keeps a trace of every request, keys of shares and all, and shows the stores to whoever asks.
    X_LOCAL_OBSERVABILITY: 'false',
    X_LOCAL_EXPLORER: 'false',
  }
}

async function healthy(base, run) {
  const until = performance.now() + START_SECONDS * 1000
  let last = 'no answer'
  while (performance.now() < until) {
    try {
      const response = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(5000) })
      last = `${response.status} ${await response.text()}`
      if (response.ok) return
    } catch (error) {
      if (error.cause?.message === 'bad port') throw new Failure(`browsers refuse ${base}; choose another port: PORT=8787 npm start`)
    }
    await pause(100)
  }
  throw new Failure(`the Worker was not healthy within ${START_SECONDS} s (/healthz: ${last})`, run.log())
}

function stopped(run) {
  throw new Failure('the Worker stopped by itself', run.log())
}
