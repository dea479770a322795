import { deliveryOf } from '../../src/core/delivery-id.ts'
import type { Random } from './random.ts'

/** The mailboxes of a plan, and the way there, which answers as it likes. */

export interface Arrived {
  readonly to: string
  /** The mailing and the subscriber that its Message-ID names; null of a mail that is no delivery. */
  readonly delivery: { readonly mailing: string; readonly subscriber: string } | null
  /** Of the link in a mail to confirm a sign-up. */
  readonly confirmToken: string | null
  readonly raw: string
  /** Its place in the order of all that happened. */
  readonly at: number
  /** When the invocation that sent it began. */
  readonly since: number
}

type Handed = Pick<Arrived, 'to' | 'raw' | 'at' | 'since'>

/** What the other side does with a message: how likely each is. */
export interface Manners {
  readonly later: number
  readonly refused: number
  readonly lostBefore: number
  readonly lostAfter: number
}

export const POLITE: Manners = { later: 0, refused: 0, lostBefore: 0, lostAfter: 0 }

export class Sink {
  readonly arrived: Arrived[] = []
  /** Addresses whose mailbox was refused: nobody writes to them again. */
  readonly refused = new Set<string>()
  /** How often it did not simply take a message. */
  readonly counts: Record<'refused for now' | 'refused' | 'lost' | 'taken and its answer lost', number> = {
    'refused for now': 0,
    refused: 0,
    lost: 0,
    'taken and its answer lost': 0,
  }

  /** Takes a message, or throws what Cloudflare's binding throws. */
  take(handed: Handed, random: Random, { later, refused, lostBefore, lostAfter }: Manners): void {
    const { to, raw } = handed
    const chance = random.next()
    if (chance < later) {
      this.counts['refused for now'] += 1
      throw coded('E_RATE_LIMIT_EXCEEDED')
    }
    if (chance < later + refused) {
      this.refused.add(to)
      this.counts.refused += 1
      throw coded('E_RECIPIENT_SUPPRESSED')
    }
    if (chance < later + refused + lostBefore) {
      this.counts.lost += 1
      throw new Error('the connection was lost before the message was through')
    }
    const [, id = ''] = /^Message-ID: *(?:\r\n )?(\S+)/im.exec(raw) ?? []
    const [, confirmToken = null] = /\/subscriptions\/confirm\/([\w.~-]+)/.exec(unfolded(raw)) ?? []
    this.arrived.push({ ...handed, delivery: deliveryOf(id), confirmToken })
    if (chance >= later + refused + lostBefore + lostAfter) return
    this.counts['taken and its answer lost'] += 1
    throw new Error('the connection was lost after the message was through')
  }
}

function coded(code: string): Error {
  return Object.assign(new Error('as the plan says'), { code })
}

/** A message's text as one line. */
export function unfolded(raw: string): string {
  return raw
    .replaceAll('=\r\n', '')
    .replaceAll('=3D', '=')
    .replaceAll(/\r\n>? ?|\s+/g, ' ')
}
