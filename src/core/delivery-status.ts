import { detailOf } from './smtp-reply.ts'

/** Reports of what became of a message, as mail servers write them: message/delivery-status (RFC 3464). */

export interface DeliveryStatus {
  readonly recipients: readonly ReportedRecipient[]
}

/** What a server says of one recipient. */
export interface ReportedRecipient {
  /** The last address that was tried. */
  readonly address: string | null
  /** The address as the sender wrote it, where the report has it. */
  readonly original: string | null
  /** In lower case; null where it is none that the standard knows. */
  readonly action: Action | null
  /** RFC 3463, such as "5.1.1"; the most telling one of the report. */
  readonly status: string | null
  readonly diagnostic: string | null
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const
type Action = (typeof ACTIONS)[number]

/** More than a report of one message to one recipient ever has. */
const MOST_RECIPIENTS = 50

/** Reads the fields of a report, of any quality: what is missing or unreadable is null, and what is no recipient is left out. */
export function parseDeliveryStatus(text: string): DeliveryStatus {
  const blocks = text.split(/\r?\n[ \t]*\r?\n/).flatMap((block) => splitRecipients(parseFields(block)))
  return { recipients: blocks.slice(0, MOST_RECIPIENTS).map(toRecipient) }
}

/** A field's value, unfolded. */
interface Field {
  /** In lower case. */
  readonly name: string
  readonly value: string
}

/** The header fields at the top of a text, up to the first blank line that follows one; folded lines are joined (RFC 5322, section 2.2.3). */
export function parseFields(text: string): Field[] {
  const fields: { name: string; value: string }[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = fields.at(-1)
    if (line.trim() === '') {
      if (last) break
    } else if (/^[ \t]/.test(line)) {
      if (last) last.value = `${last.value} ${line.trim()}`.trim()
    } else {
      const colon = line.indexOf(':')
      if (colon > 0) fields.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() })
    }
  }
  return fields
}

/** The recipients' fields in a block: one each, unless a server forgot the blank lines. None where it is about the message. */
function splitRecipients(fields: readonly Field[]): Field[][] {
  const recipients: Field[][] = []
  let begun: Field[] = []
  for (const field of fields) {
    if (begun.some(({ name }) => name === field.name && RECIPIENT.has(name))) {
      recipients.push(begun)
      begun = []
    }
    begun.push(field)
  }
  return [...recipients, begun].filter((block) => block.some(({ name }) => RECIPIENT.has(name)))
}

const RECIPIENT = new Set(['final-recipient', 'original-recipient'])

function toRecipient(fields: readonly Field[]): ReportedRecipient {
  const value = (wanted: string) => fields.find(({ name }) => name === wanted)?.value ?? ''
  const original = addressIn(value('original-recipient'))
  const word = /^[a-z]+/.exec(value('action').toLowerCase())?.[0]
  const diagnostic = detailOf(afterType(value('diagnostic-code')))
  return {
    address: addressIn(value('final-recipient')) ?? original,
    original: original && decodeXtext(original),
    action: ACTIONS.find((action) => action === word) ?? null,
    status: statusIn(value('status'), diagnostic),
    diagnostic: diagnostic || null,
  }
}

/** The address of "rfc822; name@example.org". */
function addressIn(value: string): string | null {
  const address = afterType(value).replace(/^<(.*)>$/, '$1')
  return /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 320 ? address : null
}

function afterType(value: string): string {
  return value.replace(/^[a-z0-9-]+[ \t]*;/i, '').trim()
}

/** RFC 3461, section 4. A text that was not written as one, such as "name+news@example.org", stays as it is. */
function decodeXtext(text: string): string {
  if (/\+(?![0-9A-F]{2})/.test(text)) return text
  const decoded = text.replaceAll(/\+([0-9A-F]{2})/g, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return /^[!-~]+$/.test(decoded) ? decoded : text
}

/** The status; where it tells the class alone ("5.0.0"), the one that the other server's own words have, if that is of the same class. */
function statusIn(value: string, diagnostic: string): string | null {
  const status = /^[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(value)?.[0] ?? null
  if (status !== null && !status.endsWith('.0.0')) return status
  const told = /(?:^|[\s(#-])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(diagnostic)?.[1]
  return told && (status === null || told[0] === status[0]) ? told : status
}
