// Installs what is missing before `npm start` and `npm test`. Node 20 and no packages are enough: it runs when there are none.
import { existsSync, readFileSync } from 'node:fs'
import { endWithNpm } from './end-with-npm.mjs'
import { startGroup, stopGroups } from './process-group.mjs'

const ROOT = new URL('../', import.meta.url)

/** npm scripts find this Node first on PATH. An install script brings it, so what npm has noted down does not prove it is there. */
const NODE = new URL(process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node', ROOT)

if (!isInstalled()) await install()

/** Whether node_modules holds every package of the lock in the lock's version; those for other platforms may be missing. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  if (!installed || !existsSync(NODE)) return false
  const { '': _project, ...locked } = packagesOf('package-lock.json') ?? {}
  return Object.entries(locked).every(([path, { version, optional }]) => (installed[path] ? installed[path].version === version : optional))
}

function packagesOf(lock) {
  try {
    return JSON.parse(readFileSync(new URL(lock, ROOT), 'utf8')).packages
  } catch {
    return null
  }
}

async function install() {
  const command = existsSync(new URL('package-lock.json', ROOT)) ? 'ci' : 'install'
  const npm = process.env.npm_execpath
  if (!npm) fail('start this through npm: "npm start" or "npm test"')

  console.log(`Installing packages (npm ${command}) …`)
  const group = startGroup([npm, command, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
    // Not the one in node_modules, which `npm ci` removes first.
    node: process.env.npm_node_execpath,
    cwd: ROOT,
    output: 'ignore',
  })
  group.stderr.pipe(process.stderr)
  void endWithNpm()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopGroups().then(() => process.exit(1)))

  const code = await group.exited
  if (code !== 0) fail(`npm ${command} failed`)
  if (!existsSync(NODE)) fail('Node 24 is missing after the install: npm has to be allowed to run install scripts (is ignore-scripts set?)')
}

function fail(message) {
  console.error(`wirebrief: ${message}`)
  process.exit(1)
}
