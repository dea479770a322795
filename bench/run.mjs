// `npm run bench` runs every benchmark, `npm run bench -- render` one of them. Each prints ratios against a yardstick of the
// same run, so that the figures mean the same on any machine.
import { benchBundle } from './bundle.mjs'
import { benchCosts } from './costs.mjs'
import { benchDuplicates } from './duplicates.mjs'
import { benchEdge } from './edge.mjs'
import { benchIntake } from './intake.mjs'
import { benchLoad } from './load.mjs'
import { benchMail } from './mail.mjs'
import { benchScale } from './scale.mjs'
import { benchRender } from './render.mjs'
import { benchStartup } from './startup.mjs'

const BENCHMARKS = {
  render: benchRender,
  intake: benchIntake,
  edge: benchEdge,
  mail: benchMail,
  duplicates: benchDuplicates,
  scale: benchScale,
  load: benchLoad,
  startup: benchStartup,
  costs: benchCosts,
  bundle: benchBundle,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in BENCHMARKS))
if (unknown.length > 0) {
  console.error(`There is no benchmark named ${unknown.join(', ')}. There are: ${Object.keys(BENCHMARKS).join(', ')}.`)
  process.exit(1)
}
for (const [name, bench] of Object.entries(BENCHMARKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`${name}:`)
  for (const row of await bench()) console.log(`  ${row}`)
}
