import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { getPlatformProxy } from 'wrangler'
import { buildProject } from './build.mjs'

const SMALL = 100
const LARGE = 10_000

/** How well copies and reports on one event are found among samples, and what a look-up reads in a small and in a large catalogue. */
export async function benchDuplicates() {
  const { outdir } = await buildProject('bench/duplicates-entry.ts')
  const { figures, fill, lookUp, fingerprintTime } = await import(join(outdir, 'duplicates-entry.mjs'))
  const platform = await getPlatformProxy({ configPath: 'wrangler.toml', persist: false, remoteBindings: false })
  try {
    const { samples, nearDuplicates, joined, proposals } = figures()
    const db = platform.env.DB
    await migrate(db)
    await fill(db, 0, SMALL)
    const small = await measure(() => lookUp(db, SMALL))
    await fill(db, SMALL, LARGE)
    const large = await measure(() => lookUp(db, LARGE))
    return [
      `${samples} samples, pairs of near-duplicates: precision ${percent(nearDuplicates.precision)}, recall ${percent(nearDuplicates.recall)} (${nearDuplicates.found} pairs found)`,
      `copies that come into one story with their original: ${percent(joined)}`,
      `${samples} samples, proposals: precision ${percent(proposals.precision)}, recall ${percent(proposals.recall)} (${proposals.found} pairs found)`,
      ...Object.entries({ [SMALL]: small, [LARGE]: large }).map(
        ([stored, { rows, milliseconds, found }]) =>
          `a look-up of 50 articles among ${stored}: ${rows} rows read, ${milliseconds.toFixed(1)} ms, ${found} of 25 copies found`,
      ),
      `rows read among ${LARGE} ÷ among ${SMALL}: ${(large.rows / small.rows).toFixed(2)} for ${LARGE / SMALL} times the articles`,
      `making up an article of 250 words and taking its fingerprint: ${fingerprintTime().toFixed(2)} ms`,
    ]
  } finally {
    await platform.dispose()
    await rm(outdir, { recursive: true })
  }
}

/** The best of five: whatever else the machine does only adds. */
async function measure(work) {
  const runs = []
  for (let turn = 0; turn < 5; turn += 1) runs.push(await work())
  return runs.toSorted((one, other) => one.milliseconds - other.milliseconds)[0]
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`
}

async function migrate(db) {
  for (const file of (await readdir('migrations')).toSorted()) {
    const sql = (await readFile(join('migrations', file), 'utf8')).replaceAll(/--.*$/gm, '')
    for (const statement of sql.split(/;\s*$/m)) if (statement.trim()) await db.prepare(statement).run()
  }
}
