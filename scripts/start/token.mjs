import { randomBytes } from 'node:crypto'
import { appendFile, chmod, readFile } from 'node:fs/promises'
import { Failure } from './failure.mjs'

const FILE = new URL('../../.dev.vars', import.meta.url)
const SHORTEST = 16

/** The ADMIN_TOKEN in .dev.vars; one is made where there is none. */
export async function adminToken() {
  const text = await readFile(FILE, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw new Failure(`cannot read .dev.vars: ${error.message}`)
  })
  return tokenIn(text) ?? addToken(text)
}

function tokenIn(text) {
  const [, value] = /^[ \t]*(?:export[ \t]+)?ADMIN_TOKEN[ \t]*[=:][ \t]*(.*)$/m.exec(text) ?? []
  if (value === undefined) return null
  const token = /^(["'`])(.*?)\1/.exec(value)?.[2] ?? value.replace(/\s*(#.*)?$/, '')
  if (token.length < SHORTEST)
    throw new Failure(`.dev.vars: ADMIN_TOKEN needs at least ${SHORTEST} characters; remove its line for a random one`)
  return token
}

async function addToken(text) {
  const token = randomBytes(24).toString('hex')
  const separator = text === '' || text.endsWith('\n') ? '' : '\n'
  await appendFile(FILE, `${separator}ADMIN_TOKEN=${token}\n`, { mode: 0o600 })
  // The file may have been there before, readable by others.
  await chmod(FILE, 0o600)
  return token
}
