import { readFile, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildProject } from './build.mjs'

/** The most that may be evaluated at start, in bytes gzipped. */
export const START_BUDGET = 225_000

/** How large a Worker is, in bytes gzipped: what is evaluated at start, and what waits until it is needed. `heaviest` names what weighs most at start. */
export async function bundleSize(entryPoint = 'src/index.ts') {
  const { outdir, metafile } = await buildProject(entryPoint, {
    minify: false,
    external: ['cloudflare:*', 'node:*', ...builtinModules],
  })
  try {
    const atStart = startOf(metafile, entryPoint)
    const sizes = { atStart: 0, lazy: 0 }
    for (const file of Object.keys(metafile.outputs))
      sizes[atStart.has(file) ? 'atStart' : 'lazy'] += gzipSync(await readFile(resolve(file))).length
    return { ...sizes, heaviest: heaviestOf(metafile, atStart) }
  } finally {
    await rm(outdir, { recursive: true })
  }
}

/** The files that the entry imports, and those that they import, as long as nothing waits for a call. */
function startOf({ outputs }, entryPoint) {
  const atStart = new Set()
  const visit = (file) => {
    if (atStart.has(file)) return
    atStart.add(file)
    for (const imported of outputs[file]?.imports ?? [])
      if (imported.kind === 'import-statement' && !imported.external) visit(imported.path)
  }
  visit(Object.keys(outputs).find((file) => outputs[file].entryPoint === entryPoint))
  return atStart
}

/** Packages, and files of the project, before they are gzipped. */
function heaviestOf({ outputs }, atStart) {
  const weights = new Map()
  for (const file of atStart) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file].inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input
      weights.set(name, (weights.get(name) ?? 0) + bytesInOutput)
    }
  }
  return [...weights].toSorted(([, one], [, other]) => other - one).slice(0, 8)
}

/** Bytes as the benchmarks print them. */
export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
