import { check, expect } from '../clone-check/steps.mjs'
import { BRIEFING, corrected } from './articles.mjs'
import { expectSupported } from './clients.mjs'
import { expectArticles, expectNothingPersonal, expectSelfContained } from './content.mjs'
import { expectAddressed, expectDeliveryId, expectHeaders, expectListHeaders, expectRecent, expectSubject } from './headers.mjs'
import { expectInnocent, hasSpamAssassin } from './spam.mjs'
import { expectPlainLines, expectSmall, expectTwoParts } from './wire.mjs'

/** Everything that one message has to be. Leaves the link to unsubscribe in it. */
export async function checkMessage(message, { base, from, written, folder }) {
  const { reader, raw, mail } = message
  const step = (name, run) => check(`${reader.address}: ${name}`, run)
  await step('every line is ASCII, ends in CR LF and has at most 998 characters', () => expectPlainLines(raw))
  await step('it is text and HTML, 7bit or quoted-printable', () => expectTwoParts(raw))
  await step('it has less than 100 kB', () => expectSmall(raw))
  await step('each header it needs is there once, and none that it must not have', () => expectHeaders(mail))
  await step('From and To are right, the name to the letter', () =>
    expectAddressed(mail, { from, name: reader.name ?? '', address: reader.address }),
  )
  await step('Subject is right to the letter', () => expectSubject(mail, BRIEFING.title))
  await step('Date is now', () => expectRecent(mail))
  await step('Message-ID names the delivery', () => expectDeliveryId(mail))
  await step('the list headers are there, with one click to leave', () => {
    message.unsubscribe = expectListHeaders(mail, { base, title: BRIEFING.title })
  })
  await step('both parts have every article, its quotation and the correction', () =>
    expectArticles(mail, written, corrected(written[0]).correction),
  )
  await step('nothing in it is fetched or runs', () => expectSelfContained(mail))
  await step('no link but the one to leave is personal', () => {
    const [, subscriber] = mail.messageId.slice(1).split(/[.@]/)
    expectNothingPersonal(mail, { unsubscribe: message.unsubscribe ?? '', subscriber, address: reader.address })
  })
  await step('Gmail, Outlook for Windows and Apple Mail know what it uses', () => expectSupported(mail.html ?? ''))
  await checkSpam(step, raw, folder)
}

async function checkSpam(step, raw, folder) {
  if (hasSpamAssassin()) return step('SpamAssassin gives it less than 1 point', () => expectInnocent(raw, folder))
  if (process.env.CI === 'true')
    return step('SpamAssassin gives it less than 1 point', () => expect(false, 'there is no "spamassassin" on this machine'))
  console.log('skipped: SpamAssassin is not installed here')
}
