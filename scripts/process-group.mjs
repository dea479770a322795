// A Node programme and all that it starts, ended as one.
import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

const GUARD = new URL('end-with-parent.mjs', import.meta.url)
// workerd ends at once and its stores survive a kill; wrangler would take 1.5 s to tidy up its temporary files.
const GRACE_MILLISECONDS = 300
const WINDOWS = process.platform === 'win32'

const groups = new Set()

process.on('exit', () => {
  for (const group of groups) group.signal('SIGKILL')
})

/**
 * Starts a Node programme in a process group of its own. The group ends with `stop` or `stopGroups`, and at the latest with this
 * process. `exited` answers the programme's exit code if it ends before it is stopped.
 * @param {string[]} command the script and its arguments
 * @param {{ node?: string, cwd: URL, env?: Record<string, string | undefined>, output: 'ignore' | 'pipe' }} options
 */
export function startGroup(command, { node = process.execPath, cwd, env = process.env, output }) {
  const child = spawn(node, ['--import', GUARD.href, ...command], { cwd, env, detached: !WINDOWS, stdio: ['pipe', output, 'pipe'] })
  const closed = new Promise((resolve) => child.once('close', resolve))
  let stopping = false

  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', async (code) => {
      // The rest of its output, which its own children may keep open.
      await Promise.race([closed, pause(500)])
      if (!stopping) resolve(code ?? 1)
    })
  })

  /** Whether there was anyone left to hear it. */
  function signal(name) {
    if (child.pid === undefined) return false
    if (WINDOWS) return spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']).status === 0
    try {
      return process.kill(-child.pid, name)
    } catch {
      return false
    }
  }

  async function stop() {
    stopping = true
    for (const stream of [child.stdout, child.stderr]) stream?.removeAllListeners('data').resume()
    if (signal('SIGTERM') && !WINDOWS && !(await isGone(GRACE_MILLISECONDS))) {
      signal('SIGKILL')
      await isGone(1000)
    }
    groups.delete(group)
  }

  async function isGone(milliseconds) {
    const until = performance.now() + milliseconds
    while (signal(0)) {
      if (performance.now() > until) return false
      await pause(20)
    }
    return true
  }

  const group = { stdout: child.stdout, stderr: child.stderr, exited, signal, stop }
  groups.add(group)
  return group
}

/** Ends every group that still runs. */
export async function stopGroups() {
  await Promise.all([...groups].map((group) => group.stop()))
}
