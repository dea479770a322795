import { spawn } from 'node:child_process'

// Runs a few thousand plans of what may go wrong, and prints how many there were, what went wrong in them and whether a promise was broken.
// `FAULT_PLANS=500 npm run faults` runs so many; `FAULT_SEED=123 npm run faults` runs that one alone and tells it step by step.

const { FAULT_SEED, FAULT_PLANS = '2000' } = process.env
const PLANS = ['tests/faults/odd-plans.test.ts', 'tests/faults/even-plans.test.ts']
const OTHERS = ['tests/faults/model.test.ts', 'tests/jobs/faults.test.ts', 'tests/jobs/webhook-faults.test.ts']

const began = Date.now()
const ran = await run(['run', ...PLANS, ...(FAULT_SEED ? [] : OTHERS)])
const plans = reports(ran.output, 'fault-plans')
if (FAULT_SEED) print(ran.output)
else {
  for (const part of ran.output.split(/^(?=.*FAULT_SEED=\d+ npm run faults)/m).slice(1)) print(part.slice(0, part.indexOf('\nfault-plans')))
  table(
    'what happened',
    plans.map(({ counts }) => counts),
  )
  table(
    'what went wrong',
    plans.map(({ faults }) => faults),
  )
  for (const { runs, operations } of reports(ran.output, 'fault-model'))
    print(`model: ${operations} operations in ${runs} sequences say the same as the model\n`)
  print(ran.output.slice(ran.output.indexOf('faults: a mailing to')).split('\n\n')[0] ?? '')
}
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)
const [many, failed] = [sum(plans.map((one) => one.plans)), sum(plans.map((one) => one.failed))]
const faults = sum(plans.flatMap((one) => Object.values(one.faults))).toLocaleString('en')
print(`\n${many} plans, ${faults} faults; plans with a broken promise: ${failed}. ${Math.round((Date.now() - began) / 1000)} seconds.`)
if (ran.code !== 0) print(ran.output.slice(ran.output.indexOf('Failed Tests')))
process.exitCode = ran.code

/** @param {string[]} args @returns {Promise<{ code: number, output: string }>} */
function run(args) {
  const child = spawn('vitest', args, { env: { ...process.env, FAULT_PLANS, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, output: said })))
}

/** @param {string} output @param {string} name */
function reports(output, name) {
  return [...output.matchAll(new RegExp(`^${name} (\\{.*\\})$`, 'gm'))].map(([, json]) => JSON.parse(json ?? ''))
}

/** @param {string} title @param {Record<string, number>[]} parts */
function table(title, parts) {
  const sums = new Map()
  for (const part of parts) for (const [name, count] of Object.entries(part)) sums.set(name, (sums.get(name) ?? 0) + count)
  const rows = [...sums].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, count]) => `| ${name} | ${count.toLocaleString('en')} |`)
  print(`| ${title} | times |\n|---|---|\n${rows.join('\n')}\n`)
}

/** @param {string} text */
function print(text) {
  console.log(text)
}
