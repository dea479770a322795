import { randomBytes } from 'node:crypto'
import { appendFile, chmod, readFile } from 'node:fs/promises'
import { Failure } from './failure.mjs'

const FILE = new URL('../../.dev.vars', import.meta.url)
/** The secrets that a Worker cannot do without, and how long each is at the least. */
const SECRETS = { ADMIN_TOKEN: 16, TOKEN_SECRET: 32, ADDRESS_PEPPER: 32 }
const LINE = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*[=:][ \t]*(.*)$/gm

/** What .dev.vars sets, by name; secrets that it lacks are made and added to it. */
export async function readDevVars() {
  const text = await readFile(FILE, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw new Failure(`cannot read .dev.vars: ${error.message}`)
  })
  const variables = parse(text)
  for (const [name, shortest] of Object.entries(SECRETS)) {
    if (name in variables && variables[name].length < shortest)
      throw new Failure(`.dev.vars: ${name} needs at least ${shortest} characters; remove its line for a random one`)
  }
  const missing = Object.keys(SECRETS).filter((name) => !(name in variables))
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(24).toString('hex')]))
  await add(text, made)
  return { ...variables, ...made }
}

function parse(text) {
  return Object.fromEntries([...text.matchAll(LINE)].map(([, name, value]) => [name, unquoted(value)]))
}

function unquoted(value) {
  return /^(["'`])(.*?)\1/.exec(value)?.[2] ?? value.replace(/\s*(#.*)?$/, '')
}

async function add(text, made) {
  const lines = Object.entries(made).map(([name, secret]) => `${name}=${secret}\n`)
  if (lines.length === 0) return
  const separator = text === '' || text.endsWith('\n') ? '' : '\n'
  await appendFile(FILE, separator + lines.join(''), { mode: 0o600 })
  // The file may have been there before, readable by others.
  await chmod(FILE, 0o600)
}
