import type { SourceState } from './source.ts'

/** How everything stands that happens by itself: what the status page goes by. */

/** A mailing that goes on, is paused, or of which some messages did not arrive. */
export interface MailingStanding {
  readonly briefing: string
  readonly edition: number
  readonly kind: 'edition' | 'correction'
  readonly state: 'sending' | 'paused' | 'done'
  /** Its messages, and those of them that have not left; not counted of one that is done. */
  readonly total: number
  readonly open: number
  readonly failed: number
  readonly unknown: number
  /** Since when a message of it could have been sent and nobody is at it; null where that is not so. */
  readonly overdueSince: string | null
}

/** A briefing whose due time has passed. */
export interface OverdueBriefing {
  readonly slug: string
  readonly dueAt: string
  /** Why the last try failed; null where none was made. */
  readonly reason: string | null
}

export interface TroubledSource {
  readonly id: string
  readonly title: string | null
  readonly outlet: string | null
  readonly url: string
  readonly health: Exclude<SourceState, 'ok'>
  readonly failingSince: string | null
  readonly lastError: string | null
}

/** A webhook that did not take what was last posted to it. */
export interface TroubledWebhook {
  readonly briefing: string
  readonly host: string
  readonly label: string | null
  readonly edition: number
  readonly detail: string | null
}

export interface Standing {
  /** When the clock last ran to its end; null where it never has. */
  readonly tickedAt: string | null
  readonly mailings: readonly MailingStanding[]
  readonly overdueBriefings: readonly OverdueBriefing[]
  /** Editions that could not be made, in the last week. */
  readonly failedRuns: readonly { readonly briefing: string; readonly dueAt: string; readonly reason: string | null }[]
  readonly waiting: readonly { readonly briefing: string; readonly number: number }[]
  readonly sources: readonly TroubledSource[]
  readonly webhooks: readonly TroubledWebhook[]
  /** How many of each could have been done more than ten minutes ago. */
  readonly overdue: { readonly sources: number; readonly confirmations: number; readonly links: number; readonly notices: number }
  /** Articles of which a source's new text waits for an editor. */
  readonly held: number
  /** Pairs of articles that an editor is asked about. */
  readonly proposals: number
  /** Readers by mail who are on a list. */
  readonly readers: boolean
}

/** How much is stored. */
export interface Stored {
  readonly articles: number
  readonly revisions: number
  readonly briefings: number
  readonly editions: number
  readonly subscribers: number
  readonly sources: number
  /** Of the database, in bytes. */
  readonly bytes: number
}
