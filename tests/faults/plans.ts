import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runPlan, type Ran } from './run-plan.ts'
import type { Tally } from './trouble.ts'

/** Runs of many plans, or of the one that `FAULT_SEED` names. */

/** So many plans run with the other tests. */
const FEW = 24
/** No more than so many failing plans are told. */
const MOST_FAILURES = 10

/** Declares the test that runs every plan whose seed leaves this remainder when it is divided by `parts`. */
export function runsPlans(part: number, parts: number): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  test(`what was promised holds, whatever goes wrong (${part + 1} of ${parts})`, async () => {
    const seeds = seedsOf(part, parts)
    const tally: Tally = new Map()
    const failed: Ran[] = []
    let ran = 0
    const counts = new Map<string, number>()
    const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count)
    for (const seed of seeds) {
      const came = await runPlan(seed, tally)
      ran += 1
      add(`plans: ${came.focus}`, 1)
      for (const [name, count] of Object.entries(came.counts)) add(name, count)
      if (came.violations.length > 0) failed.push(came)
      else if (env.FAULT_SEED) tell(came)
      if (failed.length >= MOST_FAILURES) break
    }
    for (const one of failed) tell(one)
    if (ran > 0)
      console.log(
        `fault-plans ${JSON.stringify({ plans: ran, failed: failed.length, counts: Object.fromEntries(counts), faults: Object.fromEntries(tally) })}`,
      )
    expect(failed.map(({ seed, violations }) => ({ seed, violations }))).toEqual([])
  }, 3_600_000)
}

function tell({ seed, focus, violations, log }: Ran): void {
  console.log(`FAULT_SEED=${seed} npm run faults    # ${focus}\n  ${violations.join('\n  ')}\n    ${log.join('\n    ')}`)
}

function seedsOf(part: number, parts: number): number[] {
  const { FAULT_SEED, FAULT_PLANS } = env
  if (FAULT_SEED) return part === 0 ? [Number(FAULT_SEED)] : []
  const count = Number(FAULT_PLANS || FEW)
  return Array.from({ length: count }, (_, index) => index + 1).filter((seed) => seed % parts === part)
}
