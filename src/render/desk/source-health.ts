import type { PollEntry, SourceEntry } from '../../core/source.ts'
import { when } from './moment.ts'

/** How a source fares, in words. */

/** What it is called, as far as anybody knows yet. */
export function titleOf({ title, outlet, url }: Pick<SourceEntry, 'title' | 'outlet' | 'url'>): string {
  return title ?? outlet ?? hostOf(url)
}

/** Whether its feed is being fetched, or will be as soon as a job gets to it. */
export function isDue({ paused, nextPollAt }: SourceEntry, now: string): boolean {
  return !paused && nextPollAt <= now
}

export function healthView(source: SourceEntry, now: string) {
  const { paused, state, lastPollAt, lastSuccessAt, lastError, nextPollAt, lastDay } = source
  const due = isDue(source, now)
  return {
    stateText: paused ? 'paused' : state === 'ok' ? (lastPollAt === null ? 'not polled yet' : 'well') : STATES[state],
    troubled: !paused && state !== 'ok',
    inARow: state === 'ok' ? null : `${counted(source.failures, 'failure')}${source.failures === 1 ? '' : ' in a row'}`,
    failingSince: source.failingSince === null ? null : when(source.failingSince),
    polled: lastPollAt === null ? null : when(lastPollAt),
    succeeded: lastSuccessAt === null ? null : when(lastSuccessAt),
    due,
    nextPoll: paused || due ? null : when(nextPollAt),
    isPaused: paused,
    lastError,
    fresh: lastDay.created,
    pollsText: `${counted(lastDay.polls, 'poll')}${lastDay.failed > 0 ? `, of which ${lastDay.failed} failed` : ''}`,
    freshText: counted(lastDay.created, 'new article'),
    vanished: state === 'vanished',
  }
}

const STATES = { failing: 'failing', vanished: 'vanished' } as const

export function pollView({ at, outcome, status, detail, milliseconds, ...counts }: PollEntry) {
  return {
    at: when(at),
    outcomeText: OUTCOMES[outcome],
    failed: outcome === 'failed',
    httpStatus: status,
    created: counts.created,
    knownCount: counts.known,
    revised: counts.revised,
    heldCount: counts.held,
    warned: counts.warnings,
    took: `${(milliseconds / 1000).toFixed(1)} s`,
    said: detail,
  }
}

const OUTCOMES: Readonly<Record<PollEntry['outcome'], string>> = { read: 'read', unchanged: 'nothing new', failed: 'failed' }

/** Such as "read: 3 new articles, 1 revised". */
export function pollWords({ outcome, created, revised, held, known }: PollEntry): string {
  if (outcome === 'failed') return 'failed'
  if (outcome === 'unchanged') return 'found the feed unchanged'
  const parts = [
    `${created} new`,
    ...(revised > 0 ? [`${revised} revised`] : []),
    ...(held > 0 ? [`${held} held for an editor`] : []),
    ...(known > 0 ? [`${known} known already`] : []),
  ]
  return `read the feed: ${parts.join(', ')}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}
