import source from '../../../templates/desk/status.html.mustache'
import type { MailStatus } from '../../core/mail-settings.ts'
import type { MailingStanding, Stored } from '../../core/standing.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { ledger, nameOf } from './status-places.ts'
import { stuckIn, type Matter } from './status-stuck.ts'
import { waitingIn } from './status-waiting.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface StatusPage extends Matter {
  /** Null where the page looks again by itself: counting is left out then. */
  readonly stored: Stored | null
  /** For how long texts are kept; null for good. */
  readonly retention: string | null
}

/** The page that says what is stuck and what to do. */
export function renderStatus(frame: Frame, page: StatusPage): string {
  const { standing, mail, stored, retention } = page
  return render({
    ...frame,
    stuck: stuckIn(page),
    waits: waitingIn(standing),
    sending: standing.mailings.filter(({ state }) => state === 'sending').map(progressOf),
    clockAt: standing.tickedAt === null ? null : when(standing.tickedAt),
    mailWords: mailWords(mail),
    bounce: mail.bounce,
    operator: mail.operator,
    flaws: mail.missing.map(({ name, detail, required }) => ({ setting: name, flaw: detail, needed: required })),
    retention,
    stored: stored && storedView(stored),
  })
}

function progressOf(mailing: MailingStanding) {
  return { sendingName: nameOf(mailing), where: ledger(mailing), settled: mailing.total - mailing.open, total: mailing.total }
}

function mailWords({ ready, transport, from }: MailStatus): string {
  if (!ready) return 'not set up'
  return `leaves ${transport === 'smtp' ? 'by SMTP' : 'by Cloudflare'} as ${from ?? ''}`.trim()
}

function storedView({ bytes, ...counts }: Stored) {
  const number = new Intl.NumberFormat('en-GB')
  const size = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
  return {
    sizes: [
      ['articles', counts.articles],
      ['revisions of them', counts.revisions],
      ['briefings', counts.briefings],
      ['editions', counts.editions],
      ['readers and webhooks', counts.subscribers],
      ['sources', counts.sources],
    ].map(([what, count]) => ({ what, count: number.format(Number(count)) })),
    database: `${size.format(bytes / 1_000_000)} MB`,
  }
}
