import { bundleSize, kilobytes, START_BUDGET } from './bundle-size.mjs'

/** How large the Worker is, gzipped: what is evaluated at start, and what waits until it is needed; beside a bare one. */
export async function benchBundle() {
  const ours = await bundleSize()
  const bare = await bundleSize('bench/hello.ts')
  return [
    `evaluated at start: ${kilobytes(ours.atStart)} gzipped, ${(ours.atStart / bare.atStart).toFixed(1)} times a bare Hono Worker's ${kilobytes(bare.atStart)} (target: at most 350 kB; npm run check holds ${kilobytes(START_BUDGET)})`,
    `loaded when needed: ${kilobytes(ours.lazy)} gzipped`,
  ]
}
