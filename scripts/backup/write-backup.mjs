import { createHash } from 'node:crypto'
import { Failure } from '../start/failure.mjs'
import { createFile } from './file.mjs'
import { FORMAT } from './format.mjs'
import { appliedMigrations } from './migrations.mjs'
import { readRows } from './rows.mjs'
import { listTables } from './tables.mjs'
import { readValues } from './values.mjs'

/** A store that is written to meanwhile is read anew so often. */
const TRIES = 3

/** Writes a store to a file; answers what is in it. */
export async function writeBackup({ db, kv }, path, now = new Date()) {
  const migrations = await appliedMigrations(db)
  if (migrations.length === 0) throw new Failure('there is no Wirebrief in this store')
  for (let left = TRIES; left > 0; left -= 1) {
    const file = await createFile(path)
    try {
      await file.add({ wirebrief: 'backup', format: FORMAT, at: now.toISOString(), migrations })
      const { rows, digest } = await readTables(db, (line) => file.add(line))
      // They are read page by page, and the pages belong together only where nobody wrote meanwhile: a second reading tells.
      if ((await readTables(db)).digest === digest) {
        const values = await writeValues(kv, file)
        return { rows, values, sha256: await file.seal({ rows, values }) }
      }
      await file.discard()
    } catch (error) {
      await file.discard()
      throw error
    }
  }
  throw new Failure('the store was written to each time while it was read; nothing was kept. Pause what writes, or try at a quieter time')
}

async function readTables(db, take = async () => {}) {
  const hash = createHash('sha256')
  let rows = 0
  for await (const line of tableLines(db)) {
    hash.update(JSON.stringify(line))
    await take(line)
    if (Array.isArray(line)) rows += 1
  }
  return { rows, digest: hash.digest('hex') }
}

async function* tableLines(db) {
  const { results: sequences } = await db.prepare("SELECT name, seq FROM sqlite_sequence WHERE name <> 'd1_migrations' ORDER BY name").all()
  yield { sequences }
  for (const table of await listTables(db)) {
    yield { table: { name: table.name, columns: table.columns } }
    yield* readRows(db, table)
  }
}

async function writeValues(kv, file) {
  let values = 0
  for await (const value of readValues(kv)) {
    await file.add({ value })
    values += 1
  }
  return values
}
