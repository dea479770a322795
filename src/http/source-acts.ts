import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { SourceEntry, SourceSettings } from '../core/source.ts'
import { findSource, findSourceOf, insertSource, makeDue, pauseSource, replaceSource } from '../store/sources.ts'
import { storeOf } from '../store/store.ts'
import { readWebSetting } from '../web/setting.ts'
import { actOf, type Asked } from './door.ts'
import { wake } from './wake.ts'

/** What the API and the desk do with sources: the act itself, and the poll that it wakes. */

/** Adds a source, which is polled at once. Gives its id. */
export async function addSource(c: Asked, settings: SourceSettings): Promise<Result<string, Refusal>> {
  const objection = await objectionTo(settings.url, c.env)
  if (objection) return fail(objection)
  const { now, newId } = actOf(c)
  const id = newId()
  if (!(await insertSource(storeOf(c.env), id, settings, now))) return fail(await taken(settings.url, c.env))
  wake(c, [{ kind: 'poll', source: id }])
  return ok(id)
}

/** Replaces a source's settings; it is polled at once unless it is paused. `seen` are those that its writer has seen, if they say so. */
export async function changeSource(
  c: Asked,
  id: string,
  settings: SourceSettings,
  seen: SourceSettings | null = null,
): Promise<Result<null, Refusal>> {
  const objection = await objectionTo(settings.url, c.env)
  if (objection) return fail(objection)
  const store = storeOf(c.env)
  const { now } = actOf(c)
  const replaced = await replaceSource(store, id, settings, now, seen)
  if (replaced === 'taken') return fail(await taken(settings.url, c.env))
  if (replaced === 'missing') return fail(seen && (await findSource(store, id, now)) ? changed : missing)
  if (!settings.paused) wake(c, [{ kind: 'poll', source: id }])
  return ok(null)
}

/** Has a source polled now, whatever it waits for. Gives it as it is. */
export async function pollNow(c: Asked, id: string): Promise<Result<SourceEntry, Refusal>> {
  const store = storeOf(c.env)
  const { now } = actOf(c)
  const source = await findSource(store, id, now)
  if (!source) return fail(missing)
  if (source.paused)
    return fail({ status: 409, detail: 'This source is paused: PUT it with "paused": false, and it is polled.', flaws: [] })
  await makeDue(store, id, now)
  wake(c, [{ kind: 'poll', source: id }])
  return ok({ ...source, nextPollAt: now })
}

/** Has a source polled no more; or again, and at once. False when there is none. */
export async function setPaused(c: Asked, id: string, paused: boolean): Promise<boolean> {
  if (!(await pauseSource(storeOf(c.env), id, paused, actOf(c).now))) return false
  if (!paused) wake(c, [{ kind: 'poll', source: id }])
  return true
}

/** Why a feed's address would never be fetched. What may pass by the next poll does not count. */
async function objectionTo(url: string, env: Env): Promise<Refusal | null> {
  const objection = await readWebSetting(env).guard(new URL(url))
  return objection && !objection.passing ? unprocessable([{ pointer: '/url', detail: `it ${objection.detail}` }]) : null
}

async function taken(url: string, env: Env): Promise<Refusal> {
  const id = await findSourceOf(storeOf(env), url)
  return {
    status: 409,
    detail: 'There is a source of this feed already.',
    flaws: [{ pointer: '/url', detail: `is that of the source ${id}` }],
  }
}

const missing: Refusal = { status: 404, detail: 'There is no such source.', flaws: [] }

const changed: Refusal = { status: 412, detail: 'The source has changed since you read it.', flaws: [] }
