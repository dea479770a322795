import { escapeHtml, page } from './page.mjs'

const RELOAD_SECONDS = 5

/** The list, newest first. It loads itself again, so that mail shows up while one looks. */
export function listPage(heads, count) {
  const title = count === 0 ? 'Mailbox' : `Mailbox (${count})`
  return page(
    title,
    `<h1>${title}</h1>
<p class="quiet">Mail is not sent from here; all of it arrives on this page, which loads itself anew every ${RELOAD_SECONDS} seconds.</p>
${heads.length === 0 ? '<p>Nothing has arrived yet.</p>' : `<ol class="mail">\n${heads.map(entry).join('\n')}\n</ol>`}
${heads.length < count ? `<p class="quiet">These are the newest ${heads.length}.</p>` : ''}`,
    `<meta http-equiv="refresh" content="${RELOAD_SECONDS}">`,
  )
}

function entry({ id, at, size, subject, from, to }) {
  return `<li><a href="/mail/${id}"><strong dir="auto">${escapeHtml(subject || 'No subject')}</strong></a>
<span>to ${escapeHtml(to)}</span>
<span class="quiet">from ${escapeHtml(from)}</span>
<span class="quiet"><time datetime="${at}">${clock(at)}</time>, ${Math.max(1, Math.round(size / 1000))} kB</span></li>`
}

function clock(at) {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
}
