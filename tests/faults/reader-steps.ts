import { chosen } from './chosen.ts'
import { leave } from './leave.ts'
import type { Leaving } from './witness.ts'
import type { World } from './world.ts'

/** Readers sign up, confirm, and leave. */

export async function signUp(world: World, pick: number): Promise<void> {
  const email = `s${Math.floor(pick * 3)}@plan-${world.plan.seed}.example`
  const reader = world.witness.readers.get(email) ?? { email, subscriber: null, activeSince: null, asked: 0, askedAt: 0, leavings: [] }
  // Whoever has left does not come back in these plans, unless they do both at once.
  if (reader.leavings.length > 0) return
  world.witness.readers.set(email, reader)
  reader.asked += 1
  const { end } = await world.visit('POST', `/briefings/${world.slug}/subscribe`, { email })
  reader.askedAt = end
}

export async function confirm(world: World, pick: number): Promise<void> {
  const mail = chosen(
    world.platform.sink.arrived.filter(({ confirmToken }) => confirmToken !== null),
    pick,
  )
  if (!mail) return
  const { end, answer } = await world.visit('POST', `/subscriptions/confirm/${mail.confirmToken}`, {})
  const reader = world.witness.readers.get(mail.to)
  if (reader && answer?.status === 200) reader.activeSince ??= end
}

export function leaving(world: World, pick: number, how: Leaving['how']): Promise<void> {
  return leave(world, chosen([...world.witness.readers.values()], pick), how)
}
