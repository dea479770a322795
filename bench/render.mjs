import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildProject } from './build.mjs'

const ROUNDS = 15
const EACH = 60

/** Composing ten articles and rendering them to HTML, over a bare Mustache.render of the same template with the view at hand. */
export async function benchRender() {
  const { outdir } = await buildProject('bench/render-entry.ts')
  const { compose, renderComposed, renderBare } = await import(join(outdir, 'render-entry.mjs'))
  const composition = compose(new Date('2026-03-01T09:00:00Z'))
  for (const page of [renderBare(), renderComposed(composition)])
    if (page.split('<article').length !== 11) throw new Error('a page does not show ten articles')
  const whole = []
  const bare = []
  // In turns, so that whatever else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(time(() => renderBare()))
    whole.push(time(() => renderComposed(compose(new Date('2026-03-01T09:00:00Z')))))
  }
  await rm(outdir, { recursive: true })
  return [
    `compose and render ten articles ÷ bare Mustache.render: ${(median(whole) / median(bare)).toFixed(2)} (target: at most 1.5)`,
    `medians: ${median(whole).toFixed(3)} ms and ${median(bare).toFixed(3)} ms`,
  ]
}

function time(work) {
  const start = performance.now()
  for (let turn = 0; turn < EACH; turn += 1) work()
  return (performance.now() - start) / EACH
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
