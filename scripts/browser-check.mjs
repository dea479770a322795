// `npm run browser-check`: a real browser goes from an article to a mailed edition in the desk alone, and looks at every page on the way.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './clone-check/ports.mjs'
import { report } from './clone-check/steps.mjs'
import { findChromium, openChromium } from './browser-check/chromium.mjs'
import { checkAll } from './browser-check/all.mjs'
import { answerMailbox } from './mailbox/mailbox.mjs'
import { startSink } from './mail-sink/sink.mjs'
import { stopGroups } from './process-group.mjs'
import { startWirebrief } from './start-wirebrief.mjs'
import { readDevVars } from './start/dev-vars.mjs'

const { CHROMIUM: named, CI } = process.env
const chromium = findChromium()
if (!chromium) {
  if (named) console.log(`CHROMIUM names ${named}, which does not start.`)
  else
    console.log(
      `The browser check ${CI === 'true' ? 'cannot be made' : 'was skipped'}: there is no Chromium here. Install it, or name one in CHROMIUM.`,
    )
  process.exit(named || CI === 'true' ? 1 : 0)
}

const folder = mkdtempSync(join(tmpdir(), 'wirebrief-browser-check-'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(1))
try {
  const [place, browser] = await Promise.all([start(), openChromium(chromium)])
  await checkAll(browser, place)
  await browser.close()
  await end(report())
} catch (error) {
  console.error(error.message)
  await end(1)
}

/**
 * Wirebrief with its samples, and with the mailbox that npm start has, whatever .dev.vars says about mail: none of this may leave. It may fetch
 * from this machine: the only feed that is there without a network is its own.
 */
async function start() {
  const sink = await startSink({ page: answerMailbox })
  sink.unref()
  const settings = { SMTP_URL: sink.smtpUrl, MAIL_FROM: 'Wirebrief <briefings@wirebrief.example>', ALLOW_PRIVATE_FETCH: '1' }
  const base = await startWirebrief({ port: await freePort(), state: join(folder, 'store'), settings })
  return { base, mailbox: sink.httpUrl, token: (await readDevVars()).ADMIN_TOKEN }
}

async function end(code) {
  await stopGroups()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
