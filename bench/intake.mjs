import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import nlp from 'compromise'
import { buildProject } from './build.mjs'
import { feed, page, paragraphs } from './intake-texts.mjs'

const ROUNDS = 11

/** Each form of intake over what its yardstick takes on the same text, in the same process and in turns with it. */
export async function benchIntake() {
  const { outdir } = await buildProject('bench/intake-entry.ts')
  const entry = await import(join(outdir, 'intake-entry.mjs'))
  const rows = [await ofPage(entry), await ofText(entry), await ofFeed(entry)]
  await rm(outdir, { recursive: true })
  return rows.flat()
}

async function ofPage({ takePage, extractPage }) {
  const html = page(900)
  if ((await takePage(html)) < 10 || extractPage(html) < 800) throw new Error('the page was not read')
  const [whole, bare] = await inTurns(
    () => takePage(html),
    () => extractPage(html),
  )
  return row(`a page of ${kB(html)}, read ÷ defuddle with linkedom alone`, whole, bare, 1.3)
}

async function ofText({ takeText }) {
  const text = `The pier is rebuilt\n\n${paragraphs(1000).join('\n\n')}`
  const tagged = () => nlp(text).people().out('array').length
  if (takeText(text) < 3 || tagged() < 2) throw new Error('the text was not read')
  const [whole, bare] = await inTurns(() => takeText(text), tagged, 10)
  return row('plain text of 1,000 words to an article ÷ compromise alone', whole, bare, 0.5)
}

async function ofFeed({ takeFeed, parseFeedAlone, derive }) {
  const xml = feed(100, 400)
  const inputs = Array.from({ length: 100 }, (_, i) => ({ headline: `Pier ${i} is rebuilt`, body: paragraphs(400, i + 1) }))
  if ((await takeFeed(xml)) < 300 || parseFeedAlone(xml) !== 100) throw new Error('the feed was not read')
  const [whole, bare] = await inTurns(
    () => takeFeed(xml),
    () => parseFeedAlone(xml) + inputs.reduce((sum, input) => sum + derive(input), 0),
  )
  return row(`a feed of 100 items, ${kB(xml)}, to articles ÷ feedsmith's parse and deriving from its items' texts`, whole, bare, 1.5)
}

/** The medians of both, in turns, so that whatever else the machine does falls on both. */
async function inTurns(one, other, each = 1) {
  const [whole, bare] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    whole.push(await time(one, each))
    bare.push(await time(other, each))
  }
  return [median(whole), median(bare)]
}

async function time(work, each) {
  const start = process.cpuUsage()
  for (let turn = 0; turn < each; turn += 1) await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / each
}

function row(what, whole, bare, target) {
  return [
    `${what}: ${(whole / bare).toFixed(2)} (target: at most ${target})`,
    `medians: ${whole.toFixed(1)} ms and ${bare.toFixed(1)} ms of CPU`,
  ]
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

function kB(text) {
  return `${Math.round(text.length / 1000)} kB`
}
