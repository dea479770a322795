import type { Job } from '../core/job.ts'
import { logFailure } from '../log.ts'
import type { Platform } from './door.ts'

/** Wakes the queue's consumer for jobs, after the answer has gone out. Where that fails the clock finds them. */
export function wake(c: Platform, jobs: readonly Job[]): void {
  c.executionCtx.waitUntil(wakeJobs(c.env.JOBS, jobs))
}

/** Puts jobs on the queue, a hundred in one call. */
export async function wakeJobs(queue: Queue, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  try {
    await Promise.all(inHundreds(jobs).map((some) => queue.sendBatch(some.map((body) => ({ body })))))
  } catch (error) {
    logFailure('jobs-not-woken', { jobs: jobs.length, error: String(error) })
  }
}

function inHundreds(jobs: readonly Job[]): (readonly Job[])[] {
  return Array.from({ length: Math.ceil(jobs.length / 100) }, (_, index) => jobs.slice(index * 100, (index + 1) * 100))
}
