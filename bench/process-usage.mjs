import { readdirSync, readFileSync } from 'node:fs'

/** Memory (in megabytes; of the largest) and CPU time (of all) of the workerds that this process has started, as Linux tells them. */
export function usageOf() {
  const processes = readProcesses()
  const isOurs = (pid) => pid === process.pid || (processes.has(pid) && isOurs(processes.get(pid).parent))
  const workers = [...processes].filter(([pid, { name }]) => name === 'workerd' && isOurs(pid)).map(([, process_]) => process_)
  const most = (key) => Math.round(Math.max(0, ...workers.map((one) => one[key])) / 1024)
  return { now: most('now'), highest: most('highest'), cpuSeconds: workers.reduce((sum, { ticks }) => sum + ticks, 0) / 100 }
}

function readProcesses() {
  const processes = new Map()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      const field = (key) => new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? ''
      processes.set(Number(name), {
        parent: Number(field('PPid')),
        name: field('Name'),
        now: Number(field('VmRSS')),
        highest: Number(field('VmHWM')),
        ticks: ticksOf(name),
      })
    } catch {
      // Gone meanwhile.
    }
  }
  return processes
}

/** User and system time (proc(5)), in hundredths of a second. */
function ticksOf(pid) {
  const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const [utime = '0', stime = '0'] = fields.join(') ').split(' ').slice(11, 13)
  return Number(utime) + Number(stime)
}
