import { randomOf, type Random } from './random.ts'
import type { Weather } from './platform.ts'

/** What a seed stands for: a little world, what is done in it, and what goes wrong meanwhile. The same seed, the same plan. */

export const STEPS = [
  'intake',
  'intakeTwice',
  'intakeList',
  'edit',
  'minor',
  'erase',
  'freeze',
  'send',
  'mailFrozen',
  'share',
  'revoke',
  'signUp',
  'confirm',
  'unsubscribe',
  'remove',
  'forget',
  'correct',
  'feed',
  'feedCorrected',
  'read',
  'tick',
  'queue',
] as const
export type StepKind = (typeof STEPS)[number]

export interface Step {
  readonly kind: StepKind
  /** Which of what there is it is done to: from 0 to below 1. */
  readonly pick: number
}

export interface Group {
  /** Done at once. */
  readonly steps: readonly Step[]
  /** What passes after them. */
  readonly milliseconds: number
}

export interface Plan {
  readonly seed: number
  readonly focus: string
  readonly weather: Weather
  readonly groups: readonly Group[]
  readonly hasSchedule: boolean
  readonly hasSource: boolean
  /** On the list from the beginning. */
  readonly readers: number
}

type Weights = Readonly<Partial<Record<StepKind, number>>>

const MACHINE: Weights = { tick: 3, queue: 4 }
const FOCUSES: Readonly<Record<string, Weights>> = {
  writing: { intake: 4, intakeTwice: 3, intakeList: 2, edit: 5, minor: 3, erase: 2, freeze: 2, read: 2 },
  sharing: { intake: 1, edit: 3, erase: 1, freeze: 3, share: 5, revoke: 4, read: 4 },
  lists: { signUp: 4, confirm: 5, unsubscribe: 2, remove: 1, forget: 1, send: 2, read: 1, tick: 2, queue: 6 },
  delivery: { send: 4, mailFrozen: 2, freeze: 1, unsubscribe: 2, remove: 1, forget: 1, erase: 1, edit: 4, correct: 5, tick: 4, queue: 10 },
  feeds: { feed: 4, feedCorrected: 3, read: 1, freeze: 1, ...MACHINE },
  everything: Object.fromEntries(STEPS.map((kind) => [kind, kind === 'tick' || kind === 'queue' ? 3 : 1])),
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** The plan of a seed. */
export function planOf(seed: number): Plan {
  const random = randomOf(`plan ${seed}`)
  const focus = random.weighted(Object.fromEntries(Object.keys(FOCUSES).map((name) => [name, name === 'delivery' ? 2 : 1])))
  const weights = FOCUSES[focus] ?? {}
  const hasSource = focus === 'feeds' || (focus === 'everything' && random.chance(0.5))
  const hasSchedule = random.chance(focus === 'delivery' || focus === 'everything' ? 0.4 : 0.1)
  const weather = weatherOf(random)
  const groups = Array.from({ length: (focus === 'delivery' ? 8 : 5) + random.int(5) }, (_, index) => ({
    steps: [
      ...(focus === 'delivery' && index === 0 ? [{ kind: 'send', pick: 0 } satisfies Step] : []),
      ...Array.from({ length: 1 + random.int(3) }, () => stepOf(random, weights)),
    ],
    milliseconds: passing(random),
  }))
  return { seed, focus, weather, groups, hasSchedule, hasSource, readers: focus === 'delivery' ? 8 : 3 }
}

function stepOf(random: Random, weights: Weights): Step {
  const name = random.weighted(weights)
  return { kind: STEPS.find((kind) => kind === name) ?? 'tick', pick: random.next() }
}

/** Mostly between bearable and bad; sometimes only one kind of thing goes wrong. */
function weatherOf(random: Random): Weather {
  const roughness = 0.3 + random.next() * 1.2
  const only = random.int(8)
  const of = (index: number, probability: number) => (only < 4 && only !== index ? 0 : probability * roughness * (only < 4 ? 2 : 1))
  return {
    nature: { fail: of(0, 0.06), lose: of(1, 0.05), hold: 0.1, delay: 0.1, die: of(2, 0.3) },
    manners: { later: of(3, 0.15), refused: of(3, 0.04), lostBefore: of(3, 0.04), lostAfter: of(3, 0.05) },
    repeat: 0.2,
  }
}

function passing(random: Random): number {
  const chance = random.next()
  if (chance < 0.7) return 60 * SECOND + random.int(60) * SECOND
  return chance < 0.95 ? 11 * MINUTE + random.int(10) * MINUTE : 3 * 60 * MINUTE
}
