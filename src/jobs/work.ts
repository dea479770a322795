import { Job } from '../core/job.ts'
import { toInstant } from '../core/field.ts'
import { publishDue } from '../newsroom/publish.ts'
import type { Act } from '../newsroom/revision.ts'
import type { Store } from '../store/store.ts'
import { deliver } from './deliver.ts'
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

/** Carries out the jobs of a batch, each for itself: one that fails is tried again, and the others are done. */
export async function work(messages: readonly Message[], context: WorkContext): Promise<void> {
  await Promise.all(messages.map((message) => workOn(message, context)))
  await context.mail?.transport.close()
}

/** So long it takes until somebody looks again at what could not be done. */
const RETRY_SECONDS = 60

async function workOn(message: Message, context: WorkContext): Promise<void> {
  const job = Job.safeParse(message.body)
  if (!job.success) {
    logFailure('job-malformed', { message: message.id })
    return
  }
  try {
    await carryOut(job.data, context)
    message.ack()
  } catch (error) {
    logFailure('job-failed', { ...job.data, attempt: message.attempts, error: String(error) })
    message.retry({ delaySeconds: RETRY_SECONDS })
  }
}

async function carryOut(job: Job, context: WorkContext): Promise<void> {
  const { store, mail, now, newId, wake } = context
  if (job.kind === 'publish') return publish(job.briefing, context)
  if (!mail) {
    logFailure('mail-not-set-up', job)
    return
  }
  const shared = { store, publicUrl: context.publicUrl, newId, transport: mail.transport, from: mail.from, bounce: mail.bounce }
  switch (job.kind) {
    case 'deliver': {
      const left = await deliver(job.mailing, {
        ...shared,
        pepper: mail.secrets.pepper,
        perSecond: mail.perSecond,
        now,
        sleep: context.sleep,
      })
      if (left === 'more') await wake([job])
      return
    }
    case 'confirm':
      await sendConfirmation(job.subscriber, { ...shared, secrets: mail.secrets, now: now() })
      return
    case 'manage':
      await sendManageLink(job.subscriber, { ...shared, secrets: mail.secrets, now: now() })
      return
    case 'notify':
      if (mail.operator) await notify({ ...shared, operator: mail.operator, now: now() })
  }
}

async function publish(slug: string, { store, now, newId, wake, onEdition }: WorkContext): Promise<void> {
  const act: Act = { now: toInstant(now()), newId }
  const published = await publishDue(store, slug, act)
  if (published.outcome === 'failed') return wake([{ kind: 'notify' }])
  if (published.outcome !== 'frozen') return
  const { number, snapshot, mailing } = published.edition
  await wake(mailing === null ? [{ kind: 'notify' }] : [{ kind: 'deliver', mailing }])
  await onEdition(slug, number, snapshot)
}
