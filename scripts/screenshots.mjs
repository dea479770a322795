// `npm run screenshots` makes the README's pictures again: starts Wirebrief on a store and a port of its own, and has a browser look at it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, openChromium } from './browser-check/chromium.mjs'
import { freePort } from './clone-check/ports.mjs'
import { adminOf } from './mail-check/admin.mjs'
import { startSink } from './mail-sink/sink.mjs'
import { stopGroups } from './process-group.mjs'
import { mailEdition } from './screenshots/edition.mjs'
import { openCamera } from './screenshots/camera.mjs'
import { startWirebrief } from './start-wirebrief.mjs'
import { readDevVars } from './start/dev-vars.mjs'

const BRIEFING = 'morning-brief'
const ARTICLE = 'engineers-lower-tarn-valley-reservoir-after-crack-is-found'

const chromium = findChromium()
if (!chromium) {
  console.error('There is no Chromium on this machine: install it, or name one in CHROMIUM.')
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'wirebrief-screenshots-'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(1))
try {
  await takePictures()
  await end(0)
} catch (error) {
  console.error(error.message)
  await end(1)
}

async function takePictures() {
  const sink = await startSink()
  sink.unref()
  const base = await startWirebrief({ port: await freePort(), state: join(folder, 'store'), settings: { SMTP_URL: sink.smtpUrl } })
  const token = (await readDevVars()).ADMIN_TOKEN
  const number = await mailEdition(adminOf(base, token), sink, BRIEFING)
  const browser = await openChromium(chromium)
  const { take, enterDesk } = await openCamera(browser, base)
  await take('briefing', `/briefings/${BRIEFING}`, { width: 1180, height: 1000 })
  await enterDesk(token)
  await take('article', `/desk/articles/${ARTICLE}`)
  await take('recipe', `/desk/briefings/${BRIEFING}`, { width: 1600, height: 1000 })
  await take('ledger', `/desk/briefings/${BRIEFING}/editions/${number}`)
  await browser.close()
}

async function end(code) {
  await stopGroups()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
