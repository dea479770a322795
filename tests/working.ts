import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { z } from 'zod'
import worker from '../src/index.ts'
import type { Job } from '../src/core/job.ts'
import { storeOf } from '../src/store/store.ts'
import { tick } from '../src/jobs/tick.ts'
import { admin } from './worker.ts'

/** The clock and the queue, as the platform would work them: jobs are handed to the consumer until none is left. */

/** Hands jobs to the queue's consumer, in one batch. Gives the jobs that were woken by it. */
export async function consume(jobs: readonly Job[], bindings: Partial<Env> = {}): Promise<Job[]> {
  const woken: Job[] = []
  const queue = new Proxy(env.JOBS, {
    get(target, name) {
      if (name !== 'sendBatch') return Reflect.get(target, name)
      return (messages: Iterable<{ body: Job }>) => {
        for (const { body } of messages) woken.push(body)
        return Promise.resolve()
      }
    },
  })
  const messages = jobs.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body }))
  const context = createExecutionContext()
  await worker.queue(createMessageBatch('wirebrief-jobs', messages), { ...env, ...bindings, JOBS: queue }, context)
  await waitOnExecutionContext(context)
  return woken
}

/** Works jobs off, with all that they wake. */
export async function workOff(jobs: readonly Job[], bindings: Partial<Env> = {}): Promise<void> {
  let left = [...jobs]
  for (let round = 0; left.length > 0 && round < 50; round += 1) left = await consume(left, bindings)
}

/** A tick of the clock, and all that it sets off. */
export async function clock(bindings: Partial<Env> = {}): Promise<Job[]> {
  const jobs = await tick(storeOf(env), new Date(), bindings.BODY_RETENTION)
  await workOff(jobs, bindings)
  return jobs
}

const Ledger = z.object({
  mailings: z.array(z.object({ id: z.string(), kind: z.string(), state: z.string() })),
  counts: z.record(z.string(), z.int()),
  deliveries: z.array(
    z.object({
      subscriber: z.string(),
      email: z.string().nullable(),
      state: z.string(),
      attempts: z.int(),
      dueAt: z.string(),
      detail: z.string().nullable(),
    }),
  ),
  cursor: z.string().nullable(),
})

/** What the ledger says of an edition. */
export async function ledger(slug: string, number: number, query = '?limit=1000'): Promise<z.infer<typeof Ledger>> {
  return Ledger.parse(await (await admin('GET', `/api/briefings/${slug}/editions/${number}/deliveries${query}`)).json())
}

/** Adds readers who agreed, `r0@…` and so on. */
export async function subscribeReaders(slug: string, domain: string, count: number): Promise<void> {
  const readers = Array.from({ length: count }, (_, index) => ({
    email: `r${index}@${domain}`,
    consentedAt: '2026-01-01T00:00:00Z',
    consentSource: 'a test',
  }))
  for (let from = 0; from < count; from += 1000) {
    const answer = await admin('POST', `/api/briefings/${slug}/subscribers`, readers.slice(from, from + 1000))
    if (!answer.ok) throw new Error(await answer.text())
  }
}
