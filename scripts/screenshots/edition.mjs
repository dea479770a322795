import { setTimeout as pause } from 'node:timers/promises'

const READERS = ['ana@quay.example', 'birger@ferry.example', 'chidi@gone.example', 'olena@desk.example']
const PATIENCE = 30_000

/** Mails an edition to a few readers, one of whom is not there any more. Answers its number once all is settled. */
export async function mailEdition(call, sink, briefing) {
  const gone = [{ at: 'rcpt', do: { code: 550, text: '5.1.1 no such mailbox' } }]
  await fetch(`${sink.httpUrl}/rules?domain=gone.example`, { method: 'PUT', body: JSON.stringify(gone) })
  const consent = { consentedAt: '2026-01-05T09:00:00Z', consentSource: 'the form at the fair' }
  await call(
    'POST',
    `/api/briefings/${briefing}/subscribers`,
    READERS.map((email) => ({ email, ...consent })),
  )
  const { number } = await call('POST', `/api/briefings/${briefing}/editions`, { send: true })
  const until = Date.now() + PATIENCE
  while (!isSettled(await call('GET', `/api/briefings/${briefing}/editions/${number}/deliveries`))) {
    if (Date.now() > until) throw new Error('the edition is not mailed')
    await pause(300)
  }
  return number
}

function isSettled({ deliveries }) {
  return deliveries.length > 0 && deliveries.every(({ state }) => state === 'sent' || state === 'failed' || state === 'bounced')
}
