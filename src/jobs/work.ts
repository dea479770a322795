import { Job } from '../core/job.ts'
import { toInstant } from '../core/field.ts'
import { pollSource, type Changed } from '../newsroom/poll.ts'
import { publishDue } from '../newsroom/publish.ts'
import type { Act } from '../newsroom/revision.ts'
import { dropTextsBefore } from '../store/retention.ts'
import type { Store } from '../store/store.ts'
import { deliver, LONGEST_MILLISECONDS } from './deliver.ts'
import { logFailure } from '../log.ts'
import type { MailSetting } from '../mail/setting.ts'
import { notify } from './notify.ts'
import { sendConfirmation, sendManageLink } from './subscription-mail.ts'
import type { Web } from '../web/fetch-document.ts'
import { webhookTransport } from '../web/webhook.ts'

/** What the jobs of a batch share. */
export interface WorkContext {
  readonly store: Store
  readonly publicUrl: string
  readonly siteLanguage: string
  /** Null where mail is not set up: what is owed stays owed. */
  readonly mail: MailSetting | null
  /** The way out to feeds and webhooks. */
  readonly web: Web
  readonly now: () => Date
  readonly newId: () => string
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Wakes somebody for further jobs. */
  readonly wake: (jobs: readonly Job[]) => Promise<void>
  /** An edition was made that everybody may see, or that wants its picture. */
  readonly onEdition: (slug: string, number: number, snapshot: string) => Promise<void>
  /** Articles came in, or were replaced. */
  readonly onArticles: (changed: Changed) => void
}

/**
 * Carries out the jobs of a batch, each for itself: one that fails is tried again, and the others are done. Mailings follow one another, so that no
 * message waits long for a connection, and have one deadline together; what is left then wakes somebody else. So do
 * polls, one feed in memory at a time, and few in one go.
 */
export async function work(messages: readonly Message[], context: WorkContext): Promise<void> {
  const deadline = context.now().getTime() + LONGEST_MILLISECONDS
  const jobs = messages.map((message) => ({ message, kind: Job.safeParse(message.body).data?.kind }))
  const inTurns = (wanted: Job['kind']) =>
    jobs
      .filter(({ kind }) => kind === wanted)
      .reduce(
        (turns, { message }, turn) => turns.then(() => workOn(message, context, wanted === 'poll' && turn >= MOST_POLLS ? 0 : deadline)),
        Promise.resolve(),
      )
  const others = jobs.filter(({ kind }) => kind !== 'deliver' && kind !== 'poll').map(({ message }) => workOn(message, context, deadline))
  await Promise.all([inTurns('deliver'), inTurns('poll'), ...others])
  await context.mail?.transport.close()
}

/** Deriving takes CPU time, of which one go has a limited amount. */
const MOST_POLLS = 3
/** KV reads as many records at once, and the clock comes again. */
const MOST_TEXTS = 100
/** So long it takes until somebody looks again at what could not be done. */
const RETRY_SECONDS = 60

async function workOn(message: Message, context: WorkContext, deadline: number): Promise<void> {
  const job = Job.safeParse(message.body)
  if (!job.success) {
    logFailure('job-malformed', { message: message.id })
    return
  }
  try {
    await carryOut(job.data, context, deadline)
    message.ack()
  } catch (error) {
    logFailure('job-failed', { ...job.data, attempt: message.attempts, error: String(error) })
    message.retry({ delaySeconds: RETRY_SECONDS })
  }
}

async function carryOut(job: Job, context: WorkContext, deadline: number): Promise<void> {
  const { store, publicUrl, siteLanguage, mail, now, newId, sleep } = context
  if (job.kind === 'publish') return publish(job.briefing, context)
  if (job.kind === 'poll') return poll(job.source, context, deadline)
  if (job.kind === 'drop-texts') return dropTextsBefore(store, job.before, MOST_TEXTS, toInstant(now()))
  if (job.kind === 'deliver') return deliverMailing(job, context, deadline)
  if (!mail) {
    logFailure('mail-not-set-up', job)
    return
  }
  const { transport, from, bounce, perSecond } = mail
  const shared = { store, publicUrl, transport, from, bounce, perSecond, now, newId, sleep }
  switch (job.kind) {
    case 'confirm':
      await sendConfirmation(job.subscriber, { ...shared, siteLanguage, secrets: mail.secrets })
      return
    case 'manage':
      await sendManageLink(job.subscriber, { ...shared, siteLanguage, secrets: mail.secrets })
      return
    case 'notify':
      if (mail.operator) await notify({ ...shared, operator: mail.operator })
  }
}

async function deliverMailing(job: Extract<Job, { kind: 'deliver' }>, context: WorkContext, deadline: number): Promise<void> {
  const { mail, web, now, wake } = context
  const way = mail && { ...mail, pepper: mail.secrets.pepper }
  const left = await deliver(job.mailing, { ...context, mail: way, webhooks: webhookTransport(web, now) }, deadline)
  if (left === 'more') await wake([job])
  if (left === 'stuck' && !mail) logFailure('mail-not-set-up', job)
}

async function publish(slug: string, { store, now, newId, wake, onEdition }: WorkContext): Promise<void> {
  const act: Act = { now: toInstant(now()), newId, actor: 'schedule' }
  const published = await publishDue(store, slug, act)
  if (published.outcome === 'failed') return wake([{ kind: 'notify' }])
  if (published.outcome !== 'frozen') return
  const { number, snapshot, mailing } = published.edition
  await wake(mailing === null ? [{ kind: 'notify' }] : [{ kind: 'deliver', mailing }])
  await onEdition(slug, number, snapshot)
}

async function poll(source: string, { store, web, now, newId, wake, onArticles }: WorkContext, deadline: number): Promise<void> {
  if (now().getTime() > deadline) return wake([{ kind: 'poll', source }])
  const polled = await pollSource(store, source, { web, now, newId })
  if (polled.articles.length > 0) onArticles(polled)
  if (polled.vanished) await wake([{ kind: 'notify' }])
}
