// `npm run mail-check`: has Wirebrief mail an edition of twenty articles through SMTP, and looks at what arrives as those who receive it will.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { freePort } from './clone-check/ports.mjs'
import { check, expect, report } from './clone-check/steps.mjs'
import { checkBounce, checkTogether } from './mail-check/afterwards.mjs'
import { arrival } from './mail-check/arrival.mjs'
import { articles, BRIEFING, corrected } from './mail-check/articles.mjs'
import { checkMessage } from './mail-check/message.mjs'
import { adminOf } from './mail-check/admin.mjs'
import { startWirebrief } from './start-wirebrief.mjs'
import { startSink } from './mail-sink/sink.mjs'
import { stopGroups } from './process-group.mjs'
import { readDevVars } from './start/dev-vars.mjs'

const BOUNCES = 'bounces@brief.example'
const READERS = [
  { email: 'oyvind@inbox.example', name: 'Øyvind Ząbek-Гайворонська', address: 'oyvind@inbox.example' },
  { email: 'reader@пошта.example', name: null, address: 'reader@xn--80a1acn3a.example' },
]
/** Where the messages are left, to look at by hand. */
const { MAIL_CHECK_KEEP: keep } = process.env

const folder = mkdtempSync(join(tmpdir(), 'wirebrief-mail-check-'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(1))
try {
  await checkMail()
  await end(report())
} catch (error) {
  console.error(error.message)
  await end(1)
}

async function checkMail() {
  const sink = await startSink()
  sink.unref()
  const base = await startWirebrief({
    port: await freePort(),
    state: join(folder, 'store'),
    settings: { SMTP_URL: sink.smtpUrl, MAIL_FROM: 'Ранкова редакція <briefings@brief.example>', MAIL_BOUNCE: BOUNCES },
  })
  const call = adminOf(base, (await readDevVars()).ADMIN_TOKEN)
  const { from } = await call('GET', '/api/mail')
  const written = articles()
  await prepare(call, written)
  await check('an address with letters beyond ASCII before the @ is refused in words', () => expectRefusal(call))
  await check('an edition is frozen and mailed', () => call('POST', '/api/briefings/mail-check/editions', { send: true }))

  const messages = []
  for (const reader of READERS) {
    await check(`mail for ${reader.email} arrives, and would bounce to ${BOUNCES}`, async () => {
      const { raw, from: sender } = await arrival(sink, reader.address)
      expect(sender === BOUNCES, `the envelope's sender is ${sender}`)
      if (keep) leave(keep, `${reader.address}.eml`, raw)
      messages.push({ reader, raw, mail: await PostalMime.parse(raw) })
    })
  }
  for (const message of messages) await checkMessage(message, { base, from, written, folder })
  await checkTogether(messages, { call, base })
  if (messages[1]) await checkBounce(messages[1], { call, base, bounces: BOUNCES })
}

async function prepare(call, written) {
  const { articles: taken } = await call('POST', '/api/articles', written)
  await call('PUT', `/api/articles/${taken[0].id}`, corrected(written[0]))
  await call('PUT', '/api/briefings/mail-check', BRIEFING)
  const consent = { consentedAt: '2026-01-05T09:00:00Z', consentSource: 'the form of the mail check' }
  await call(
    'POST',
    '/api/briefings/mail-check/subscribers',
    READERS.map(({ email, name }) => ({ email, name, ...consent })),
  )
}

async function expectRefusal(call) {
  const error = await call('POST', '/api/briefings/mail-check/subscribers', [{ email: 'ольга@inbox.example' }]).catch((refusal) => refusal)
  expect(error?.status === 422, `it is not refused: ${JSON.stringify(error)}`)
  expect(error.message.includes('SMTPUTF8'), `it says ${error.message}`)
}

function leave(place, name, content) {
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, name), content)
}

async function end(code) {
  await stopGroups()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
