import { decodeWords } from 'postal-mime'
import { expect } from '../clone-check/steps.mjs'

/** What stands at the head of a message to a subscriber. `mail` is what postal-mime makes of it. */

const ONCE = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-language',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
]
const NEVER = ['bcc', 'cc', 'x-unsent', 'return-path', 'sender', 'disposition-notification-to']
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const MINUTES = 15

export function expectHeaders(mail) {
  const count = (name) => mail.headers.filter(({ key }) => key === name).length
  const absent = ONCE.filter((name) => count(name) === 0)
  expect(absent.length === 0, `missing: ${absent.join(', ')}`)
  const twice = [...new Set(mail.headers.map(({ key }) => key))].filter((name) => count(name) > 1)
  expect(twice.length === 0, `more than once: ${twice.join(', ')}`)
  const odd = NEVER.filter((name) => count(name) > 0)
  expect(odd.length === 0, `should not be there: ${odd.join(', ')}`)
}

export function expectAddressed(mail, { from, name, address }) {
  expect(mail.from?.address === from, `From is ${mail.from?.address}, not ${from}`)
  expect(mail.to?.length === 1 && mail.to[0].address === address, `To is ${mail.to?.map((one) => one.address).join(', ')}, not ${address}`)
  expect(mail.to[0].name === name, `the name in To is “${mail.to[0].name}”, not “${name}”`)
}

export function expectSubject(mail, title) {
  expect(mail.subject?.includes(title), `Subject is “${mail.subject}”`)
}

export function expectRecent(mail) {
  const minutes = Math.abs(Date.now() - Date.parse(mail.date)) / 60_000
  expect(minutes < MINUTES, `Date is ${mail.date}`)
}

/** RFC 2369, 2919 and 8058; answers the one-click link. */
export function expectListHeaders(mail, { base, title }) {
  const value = (name) => mail.headers.find(({ key }) => key === name)?.value ?? ''
  const [link = ''] = /(?<=^<)https?:[^>\s]+(?=>)/.exec(value('list-unsubscribe')) ?? []
  expect(link.startsWith(`${base}/`), `List-Unsubscribe does not begin with a link of ours: ${value('list-unsubscribe')}`)
  expect(value('list-unsubscribe-post') === 'List-Unsubscribe=One-Click', `List-Unsubscribe-Post is ${value('list-unsubscribe-post')}`)
  const [, phrase, id] = /^(.*?)\s*<([^<>]*)>$/.exec(value('list-id')) ?? []
  expect(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(id ?? ''), `List-Id is ${value('list-id')}`)
  expect(decodeWords(phrase) === title, `the name in List-Id is “${decodeWords(phrase)}”`)
  return link
}

/** A bounce that returns it names the delivery. */
export function expectDeliveryId(mail) {
  expect(new RegExp(`^<${UUID}\\.${UUID}@[^@<>\\s]+>$`).test(mail.messageId ?? ''), `Message-ID is ${mail.messageId}`)
}
