import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The processes that run in or from a folder: by working directory (where the system tells) or command line. */
export function processesIn(folder) {
  return listProcesses().filter(({ pid, command, cwd }) => pid !== process.pid && (command.includes(folder) || cwd.startsWith(folder)))
}

/** Kills what should not be there any more. */
export function killAll(folder) {
  for (const { pid } of processesIn(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone meanwhile.
    }
  }
}

function listProcesses() {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n')
    return lines.flatMap((line) => {
      const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line) ?? []
      return pid ? [{ pid: Number(pid), command, cwd: '' }] : []
    })
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return [{ pid: Number(pid), command, cwd: readlinkSync(`/proc/${pid}/cwd`) }]
      } catch {
        // Gone meanwhile, a kernel thread, or another user's.
        return []
      }
    })
}
