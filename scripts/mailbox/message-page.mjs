import { escapeHtml, page } from './page.mjs'

/** One message: its head, its HTML as a mail program shows it, its text, and its source. */
export function messagePage({ subject, from, to, replyTo, date, html, text, unsubscribe }, received) {
  const { id, raw } = received
  const head = {
    From: from,
    To: to || received.to,
    'Reply to': replyTo,
    Date: date ? date.toUTCString() : '',
    Envelope: `${received.from || 'nobody'} to ${received.to}`,
  }
  const title = subject || 'No subject'
  return page(
    title,
    `<p><a href="/">All mail</a></p>
<h1 dir="auto">${escapeHtml(title)}</h1>
<dl>${Object.entries(head).map(row).join('')}</dl>
${unsubscribe ? unsubscribeForm(unsubscribe) : ''}
${html ? `<iframe src="/mail/${id}/html" title="The message as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>` : ''}
${text ? `<details${html ? '' : ' open'}><summary>Text</summary><pre>${linked(text)}</pre></details>` : ''}
<details><summary>Source</summary><p><a href="/mail/${id}/source">by itself</a></p><pre>${escapeHtml(raw)}</pre></details>`,
  )
}

/** The HTML part for its frame: whatever is clicked in it opens outside of it. */
export function framedHtml({ html }) {
  const base = '<base target="_blank">'
  return /<head\b[^>]*>/i.test(html) ? html.replace(/<head\b[^>]*>/i, (head) => head + base) : base + html
}

function row([name, value]) {
  return value ? `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>` : ''
}

/** What a mail service does when its reader chooses "unsubscribe" (RFC 8058). */
function unsubscribeForm(url) {
  return `<form method="post" action="${escapeHtml(url)}" target="_blank"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>Unsubscribe, as a mail service does it</button></form>`
}

function linked(text) {
  return escapeHtml(text).replace(/https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]]/g, (url) => `<a href="${url}" target="_blank">${url}</a>`)
}
