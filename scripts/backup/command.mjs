import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from '../start/failure.mjs'

const OPTIONS = { remote: { type: 'boolean', default: false }, env: { type: 'string' }, kv: { type: 'string' }, d1: { type: 'string' } }

/**
 * What the command line asks for: a file, by its path from where npm was called, and the store that it is of.
 * @param {string} usage @param {Record<string, { type: string, default?: unknown }>} more the command's own options
 */
export function readCommand(usage, more = {}, args = process.argv.slice(2), env = process.env) {
  const { values, positionals } = parse(args, { ...OPTIONS, ...more }, usage)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Failure(`name one file; usage: ${usage}`)
  if (!values.remote && (values.env ?? values.kv ?? values.d1) !== undefined)
    throw new Failure(`--env, --kv and --d1 are of a deployed store: say --remote, too; usage: ${usage}`)
  return { ...values, file: resolve(env.INIT_CWD ?? '.', file), state: env.WIREBRIEF_STATE || null }
}

function parse(args, options, usage) {
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new Failure(`${error.message.split('. ')[0]}; usage: ${usage}`)
  }
}
