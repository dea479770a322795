import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import { checkArticles } from './check-articles.ts'
import { checkEditions } from './check-editions.ts'
import { checkMail, readMail } from './check-mail.ts'
import { planOf } from './plan.ts'
import { settle } from './settle.ts'
import { take } from './steps.ts'
import { sweep } from './sweep.ts'
import type { Tally } from './trouble.ts'
import { claimExplained } from './witness.ts'
import { World } from './world.ts'

/** What came of a plan. */
export interface Ran {
  readonly seed: number
  readonly focus: string
  readonly violations: readonly string[]
  /** The plan as it went. */
  readonly log: readonly string[]
  /** How much of what happened in it. */
  readonly counts: Readonly<Record<string, number>>
}

/** Carries out the plan of a seed, and checks what holds once all is through. */
export async function runPlan(seed: number, tally: Tally): Promise<Ran> {
  const plan = planOf(seed)
  const world = new World(plan, tally)
  const { platform, witness } = world
  vi.stubGlobal('fetch', async () => world.feed.answer())
  const pausing = vi.spyOn(scheduler, 'wait').mockImplementation(async (milliseconds) => platform.pass(milliseconds))
  const errors = vi.spyOn(console, 'error').mockImplementation((line) => void platform.log.push(`    ${String(line)}`))
  try {
    await world.begin()
    for (const { steps, milliseconds } of plan.groups) {
      platform.log.push(`— at once: ${steps.map(({ kind }) => kind).join(', ')}`)
      await Promise.all(steps.map((step) => take(world, step)))
      platform.pass(milliseconds)
    }
    platform.log.push('— the faults stop')
    await settle(world)
    await finish(world)
    await checkArticles(world)
    claimExplained(witness)
    checkMail(world, await readMail(world, await checkEditions(world)))
  } catch (error) {
    witness.claim(false, `the plan could not be carried out: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  } finally {
    vi.unstubAllGlobals()
    pausing.mockRestore()
    errors.mockRestore()
    await sweep()
  }
  return { seed, focus: plan.focus, violations: witness.violations, log: platform.log, counts: countsOf(world) }
}

function countsOf({ witness, platform, feed }: World): Ran['counts'] {
  const { articles, editions, shares, readers } = witness
  const writes = [...articles.values()].flatMap((known) => known.writes)
  const { arrived } = platform.sink
  return {
    invocations: platform.invocations,
    articles: articles.size,
    corrections: writes.filter(({ note, acknowledged }) => note !== null && acknowledged).length,
    erasures: writes.filter(({ text, acknowledged }) => text === null && acknowledged).length,
    editions: editions.length,
    shares: shares.length,
    revocations: shares.filter(({ revocations }) => revocations.some(({ acknowledged }) => acknowledged)).length,
    'mails of editions and corrections': arrived.filter(({ delivery }) => delivery !== null).length,
    'mails to confirm': arrived.filter(({ delivery }) => delivery === null).length,
    leavings: [...readers.values()].flatMap(({ leavings }) => leavings).filter(({ acknowledged }) => acknowledged).length,
    'items of feeds': feed.items.size,
    'feeds that failed': feed.failures,
    ...Object.fromEntries(Object.entries(platform.sink.counts).map(([what, count]) => [`a mail is ${what}`, count])),
  }
}

/** What an editor does who was not answered: asks again. And tells the readers what was corrected. */
async function finish(world: World): Promise<void> {
  const { witness, slug } = world
  for (const { id, writes } of witness.articles.values()) {
    const last = writes.findLast(({ text }) => text === null)
    if (!last || last.acknowledged) continue
    const { start, end, answer } = await world.admin('DELETE', `/api/articles/${id}`)
    const acknowledged = answer?.status === 204 || answer?.status === 404
    witness.claim(acknowledged, `erasing ${id} again answers ${answer?.status}`)
    writes.push({ start, end, acknowledged, text: null, note: null, revision: null })
  }
  const { results } = await env.DB.prepare('SELECT number FROM editions WHERE briefing = ?1').bind(slug).all<{ number: number }>()
  for (const { number } of results) {
    const { answer } = await world.admin('POST', `/api/briefings/${slug}/editions/${number}/correction`)
    witness.claim(answer?.status === 201 || answer?.status === 409, `telling the correction of edition ${number} answers ${answer?.status}`)
  }
  await settle(world)
}
