import { spawnSync } from 'node:child_process'
import { expect } from '../clone-check/steps.mjs'

const LIMIT = 1

/** Whether SpamAssassin is on this machine. */
export function hasSpamAssassin() {
  return !spawnSync('spamassassin', ['--version']).error
}

/** Scores a message by its words and structure alone: no look-ups in the network. `home` is where it may leave its files. */
export function expectInnocent(raw, home) {
  const { stdout } = spawnSync('spamassassin', ['-L', '-t'], {
    input: raw,
    encoding: 'utf8',
    env: { ...process.env, HOME: home },
    maxBuffer: 10_000_000,
  })
  const report = stdout.slice(stdout.lastIndexOf('Content analysis details:'))
  const [, points] = /\((-?[\d.]+) points/.exec(report) ?? []
  expect(points !== undefined, 'it gives no score')
  const rules = [...report.matchAll(/^ *(-?\d+\.\d) (\w+)/gm)]
    .filter(([, score]) => Number(score) > 0)
    .map(([, score, rule]) => `${rule} ${score}`)
  expect(Number(points) < LIMIT, `it gives ${points} points: ${rules.join(', ')}`)
}
