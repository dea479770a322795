import type { MailingStanding, Standing } from '../../core/standing.ts'
import { edition, ledger, nameOf, type Finding } from './status-places.ts'

/** What goes on once somebody decides. */
export function waitingIn({ waiting, mailings, held, proposals }: Standing): Finding[] {
  return [
    ...waiting.map((one) => ({
      text: `Edition ${one.number} of ${one.briefing} waits for approval`,
      todo: 'Nobody sees it until somebody approves it.',
      where: edition(one.briefing, one.number),
    })),
    ...mailings
      .filter(({ state }) => state === 'paused')
      .map((one) => ({
        text: `${nameOf(one)} is paused`,
        todo: `${one.total - one.open} of ${one.total} are settled. Resume it, or leave it.`,
        where: ledger(one),
      })),
    ...mailings
      .filter(({ state, failed, unknown }) => state !== 'paused' && failed + unknown > 0)
      .map((one) => ({ text: `${nameOf(one)} did not reach everybody`, todo: lossesOf(one), where: ledger(one) })),
    ...(held > 0
      ? [
          {
            text: `${held === 1 ? 'An article has' : `${held} articles have`} a new text that waits`,
            todo: 'Its source sent it after somebody here had edited the article. The overview names each: take it, or leave it.',
            where: '/desk',
          },
        ]
      : []),
    ...(proposals > 0
      ? [
          {
            text: proposals === 1 ? 'Two articles may be one story' : `${proposals} pairs of articles may be one story each`,
            todo: 'Say of each whether it is.',
            where: '/desk/stories',
          },
        ]
      : []),
  ]
}

function lossesOf({ failed, unknown }: MailingStanding): string {
  return [
    failed > 0 ? `${failed} failed: the ledger says why of each.` : '',
    unknown > 0 ? `${unknown} may or may not have arrived: send them once more, or leave it.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
