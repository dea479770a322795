import { simpleParser } from 'mailparser'

const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true }
const heads = new WeakMap()

/** A message's parts, as a mail program reads them. */
export async function readMail({ raw }) {
  const parsed = await simpleParser(raw, OPTIONS)
  return {
    subject: parsed.subject ?? '',
    from: shown(parsed.from),
    to: shown(parsed.to),
    replyTo: shown(parsed.replyTo),
    date: parsed.date ?? null,
    html: parsed.html || '',
    text: parsed.text ?? '',
    /** Where one click unsubscribes (RFC 8058). */
    unsubscribe: oneClickAddress(parsed),
  }
}

/** What a list shows of a message; read once. */
export async function readHead(received) {
  const known = heads.get(received)
  if (known) return known
  const { subject, from, to } = await readMail({ raw: received.raw.slice(0, received.raw.indexOf('\r\n\r\n') + 4) })
  const head = { id: received.id, at: received.at, size: received.size, subject, from, to: to || received.to }
  heads.set(received, head)
  return head
}

/** Without the quotation marks that a header needs. */
function shown(addresses) {
  return (addresses?.value ?? []).map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')
}

/** The parser gathers all "List-" lines under "list". */
function oneClickAddress({ headers }) {
  const { unsubscribe, 'unsubscribe-post': post } = headers.get('list') ?? {}
  return post ? (unsubscribe?.url ?? '') : ''
}
