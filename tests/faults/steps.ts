import { bring, bringTwice, edit, erase } from './article-steps.ts'
import { chosen } from './chosen.ts'
import type { Step, StepKind } from './plan.ts'
import { confirm, leaving, signUp } from './reader-steps.ts'
import { freeze, read, revoke, share } from './snapshot-steps.ts'
import type { World } from './world.ts'

/** The steps of a plan: each is asked of the Worker, and what it answers is noted. One that finds nothing to be done to does nothing. */

type Do = (world: World, pick: number) => Promise<void>

/** Carries a step out. */
export function take(world: World, { kind, pick }: Step): Promise<void> {
  return DOING[kind](world, pick)
}

const DOING: Readonly<Record<StepKind, Do>> = {
  intake: (world) => bring(world, 1),
  intakeList: (world) => bring(world, 3),
  intakeTwice: bringTwice,
  edit: (world, pick) => edit(world, pick, `Corrected ${world.next()}: ${world.sentence()}`),
  minor: (world, pick) => edit(world, pick, null),
  erase,
  freeze: (world) => freeze(world, false),
  send: (world) => freeze(world, true),
  async mailFrozen(world, pick) {
    const edition = chosen(world.witness.editions, pick)
    if (edition) await world.admin('POST', `/api/briefings/${world.slug}/editions/${edition.number}/send`)
  },
  share,
  revoke,
  signUp,
  confirm,
  unsubscribe: (world, pick) => leaving(world, pick, 'unsubscribe'),
  remove: (world, pick) => leaving(world, pick, 'remove'),
  forget: (world, pick) => leaving(world, pick, 'forget'),
  async correct(world, pick) {
    const edition = chosen(world.witness.editions, pick)
    if (edition) await world.admin('POST', `/api/briefings/${world.slug}/editions/${edition.number}/correction`)
  },
  async feed(world) {
    world.feed.put(`n${world.next()}`, world.sentence())
  },
  async feedCorrected(world, pick) {
    const name = chosen([...world.feed.items.keys()], pick)
    if (name !== undefined) world.feed.put(name, world.sentence())
  },
  read,
  tick: (world) => world.platform.tick(),
  queue: (world, pick) => world.platform.consume(1 + Math.floor(pick * 10)),
}
