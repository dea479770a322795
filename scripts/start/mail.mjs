import { answerMailbox } from '../mailbox/mailbox.mjs'
import { startSink } from '../mail-sink/sink.mjs'
import { Failure } from './failure.mjs'
import { firstFreePort } from './port.mjs'

const SENDER = 'Wirebrief <briefings@wirebrief.example>'
const OPERATOR = 'operator@wirebrief.example'
const MOST_KEPT = 1000

/**
 * Sees to the way out for mail: the SMTP server of the environment or of .dev.vars; where neither names one, a mailbox in this process, which keeps it.
 * Answers the variables that the Worker is to be given, and where the mail goes.
 */
export async function setUpMail({ port, mail: given }, devVars) {
  const from = given.MAIL_FROM ?? (devVars.MAIL_FROM || SENDER)
  const variables = { ...given, MAIL_FROM: from }
  const smtpUrl = given.SMTP_URL ?? devVars.SMTP_URL
  if (smtpUrl) return { variables, from, mailServer: serverOf(smtpUrl), mailbox: null }
  const sink = await startSink({ httpPort: await firstFreePort(port + 1), most: MOST_KEPT, page: answerMailbox })
  const operator = given.OPERATOR_EMAIL ?? (devVars.OPERATOR_EMAIL || OPERATOR)
  return { variables: { ...variables, SMTP_URL: sink.smtpUrl, OPERATOR_EMAIL: operator }, from, mailServer: null, mailbox: sink.httpUrl }
}

/** Without its user and password. */
function serverOf(smtpUrl) {
  const { protocol, host } = URL.parse(smtpUrl) ?? {}
  if (!host || !/^smtps?:$/.test(protocol)) throw new Failure('SMTP_URL must look like smtp://user:password@host:587 or smtps://…')
  return `${protocol}//${host}`
}
