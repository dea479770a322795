import type { Mailbox } from '../core/email-address.ts'
import { htmlEscape } from './escape-html.ts'
import { buildMime } from './mime.ts'
import { wrap } from './wrap.ts'

/** What the operator is told by mail. */

export interface OperatorNotice {
  readonly kind: 'failed' | 'waiting' | 'unknown' | 'vanished'
  readonly briefing: string | null
  readonly edition: number | null
  /** The id of a source, where it is of one. */
  readonly source: string | null
  readonly detail: string
}

export interface OperatorMail {
  readonly publicUrl: string
  readonly from: Mailbox
  readonly to: Mailbox
  readonly date: Date
  readonly id: string
}

const WHAT: Readonly<Record<OperatorNotice['kind'], (name: string) => string>> = {
  failed: (name) => `The due edition of ${name} could not be made`,
  waiting: (name) => `${name} waits for approval`,
  unknown: (name) => `Messages of ${name} are unknown`,
  vanished: () => 'A source has vanished',
}

const NEXT: Readonly<Record<OperatorNotice['kind'], (api: string) => string>> = {
  failed: () => 'It is tried again every five minutes, until its next due time.',
  waiting: (api) => `Look at it with the token at ${api}, then POST ${api}/approve, or DELETE it with a reason.`,
  unknown: (api) =>
    `GET ${api}/deliveries?state=unknown lists them. POST ${api}/resend {"state": "unknown"} sends them again; nothing else does.`,
  vanished: (api) =>
    `It is looked for once a day from now on. GET ${api} tells of its last polls; PUT it with the feed's new address, or DELETE it.`,
}

/** A message that tells of notices, RFC 5322. */
export function renderNotices(notices: readonly OperatorNotice[], { publicUrl, from, to, date, id }: OperatorMail): Promise<string> {
  const told = notices.map(({ kind, briefing, edition, source, detail }) => {
    const name = edition === null ? (briefing ?? '') : `${briefing}, edition ${edition}`
    const api = source === null ? `${publicUrl}/api/briefings/${briefing}/editions/${edition ?? ''}` : `${publicUrl}/api/sources/${source}`
    return { title: WHAT[kind](name), detail, next: NEXT[kind](api) }
  })
  const [first] = told
  const more = told.length > 1 ? ` (and ${told.length - 1} more)` : ''
  return buildMime({
    from,
    to,
    subject: `[Wirebrief] ${first?.title ?? ''}${more}`,
    date,
    messageId: `<${id}@${from.email.slice(from.email.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    language: 'en',
    text: wrap(told.map(({ title, detail, next }) => `${title}: ${detail}.\n\n${next}\n`).join('\n'), 72),
    html: told
      .map(
        ({ title, detail, next }) =>
          `<p><b>${htmlEscape.text(title)}</b>: ${htmlEscape.text(detail)}.</p>\n<p>${htmlEscape.text(next)}</p>\n`,
      )
      .join(''),
    boundarySeed: id,
  })
}
