import { readFile, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildProject } from './build.mjs'

/** How large the Worker is, gzipped: what is evaluated at start, and what waits until it is needed. */
export async function benchBundle() {
  const { outdir, metafile } = await buildProject('src/index.ts', {
    minify: false,
    external: ['cloudflare:*', 'node:*', ...builtinModules],
  })
  const entry = Object.keys(metafile.outputs).find((file) => metafile.outputs[file].entryPoint === 'src/index.ts')
  const atStart = new Set()
  const visit = (file) => {
    if (atStart.has(file)) return
    atStart.add(file)
    for (const imported of metafile.outputs[file]?.imports ?? [])
      if (imported.kind === 'import-statement' && !imported.external) visit(imported.path)
  }
  visit(entry)
  const sizes = { atStart: 0, lazy: 0 }
  for (const file of Object.keys(metafile.outputs)) {
    sizes[atStart.has(file) ? 'atStart' : 'lazy'] += gzipSync(await readFile(resolve(file))).length
  }
  await rm(outdir, { recursive: true })
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB gzipped`
  return [`evaluated at start: ${kilobytes(sizes.atStart)}`, `loaded when needed: ${kilobytes(sizes.lazy)}`]
}
