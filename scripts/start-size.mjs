// Fails when more is evaluated at the Worker's start than the budget allows.
import { bundleSize, kilobytes, START_BUDGET } from '../bench/bundle-size.mjs'

const { atStart, heaviest } = await bundleSize()
if (atStart > START_BUDGET) {
  console.error(
    `${kilobytes(atStart)} gzipped are evaluated at start; the budget is ${kilobytes(START_BUDGET)}. Import lazily what not every reader needs.`,
  )
  for (const [name, bytes] of heaviest) console.error(`  ${kilobytes(bytes).padStart(9)} ${name}`)
  process.exit(1)
}
console.log(`Evaluated at start: ${kilobytes(atStart)} gzipped of ${kilobytes(START_BUDGET)}.`)
