import { eraseAll } from './emptiness.mjs'
import { readLines } from './file.mjs'
import { isRow, parseLine } from './format.mjs'
import { applyMigrations } from './migrations.mjs'
import { rowWriter, writeSequences } from './rows.mjs'
import { indexTexts } from './search-index.mjs'
import { valueWriter } from './values.mjs'

/**
 * Puts a verified backup into a store in place of what is there, as it was: by the migrations of its time, and then by the newer ones.
 * Answers the ids of articles whose text it lacks.
 */
export async function restoreBackup(store, path, { header, newer }) {
  const { db, kv } = store
  await eraseAll(store)
  await applyMigrations(db, header.migrations)
  await writeLines(store, path)
  const missing = await indexTexts(db, kv)
  await applyMigrations(db, newer)
  return missing
}

async function writeLines({ db, kv }, path) {
  const rows = rowWriter(db)
  const values = valueWriter(kv)
  let sequences = []
  for await (const line of readLines(path)) {
    if (isRow(line)) await rows.add(line.toString('utf8'))
    else {
      const part = parseLine(line)
      if (part.sequences) ({ sequences } = part)
      if (part.table) await rows.begin(part.table)
      if (part.value) await values.add(part.value)
    }
  }
  await rows.flush()
  await values.flush()
  await writeSequences(db, sequences)
}
