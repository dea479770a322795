import { check, expect } from '../clone-check/steps.mjs'
import { bounceOf } from './bounce.mjs'
import { expectAlike } from './content.mjs'

/** What two readers' messages have in common, and what their links do. */
export async function checkTogether([first, second], { call, base }) {
  // What does not come was told already.
  if (!first || !second) return
  await check('the two differ in nothing but what is personal', () => expectAlike(first, second))
  await check('to follow the link to leave changes nothing', async () => {
    const response = await fetch(first.unsubscribe)
    expect(response.status === 200, `it answers ${response.status}`)
    expect(
      (await states(call)).every((state) => state === 'active'),
      'somebody has left',
    )
  })
  await check('one click (RFC 8058) leaves', async () => {
    const response = await fetch(first.unsubscribe, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'manual',
    })
    expect(response.status === 200, `it answers ${response.status}`)
    const left = (await states(call)).toSorted().join()
    expect(left === 'active,unsubscribed', `the list is ${left}`)
  })
  await check('the link to the web shows the edition to anyone', async () => {
    const [link] = /https?:\/\/\S+\/editions\/\d+/.exec(first.mail.text ?? '') ?? []
    expect(link?.startsWith(base), `the link is ${link}`)
    const page = await (await fetch(link)).text()
    expect(page.includes('Ранковий огляд'), 'the title is not on it')
  })
}

/** What becomes of a reader whose mailbox is not there. */
export async function checkBounce({ reader, mail }, { call, base, bounces }) {
  await check('a bounce that comes back marks the delivery, and ends mail to that address', async () => {
    const to = new URLSearchParams({ from: 'mailer-daemon@mx.example', to: bounces })
    const body = bounceOf({ messageId: mail.messageId, address: reader.address })
    const response = await fetch(`${base}/cdn-cgi/local/email?${to}`, { method: 'POST', body })
    expect(response.ok, `the Worker's e-mail door answers ${response.status}`)
    const { deliveries } = await call('GET', '/api/briefings/mail-check/editions/1/deliveries')
    const delivery = deliveries.find(({ email }) => email === reader.address)
    expect(delivery?.state === 'bounced', `the delivery is ${delivery?.state}`)
    expect((await states(call)).includes('suppressed'), 'the subscriber is not suppressed')
  })
}

async function states(call) {
  const { subscribers } = await call('GET', '/api/briefings/mail-check/subscribers')
  return subscribers.map(({ state }) => state)
}
