import { Job } from '../core/job.ts'
import { toInstant } from '../core/field.ts'
import { publishDue } from '../newsroom/publish.ts'
import type { Act } from '../newsroom/revision.ts'
import type { Store } from '../store/store.ts'
import { deliver, LONGEST_MILLISECONDS } from './deliver.ts'
import { logFailure } from '../log.ts'
import type { MailSetting } from '../mail/setting.ts'
import { notify } from './notify.ts'
import { sendConfirmation, sendManageLink } from './subscription-mail.ts'

/** What the jobs of a batch share. */
export interface WorkContext {
  readonly store: Store
  readonly publicUrl: string
  /** Null where mail is not set up: what is owed stays owed. */
  readonly mail: MailSetting | null
  readonly now: () => Date
  readonly newId: () => string
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Wakes somebody for further jobs. */
  readonly wake: (jobs: readonly Job[]) => Promise<void>
  /** An edition was made that everybody may see, or that wants its picture. */
  readonly onEdition: (slug: string, number: number, snapshot: string) => Promise<void>
}

/**
 * Carries out the jobs of a batch, each for itself: one that fails is tried again, and the others are done. Mailings follow one another, so that no
 * message waits long for a connection, and have one deadline together; what is left then wakes somebody else.
 */
export async function work(messages: readonly Message[], context: WorkContext): Promise<void> {
  const deadline = context.now().getTime() + LONGEST_MILLISECONDS
  const jobs = messages.map((message) => ({ message, isMailing: Job.safeParse(message.body).data?.kind === 'deliver' }))
  let mailings = Promise.resolve()
  for (const { message } of jobs.filter(({ isMailing }) => isMailing)) mailings = mailings.then(() => workOn(message, context, deadline))
  const others = jobs.filter(({ isMailing }) => !isMailing).map(({ message }) => workOn(message, context, deadline))
  await Promise.all([mailings, ...others])
  await context.mail?.transport.close()
}

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
  const { store, publicUrl, mail, now, newId, sleep, wake } = context
  if (job.kind === 'publish') return publish(job.briefing, context)
  if (!mail) {
    logFailure('mail-not-set-up', job)
    return
  }
  const { transport, from, bounce, perSecond } = mail
  const shared = { store, publicUrl, transport, from, bounce, perSecond, now, newId, sleep }
  switch (job.kind) {
    case 'deliver': {
      const left = await deliver(job.mailing, { ...shared, pepper: mail.secrets.pepper }, deadline)
      if (left === 'more') await wake([job])
      return
    }
    case 'confirm':
      await sendConfirmation(job.subscriber, { ...shared, secrets: mail.secrets })
      return
    case 'manage':
      await sendManageLink(job.subscriber, { ...shared, secrets: mail.secrets })
      return
    case 'notify':
      if (mail.operator) await notify({ ...shared, operator: mail.operator })
  }
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
