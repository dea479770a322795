// Does what a newcomer does, on a fresh clone of HEAD: `npm start`, open the links, stop. Nothing may be left running.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchFormat, headlineIn, words } from './clone-check/formats.mjs'
import { freePort, isFree } from './clone-check/ports.mjs'
import { killAll, processesIn } from './clone-check/processes.mjs'
import { runNpm } from './clone-check/npm.mjs'
import { check, expect, report } from './clone-check/steps.mjs'

const FORMATS = { '': 'text/html', '.md': 'text/markdown', '.txt': 'text/plain', '.json': 'application/json', '.eml': 'message/rfc822' }
const STORY = 'Clock tower of Eastmere strikes again\nThe clock struck at noon on Monday, mayor Ida Quill told the Eastmere Post.\n'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wirebrief-clone-')))
const clone = join(folder, 'wirebrief')
const port = await freePort()
const base = `http://127.0.0.1:${port}`

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
process.on('exit', () => {
  killAll(folder)
  rmSync(folder, { recursive: true, force: true })
})

await check('the repository is cloned', () => {
  execFileSync('git', ['clone', '--quiet', fileURLToPath(new URL('../', import.meta.url)), clone])
})
await checkFirstStart()
await checkStartWithFile()
process.exit(report())

async function checkFirstStart() {
  const first = npmStart()
  await check('npm start installs, starts and prints its links', () => first.prints('Post an article', 600))
  await checkPages(briefingLink(first.output()))
  await checkMailbox(first.output(), briefingLink(first.output()))
  await check('a taken port is told in one line', () => expectOneLine(npmStart(), `port ${port} is taken`))
  await check('a missing file is told in one line', () => expectOneLine(npmStart('missing.txt'), 'missing.txt'))
  await checkEnd('SIGTERM', () => first.terminate())
}

async function checkStartWithFile() {
  writeFileSync(join(clone, 'story.txt'), STORY)
  const second = npmStart('story.txt')
  await check('npm start -- story.txt takes the file in', async () => {
    await second.prints('Post an article', 120)
    expect(second.output().includes('Clock tower of Eastmere strikes again'), 'its headline is not printed')
    expect(!second.output().includes('sample articles'), 'the samples are loaded a second time')
  })
  await check('the link of that article shows it', async () => {
    const [link] = /http\S+\/articles\/\S+/.exec(second.output()) ?? []
    const page = await fetchFormat(link, 'text/html')
    expect(words(page).includes('Clock tower of Eastmere strikes again'), 'the headline is not on it')
  })
  await checkEnd('Ctrl-C', () => second.interrupt())
}

async function checkPages(briefing) {
  let headline = ''
  await check('the sample briefing has articles', async () => {
    headline = headlineIn(await fetchFormat(`${briefing}.json`, 'application/json'))
  })
  for (const [suffix, type] of Object.entries(FORMATS)) {
    await check(`${briefing}${suffix} is ${type} and has a sample's headline`, async () => {
      expect(words(await fetchFormat(briefing + suffix, type)).includes(words(headline)), `“${headline}” is not in it`)
    })
  }
  await check('/healthz is ok', () => fetchFormat(`${base}/healthz`, 'application/json'))
  await check('/openapi.json describes the API', async () => {
    const { openapi } = JSON.parse(await fetchFormat(`${base}/openapi.json`, 'application/json'))
    expect(openapi?.startsWith('3.'), 'it is no OpenAPI 3 document')
  })
}

async function checkMailbox(output, briefing) {
  await check('an edition that is sent arrives in the mailbox', async () => {
    const [mailbox] = /http\S+(?=\/$)/m.exec(/it arrives at \S+/.exec(output)?.[0] ?? '') ?? []
    expect(mailbox, 'the address of the mailbox is not printed')
    const [, token] = /^ {2}([0-9a-f]{48})$/m.exec(output) ?? []
    const answer = await fetch(`${base}/api${new URL(briefing).pathname}/editions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{"send": true}',
    })
    expect(answer.status === 201, `it is answered with ${answer.status}: ${await answer.text()}`)
    const deadline = Date.now() + 20_000
    let mail = []
    while (mail.length === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      mail = await (await fetch(`${mailbox}/messages`)).json()
    }
    expect(mail.length === 1, `${mail.length} messages are there`)
    expect(/^List-Unsubscribe: <http/m.test(mail[0].raw), 'nobody can unsubscribe by it')
  })
}

async function checkEnd(how, end) {
  await check(`${how} ends it, and nothing is left running`, async () => {
    await end()
    const deadline = Date.now() + 5000
    while (processesIn(folder).length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    const left = processesIn(folder)
    expect(left.length === 0, `still running: ${left.map(({ command }) => command.slice(0, 120)).join('; ')}`)
    expect(await isFree(port), `port ${port} is still taken`)
  })
}

async function expectOneLine(run, text) {
  const { code, errors } = await run.finished(60)
  expect(code !== 0, 'it exits with 0')
  expect(errors.length === 1 && errors[0].includes(text), `it says: ${errors.join(' / ') || 'nothing'}`)
}

function npmStart(...files) {
  return runNpm(['start', '--', ...files], { cwd: clone, port })
}

function briefingLink(output) {
  const [link] = /http\S+\/briefings\/[a-z0-9-]+/.exec(output) ?? []
  return link ?? `${base}/briefings/none-is-printed`
}
