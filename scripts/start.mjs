// `npm start [-- file …]`: Wirebrief on this machine, with its samples and the files given, until it is interrupted.
import { constants } from 'node:os'
import { endWithNpm } from './end-with-npm.mjs'
import { stopGroups } from './process-group.mjs'
import { runClock } from './start/clock.mjs'
import { readDevVars } from './start/dev-vars.mjs'
import { readDocument } from './start/document.mjs'
import { Failure } from './start/failure.mjs'
import { setUpMail } from './start/mail.mjs'
import { openNewsroom } from './start/newsroom.mjs'
import { checkPort } from './start/port.mjs'
import { loadSamples, sampleSlugs } from './start/samples.mjs'
import { readSettings } from './start/settings.mjs'
import { articleLines, welcomeLines } from './start/welcome.mjs'
import { migrate, serve } from './start/wrangler.mjs'

let isServing = false
let isEnding = false

endOnSignals()
void endWithNpm()
try {
  await start()
} catch (error) {
  await fail(error)
}

async function start() {
  const settings = readSettings()
  const documents = await Promise.all(settings.files.map(readDocument))
  await checkPort(settings.port)
  const devVars = await readDevVars()
  const mail = await setUpMail(settings, devVars)
  const token = devVars.ADMIN_TOKEN

  console.log('Starting …')
  await migrate(settings)
  const worker = await serve(settings, { ...settings.variables, ...mail.variables })
  const newsroom = openNewsroom(settings.base, token)

  if (settings.samples && (await newsroom.isEmpty())) console.log(`Loaded ${await loadSamples(newsroom)} sample articles.`)
  for (const document of documents) await take(newsroom, document, settings)
  console.log(`\n${welcomeLines({ ...settings, ...mail, token, briefings: await openBriefings(newsroom) })}`)

  isServing = true
  void runClock(settings.base)
  await worker.ended
}

async function take(newsroom, document, { base }) {
  for (const article of await newsroom.post(document)) console.log(`\n${articleLines(base, article)}`)
}

/** The sample briefings that are (still) there. */
async function openBriefings(newsroom) {
  const slugs = await sampleSlugs()
  const there = await Promise.all(slugs.map((slug) => newsroom.has(`/briefings/${slug}`)))
  return slugs.filter((_slug, index) => there[index])
}

function endOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(128 + constants.signals[signal]))
}

async function fail(error) {
  // What is cut off by the end is no failure.
  if (isEnding) return
  await stopGroups()
  console.error(error instanceof Failure ? `wirebrief: ${error.message}` : error)
  if (error.log) console.error(error.log.trimEnd())
  process.exit(1)
}

/** Interrupting what is running is how it is meant to end. */
async function end(code) {
  isEnding = true
  await stopGroups()
  process.exit(isServing ? 0 : code)
}
