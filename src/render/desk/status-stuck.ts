import type { MailStatus } from '../../core/mail-settings.ts'
import type { MailingStanding, Standing, TroubledSource } from '../../core/standing.ts'
import { when } from './moment.ts'
import { titleOf } from './source-health.ts'
import { engineFindings, mailFindings } from './status-engine.ts'
import { briefing, ledger, nameOf, type Finding } from './status-places.ts'

/** What the status page goes by. */
export interface Matter {
  readonly standing: Standing
  readonly mail: MailStatus
  /** What is wrong with BODY_RETENTION; null when nothing is. */
  readonly retentionFlaw: string | null
  /** Where the clock last ran before this moment (RFC 3339, UTC), it has stopped. */
  readonly clockSince: string
}

/** What does not go on by itself as it should. */
export function stuckIn({ standing, mail, retentionFlaw, clockSince }: Matter): Finding[] {
  return [
    ...mailFindings(standing, mail),
    ...engineFindings(standing, mail, clockSince),
    ...standing.overdueBriefings.map(({ slug, dueAt, reason }) => ({
      text: `The edition of ${slug} that was due at ${when(dueAt).text} is not made`,
      todo:
        reason === null
          ? 'Nobody has tried yet. It is made as soon as the clock and the queue run.'
          : `The last try failed: ${reason}. It is tried again at each tick of the clock.`,
      where: briefing(slug),
    })),
    ...standing.failedRuns
      .filter((run) => !standing.overdueBriefings.some(({ slug }) => slug === run.briefing))
      .map((run) => ({
        text: `The edition of ${run.briefing} that was due at ${when(run.dueAt).text} could not be made`,
        todo: `${sentence(run.reason ?? 'nobody noted why')} Put that right, then freeze an edition by hand.`,
        where: `${briefing(run.briefing)}/editions`,
      })),
    ...standing.mailings.flatMap((one) => (one.overdueSince === null || !mail.ready ? [] : [overdueMailing(one, one.overdueSince)])),
    ...standing.sources.map(sourceFinding),
    ...standing.webhooks.map(({ briefing: slug, host, label, edition: number, detail }) => ({
      text: `The webhook ${label ?? host} of ${slug} did not take edition ${number}`,
      todo: `${detail === null ? 'It gave no reason.' : sentence(`it said: ${detail}`)} Test it there; once it answers, send the edition’s failed deliveries once more.`,
      where: `${briefing(slug)}/webhooks`,
    })),
    ...(retentionFlaw === null
      ? []
      : [{ text: 'Texts are kept beyond their time', todo: `${retentionFlaw}. Set it anew and deploy.`, where: null }]),
  ]
}

function overdueMailing(one: MailingStanding, since: string): Finding {
  return {
    text: `${nameOf(one)} stands still`,
    todo: `${one.open} messages could leave since ${when(since).text}, and nobody is at it. It goes on as soon as the clock and the queue run.`,
    where: ledger(one),
  }
}

function sourceFinding(source: TroubledSource): Finding {
  const since = source.failingSince === null ? '' : ` since ${when(source.failingSince).text}`
  return {
    text: `The source ${titleOf(source)} ${source.health === 'vanished' ? 'has vanished' : 'fails'}`,
    todo: `${sentence(source.lastError ?? 'it does not answer')} Failing${since}. Give it another address, or pause it, if it does not come back.`,
    where: `/desk/sources/${source.id}`,
  }
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
