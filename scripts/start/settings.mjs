import { parseArgs } from 'node:util'
import { Failure } from './failure.mjs'

const PORT = 8787
/** Given on to the Worker where the environment has them: the settings of mail, and others. */
const MAIL = ['SMTP_URL', 'MAIL_FROM', 'MAIL_BOUNCE', 'MAIL_PER_SECOND', 'OPERATOR_EMAIL']
const OTHERS = ['ALLOW_PRIVATE_FETCH', 'SITE_LANGUAGE', 'BODY_RETENTION']
const USAGE = 'npm start -- [--verbose] [file …]'

/** What the command line and the environment ask for. */
export function readSettings(argv = process.argv.slice(2), env = process.env) {
  const { values, positionals } = parseCommandLine(argv)
  const port = readPort(env.PORT)
  return {
    port,
    base: `http://127.0.0.1:${port}`,
    files: positionals,
    /** Where wrangler keeps KV and D1; null for its own .wrangler/state. */
    state: env.WIREBRIEF_STATE || null,
    mail: given(MAIL, env),
    variables: { ...given(OTHERS, env), ...readPublicUrl(env.PUBLIC_URL) },
    /** Whether an empty store gets the samples. */
    samples: env.WIREBRIEF_SAMPLES !== '0',
    verbose: values.verbose || env.WIREBRIEF_LOG === '1',
  }
}

function given(names, env) {
  return Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]))
}

function parseCommandLine(args) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { verbose: { type: 'boolean', default: false } } })
  } catch (error) {
    throw new Failure(`${error.message.split('. ')[0]}; usage: ${USAGE}`)
  }
}

function readPort(text) {
  if (!text) return PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535) throw new Failure(`PORT must be a number from 1 to 65535, not "${text}"`)
  return port
}

/** The origin that readers use, where it is not this machine's port: behind a proxy. */
function readPublicUrl(text) {
  if (!text) return {}
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text)
    throw new Failure(`PUBLIC_URL must be an origin such as https://brief.example.org, without a path or a slash at its end, not "${text}"`)
  return { PUBLIC_URL: text }
}
