import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, beforeEach, test, vi } from 'vitest'
import { operations } from './commands.ts'
import { compareAll } from './compare.ts'
import { Model } from './model.ts'
import { sweep, sweepKv } from './sweep.ts'

/** Whatever is done in whatever order: the Worker says what a few lists in memory say. fast-check shrinks what fails to the shortest that does. */

const RUNS = env.FAULT_PLANS ? Math.ceil(Number(env.FAULT_PLANS) / 10) : 40

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-06-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

test('random operations', async () => {
  let done = 0
  await fc.assert(
    fc
      .asyncProperty(operations, async (commands) => {
        const model = new Model()
        await fc.asyncModelRun(() => ({ model, real: {} }), commands)
        await compareAll(model)
        done += [...commands].length
      })
      .afterEach(async () => {
        await sweep()
        await sweepKv()
      }),
    { numRuns: RUNS, ...(env.FAULT_SEED ? { seed: Number(env.FAULT_SEED) } : {}) },
  )
  console.log(`fault-model ${JSON.stringify({ runs: RUNS, operations: done })}`)
}, 3_600_000)
