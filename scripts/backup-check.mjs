// `npm run backup-check`: backs a store up, restores it into an empty one, and compares the two; and has damaged files refused.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contentsOf, differences } from './backup-check/contents.mjs'
import { damaged } from './backup-check/damage.mjs'
import { fill } from './backup-check/fill.mjs'
import { checkOddRows } from './backup-check/odd-rows.mjs'
import { freePort } from './clone-check/ports.mjs'
import { check, expect, report } from './clone-check/steps.mjs'
import { adminOf } from './mail-check/admin.mjs'
import { stopGroups } from './process-group.mjs'
import { readDevVars } from './start/dev-vars.mjs'
import { startWirebrief } from './start-wirebrief.mjs'

const folder = mkdtempSync(join(tmpdir(), 'wirebrief-backup-check-'))
const port = await freePort()
const file = join(folder, 'store.backup')
const stores = { filled: join(folder, 'filled'), restored: join(folder, 'restored'), untouched: join(folder, 'untouched') }

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(1))
try {
  await checkBackup()
  await end(report())
} catch (error) {
  console.error(error)
  await end(1)
}

async function checkBackup() {
  await checkOddRows(join(folder, 'odd'))
  const { ADMIN_TOKEN: token } = await readDevVars()
  let paths = []
  let pages = []
  let found = []
  await check('a store is filled through the API', async () => {
    const base = await startWirebrief({ port, state: stores.filled })
    const call = adminOf(base, token)
    paths = await fill(call, base)
    pages = await read(base, paths)
    found = await search(call)
  })
  await stopGroups()
  await check('it is backed up, for nobody else to read', async () => {
    const { code, output } = await script('backup', stores.filled, file)
    expect(code === 0, output)
    expect((statSync(file).mode & 0o777) === 0o600, 'others may read it')
  })
  await check('a file that is there is not written over', async () => {
    const { code, output } = await script('backup', stores.filled, file)
    expect(code === 1 && output.includes('is there already'), output)
  })
  await check('a deployed store that nothing names is told in one line', async () => {
    const { code, output } = await script('backup', stores.filled, '--remote', join(folder, 'remote.backup'))
    expect(code === 1 && output.includes('does not name the deployed stores') && output.trimEnd().split('\n').length === 1, output)
  })
  for (const { what, bytes, says } of damaged(file)) await check(`a backup ${what} is refused`, () => expectRefusal(bytes, says))
  await check('none of these has written anything', async () => {
    const contents = await contentsOf(stores.untouched)
    expect(
      [...contents.values()].every((text) => text === ''),
      [...contents.keys()].join(', '),
    )
  })
  await check('it is restored', async () => {
    const { code, output } = await script('restore', stores.restored, file)
    expect(code === 0, output)
  })
  await checkEquality()
  await check('it is restored into no store that has something', async () => {
    const { code, output } = await script('restore', stores.restored, file)
    expect(code === 1 && output.includes('is not empty'), output)
  })
  await check('… unless that is wanted', async () => {
    const { code, output } = await script('restore', stores.restored, '--replace', file)
    expect(code === 0, output)
  })
  await checkEquality()
  await check('what is restored reads, searches and goes on as before', async () => {
    const base = await startWirebrief({ port, state: stores.restored })
    const call = adminOf(base, token)
    const now = await read(base, paths)
    for (const [index, path] of paths.entries()) expect(now[index] === pages[index], `${path} is another`)
    expect(found.length > 0 && JSON.stringify(await search(call)) === JSON.stringify(found), 'the search finds something else')
    const { number } = await call('POST', '/api/briefings/morning-brief/editions', {})
    expect(number === 2, `the next edition is number ${number}`)
  })
  await stopGroups()
}

async function checkEquality() {
  await check('every row and every value is the same', async () => {
    const differ = differences(await contentsOf(stores.filled), await contentsOf(stores.restored))
    expect(differ.length === 0, differ.join(', '))
  })
}

async function expectRefusal(bytes, words) {
  const spoilt = join(folder, 'spoilt.backup')
  writeFileSync(spoilt, bytes)
  const { code, output } = await script('restore', stores.untouched, spoilt)
  expect(code === 1 && output.includes('nothing was written') && output.includes(words), output)
  expect(output.trimEnd().split('\n').length === 1, `it says more than a line: ${output}`)
}

/** The words of headlines and of bodies: both are in the index. */
async function search(call) {
  const lists = await Promise.all(
    ['wind', 'spillway', 'put right'].map((words) => call('GET', `/api/articles?q=${encodeURIComponent(words)}`)),
  )
  return lists.map(({ articles }) => articles.map(({ id }) => id))
}

async function read(base, paths) {
  const answers = await Promise.all(paths.map((path) => fetch(base + path)))
  for (const { ok, status, url } of answers) expect(ok, `${url} answers ${status}`)
  return Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer()).toString('base64')))
}

function script(name, state, ...args) {
  const path = fileURLToPath(new URL(`${name}.mjs`, import.meta.url))
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { env: { ...process.env, WIREBRIEF_STATE: state } }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? 1) : 0, output: stdout + stderr }),
    )
  })
}

async function end(code) {
  await stopGroups()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
