import { DELIVERY_STATES, type DeliveryState } from '../../core/delivery.ts'
import { when } from './moment.ts'

/** A page of the ledger: what is owed to whom, and what became of it. */
export interface LedgerPage {
  readonly mailings: readonly {
    readonly id: string
    readonly kind: string
    readonly state: string
    readonly createdAt: string
    readonly actor: string | null
  }[]
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>
  readonly deliveries: readonly {
    readonly email: string | null
    readonly webhook: string | null
    readonly state: DeliveryState
    readonly attempts: number
    readonly at: string
    readonly dueAt: string
    readonly detail: string | null
  }[]
  /** The mailing that was asked for; null for the edition's own. */
  readonly mailing: string | null
  readonly state: DeliveryState | null
  /** Where the next page begins; null on the last. */
  readonly next: string | null
}

const WORDS: Readonly<Record<DeliveryState, string>> = {
  queued: 'queued',
  sending: 'leaving now',
  sent: 'sent',
  bounced: 'bounced',
  failed: 'failed',
  unknown: 'may have arrived',
  cancelled: 'cancelled',
}

const MAILING_WORDS: Readonly<Record<string, string>> = {
  sending: 'is being sent',
  paused: 'is paused',
  done: 'is through',
  cancelled: 'was cancelled',
}

export function ledgerView(ledger: LedgerPage, path: string, timezone: string) {
  const { mailings, counts, state } = ledger
  const shown = mailings.find(({ id, kind }) => (ledger.mailing === null ? kind === 'edition' : id === ledger.mailing)) ?? null
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const settled = total - (counts.queued ?? 0) - (counts.sending ?? 0)
  const link = (more: Readonly<Record<string, string | null>>) => {
    const query = new URLSearchParams(
      Object.entries({ mailing: ledger.mailing, ...more }).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    )
    return query.size > 0 ? `${path}?${query.toString()}` : path
  }
  return {
    mailings: mailings.map(({ id, kind, state: standing, createdAt, actor }) => ({
      address: link({ mailing: kind === 'edition' ? null : id }),
      mailingKind: kind === 'edition' ? 'The edition' : 'A correction',
      opened: when(createdAt, timezone),
      by: actor,
      standing: MAILING_WORDS[standing] ?? standing,
      current: id === shown?.id,
    })),
    progress: shown && {
      sending: shown.state === 'sending',
      words: MAILING_WORDS[shown.state] ?? shown.state,
      total,
      settled,
      counted: DELIVERY_STATES.flatMap((one) => ((counts[one] ?? 0) > 0 ? [`${counts[one]} ${WORDS[one]}`] : [])).join(', '),
    },
    filters: [
      { address: link({ state: null }), filterText: `All ${total}`, current: state === null },
      ...DELIVERY_STATES.flatMap((one) => {
        const count = counts[one] ?? 0
        return count > 0 || one === state
          ? [{ address: link({ state: one }), filterText: `${count} ${WORDS[one]}`, current: one === state }]
          : []
      }),
    ],
    deliveries: ledger.deliveries.map((one) => ({
      email: one.webhook === null ? one.email : `Webhook: ${one.webhook}`,
      stateText: WORDS[one.state],
      attempts: one.attempts,
      at: when(one.at, timezone),
      again: one.state === 'queued' && one.attempts > 0 ? when(one.dueAt, timezone) : null,
      why: one.detail,
    })),
    next: ledger.next === null ? null : { nextAddress: link({ state, cursor: ledger.next }) },
  }
}
