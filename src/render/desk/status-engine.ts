import type { MailStatus } from '../../core/mail-settings.ts'
import type { Standing } from '../../core/standing.ts'
import { when } from './moment.ts'
import type { Finding } from './status-places.ts'

/** That mail cannot be sent, where somebody waits for some. */
export function mailFindings({ readers, mailings, overdue }: Standing, { ready, missing }: MailStatus): Finding[] {
  if (ready) return []
  const owed = mailings.some(({ state }) => state === 'sending') || overdue.confirmations + overdue.links > 0
  if (!readers && !owed) return []
  const flaws = missing.filter(({ required }) => required).map(({ name, detail }) => `${name} ${detail}.`)
  return [{ text: 'Mail cannot be sent', todo: `${flaws.join(' ')} What is owed stays owed until then.`, where: null }]
}

/** Whether what drives all else runs: first the clock, then the queue that it wakes. */
export function engineFindings(
  { tickedAt, overdueBriefings, mailings, overdue }: Standing,
  mail: MailStatus,
  clockSince: string,
): Finding[] {
  const late = [
    counted(overdueBriefings.filter(({ reason }) => reason === null).length, 'briefing'),
    counted(mail.ready ? mailings.filter(({ overdueSince }) => overdueSince !== null).length : 0, 'mailing'),
    counted(overdue.sources, 'source'),
    counted(mail.ready ? overdue.confirmations : 0, 'confirmation'),
    counted(mail.ready ? overdue.links : 0, 'mail with a link', 'mails with a link'),
    counted(mail.ready && mail.operator !== null ? overdue.notices : 0, 'notice to the operator', 'notices to the operator'),
  ].filter((words) => words !== null)
  const since = tickedAt === null ? 'It has not run here yet.' : `It last ran at ${when(tickedAt).text}.`
  if (tickedAt === null ? late.length > 0 : tickedAt < clockSince) {
    const behind = late.length > 0 ? ` Overdue by it: ${late.join(', ')}.` : ''
    return [{ text: 'The clock does not run', todo: `${since}${behind} ${CLOCK}`, where: null }]
  }
  if (late.length === 0) return []
  return [
    {
      text: `The queue does not get to its work: ${late.join(', ')} overdue`,
      todo: QUEUE,
      where: overdue.sources > 0 ? '/desk/sources' : null,
    },
  ]
}

const CLOCK =
  'It is the cron trigger of the Worker: see that wrangler.toml has crons = ["*/5 * * * *"], deploy, and look at its Cron Events in the dashboard. On a machine of your own npm start runs it.'
const QUEUE =
  'The clock runs, so the jobs are called for and not done. See that the queue wirebrief-jobs has this Worker as its consumer, and look in the Worker’s log for "job-failed" and "jobs-not-woken".'

function counted(count: number, one: string, several = `${one}s`): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : several}`
}
