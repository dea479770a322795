import { words } from '../clone-check/formats.mjs'
import { expect } from '../clone-check/steps.mjs'

/** What a reader finds in both parts of a message. */

export function expectArticles(mail, articles, correction) {
  for (const [part, text] of Object.entries({ text: mail.text ?? '', html: textOf(mail.html ?? '') })) {
    const shown = words(text)
    const lost = articles.filter(({ headline, quotes }) => !shown.includes(words(headline)) || !shown.includes(words(quotes[0].text)))
    expect(lost.length === 0, `the ${part} lacks ${lost.length} articles or their quotations, the first: “${lost[0]?.headline}”`)
    expect(shown.includes(words(correction)), `the ${part} lacks the correction`)
  }
}

/** Nothing is fetched to read it, and nothing in it runs. */
export function expectSelfContained({ html = '' }) {
  const [found] = /<(?:img|script|link|iframe|object|form|svg|video|audio)\b|\burl\(|@import|\son\w+=|\bsrc=/i.exec(html) ?? []
  expect(found === undefined, `there is ${found} in the HTML`)
}

/** Only the link to unsubscribe is the reader’s own: whoever forwards another gives nothing away. */
export function expectNothingPersonal(mail, { unsubscribe, subscriber, address }) {
  const token = unsubscribe.split('/').at(-1)
  const links = [...linksIn(mail.html ?? ''), ...((mail.text ?? '').match(/https?:\/\/[^\s<>"]+/g) ?? [])]
  expect(
    links.some((link) => /\/editions\/\d+$/.test(link)),
    'there is no link to the edition on the web',
  )
  expect(links.includes(unsubscribe), 'there is no link to unsubscribe in the text')
  const telling = links.filter((link) => link !== unsubscribe && [token, subscriber, address].some((secret) => link.includes(secret)))
  expect(telling.length === 0, `a link is personal: ${telling[0]}`)
}

/** Two readers' messages are the same to the letter, but for what is each one's own. */
export function expectAlike(one, other) {
  expect(impersonal(one) === impersonal(other), 'they differ in more than address, Message-ID and link')
}

function impersonal({ mail, unsubscribe }) {
  const token = unsubscribe.split('/').at(-1)
  return [mail.subject, mail.date, mail.from?.address, mail.text, mail.html].join('\n').replaceAll(token, 'TOKEN')
}

function linksIn(html) {
  return [...html.matchAll(/\shref="([^"]*)"/g)].map(([, link]) =>
    link.replaceAll('&amp;', '&').replaceAll('&#x2F;', '/').replaceAll('&#x3D;', '='),
  )
}

function textOf(html) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all)
}
