import { Hono } from 'hono'
import { toInstant } from '../../core/field.ts'
import { textsKeptSince } from '../../core/retention.ts'
import { renderStatus } from '../../render/desk/status.ts'
import { readStanding } from '../../store/standing.ts'
import { storeOf } from '../../store/store.ts'
import { mailStatusOf } from '../mail-status.ts'
import { page } from './answer.ts'
import type { DeskDoor } from './door.ts'

/** `/desk/status`: what is stuck, and what to do. */
export const status = new Hono<DeskDoor>()

const MINUTE = 60_000
const LATE = 10 * MINUTE
/** The clock runs every five minutes, and may miss one. */
const CLOCK_STOPPED = 12 * MINUTE
const WEEK = 7 * 24 * 60 * MINUTE

status.get('/', async (c) => {
  const now = new Date()
  const ago = (milliseconds: number) => toInstant(new Date(now.getTime() - milliseconds))
  // The page asks again by its script, which has no use for the counts.
  const counted = c.req.header('Sec-Fetch-Dest') !== 'empty'
  const { standing, stored } = await readStanding(storeOf(c.env), { now: ago(0), late: ago(LATE), week: ago(WEEK) }, counted)
  const kept = textsKeptSince(c.env.BODY_RETENTION, now)
  const shown = {
    standing,
    stored,
    mail: mailStatusOf(c.env),
    retention: kept.ok && kept.value !== null ? (c.env.BODY_RETENTION ?? null) : null,
    retentionFlaw: kept.ok ? null : kept.error,
    clockSince: ago(CLOCK_STOPPED),
  }
  return page(c, { area: 'status', heading: 'Status' }, (frame) => renderStatus(frame, shown))
})
