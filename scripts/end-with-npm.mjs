import { setTimeout as pause } from 'node:timers/promises'

/**
 * Ends this process once npm is gone. The shell that npm puts in between may die of npm's SIGTERM without passing it on; npm then
 * waits no longer, so what was started here goes at once, too.
 */
export async function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  while (process.ppid === parent) await pause(50, undefined, { ref: false })
  process.exit(1)
}
