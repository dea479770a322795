import type { Context } from 'hono'
import type { Job } from '../core/job.ts'
import { logFailure } from '../log.ts'
import type { Door } from './door.ts'

/** Wakes the queue's consumer for jobs, after the answer has gone out. Where that fails the clock finds them. */
export function wake(c: Context<Door>, jobs: readonly Job[]): void {
  c.executionCtx.waitUntil(wakeJobs(c.env.JOBS, jobs))
}

/** Puts jobs on the queue, in one call. */
export async function wakeJobs(queue: Queue, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  try {
    await queue.sendBatch(jobs.map((body) => ({ body })))
  } catch (error) {
    logFailure('jobs-not-woken', { jobs: jobs.length, error: String(error) })
  }
}
