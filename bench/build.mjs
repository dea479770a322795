import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Builds TypeScript of the project as wrangler does, in chunks, so that what is loaded lazily stands apart. */
export async function buildProject(entry, options = {}) {
  const outdir = await mkdtemp(join(tmpdir(), 'wirebrief-bench-'))
  const { metafile } = await build({
    entryPoints: [entry],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'import'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.mustache': 'text', '.css': 'text', '.client.js': 'text', '.ttf': 'file', '.wasm': 'file' },
    target: 'es2024',
    metafile: true,
    logLevel: 'error',
    ...options,
  })
  return { outdir, metafile }
}
