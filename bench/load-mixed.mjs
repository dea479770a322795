import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { openHeap } from './isolate-heap.mjs'
import { editorOf, signUpOnce, workOnce } from './load-editor.mjs'
import { usageOf } from './process-usage.mjs'

const READERS = 8
const WARM_UP = 20
const MINUTE = 60_000
const CLOCK = '/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*'
/** One network may sign up thirty times a minute. */
const SIGN_UP_EVERY = 4000

/** Readers as fast as they are answered, and meanwhile an editor, sign-ups, the clock and the mails that follow: what fails, and what memory does. */
export async function mixedTraffic(setting) {
  const until = performance.now() + 1000 * WARM_UP + MINUTE * setting.minutes
  const tasks = [edit, signUp, tick].map((task) => task(setting, until))
  const warmUp = await read(setting, WARM_UP)
  const [readers, memory] = await Promise.all([read(setting, 60 * setting.minutes), watchMemory(setting, until)])
  const written = await Promise.all(tasks)
  const failures = [warmUp, readers, ...written].flatMap((one) => one.failures)
  const requests = written.reduce((sum, one) => sum + one.requests, readers.requests)
  return [
    `${setting.minutes} min of mixed traffic, ${READERS} readers at once: ${requests} requests, ${written.reduce((sum, one) => sum + one.requests, 0)} of them writes and what follows them; failures: ${failures.length}${failures.length > 0 ? `, such as ${failures[0]}` : ''} (target: none)`,
    `heap of the Worker, after a collection: ${growth(memory.heap)} (target: no growth)`,
    `memory of the whole workerd, the stores' simulation included: ${growth(memory.resident)}`,
  ]
}

/** Readers of every kind in turns. */
async function read({ base, briefing, edition, share, etag }, duration) {
  const paths = [
    '/',
    edition,
    `${edition}.md`,
    new URL(share).pathname,
    briefing,
    `${briefing}.json`,
    `${briefing}.txt`,
    `${briefing}.eml`,
    `${briefing}/editions`,
    `${briefing}/feed.atom`,
    `${briefing}/subscribe`,
  ]
  const requests = [...paths.map((path) => ({ path })), { path: edition, headers: { 'If-None-Match': etag } }]
  const result = await autocannon({ url: base, requests, connections: READERS, duration })
  const statuses = Object.entries(result.statusCodeStats)
  const failures = [
    ...statuses
      .filter(([status]) => status !== '200' && status !== '304')
      .map(([status, { count }]) => `${count} times ${status} to readers`),
    ...(result.errors > 0 ? [`${result.errors} broken or late answers to readers`] : []),
  ]
  return { requests: statuses.reduce((sum, [, { count }]) => sum + count, 0), failures }
}

async function edit({ base, token, briefing }, until) {
  const ask = editorOf(base, token)
  return repeat(until, 200, (round) => workOnce(ask, briefing, round))
}

async function signUp({ base, token, briefing }, until) {
  const ask = editorOf(base, token)
  return repeat(until, SIGN_UP_EVERY, async (number) => {
    await signUpOnce(ask, briefing, number)
    return 1
  })
}

async function tick({ base, token }, until) {
  const ask = editorOf(base, token)
  return repeat(until, MINUTE, async () => {
    await ask(200, 'GET', CLOCK)
    return 1
  })
}

/** Works until it is time; what fails is kept, and the next turn comes all the same. */
async function repeat(until, rest, work) {
  const failures = []
  let requests = 0
  for (let round = 1; performance.now() < until; round += 1) {
    try {
      requests += await work(round)
    } catch (error) {
      failures.push(error.message)
    }
    await pause(Math.min(rest, Math.max(0, until - performance.now())))
  }
  return { requests, failures }
}

/** What the Worker's heap and its whole process hold, once a second, in the first, the middle and the last sixth; garbage is collected as each begins. */
async function watchMemory({ inspectorPort }, until) {
  const heap = await openHeap(inspectorPort)
  const start = performance.now()
  const samples = []
  const collections = [0, 5 / 12, 5 / 6].map((part) => start + part * (until - start))
  while (performance.now() < until - 1000) {
    if (performance.now() >= (collections[0] ?? Infinity)) {
      collections.shift()
      heap.collect()
    }
    const used = await heap.used()
    if (used !== null) samples.push({ used, resident: usageOf().now })
    await pause(1000)
  }
  heap.close()
  const part = Math.ceil(samples.length / 6)
  const middle = Math.floor((samples.length - part) / 2)
  const parts = [samples.slice(0, part), samples.slice(middle, middle + part), samples.slice(-part)]
  return {
    // The lowest is what the collection left.
    heap: parts.map((some) => Math.min(...some.map(({ used }) => used))),
    resident: parts.map((some) => median(some.map(({ resident }) => resident))),
  }
}

function growth(megabytes) {
  const [start, middle, end] = megabytes
  return `${start.toFixed(0)}, ${middle.toFixed(0)} and ${end.toFixed(0)} MB at start, middle and end; end ÷ start: ${(end / start).toFixed(2)}`
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
}
