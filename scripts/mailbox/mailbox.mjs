// The mail that a sink has kept, as web pages: a list, and each message as its reader sees it.
import { listPage } from './list-page.mjs'
import { framedHtml, messagePage } from './message-page.mjs'
import { readHead, readMail } from './read-mail.mjs'

const MOST_LISTED = 200
const STYLE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
const LIST_POLICY = `${STYLE}; form-action 'none'`
/** Its button unsubscribes at the address that the mail names. */
const MESSAGE_POLICY = `${STYLE}; frame-src 'self'; form-action http: https:`
/** Mail is somebody else's HTML: nothing runs in it, and its links open in a tab of their own. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

/**
 * What a sink answers to a browser: `/`, `/mail/{id}`, and of a message `/html` and `/source`; null for anything else.
 * @param {URL} url @param {readonly import('../mail-sink/smtp.mjs').Received[]} mail
 */
export async function answerMailbox({ pathname }, mail) {
  if (pathname === '/') {
    const newest = mail.slice(-MOST_LISTED).toReversed()
    return html(listPage(await Promise.all(newest.map(readHead)), mail.length), LIST_POLICY)
  }
  const [, id, part = ''] = /^\/mail\/(\d+)(?:\/(html|source))?$/.exec(pathname) ?? []
  const received = mail.find((one) => one.id === Number(id))
  if (!received) return null
  if (part === 'source') return { type: 'text/plain; charset=utf-8', body: received.raw, policy: STYLE }
  const parsed = await readMail(received)
  return part === 'html' ? html(framedHtml(parsed), MAIL_POLICY) : html(messagePage(parsed, received), MESSAGE_POLICY)
}

function html(body, policy) {
  return { type: 'text/html; charset=utf-8', body, policy }
}
