import { readdir, readFile } from 'node:fs/promises'
import { Failure } from '../start/failure.mjs'

const FOLDER = new URL('../../migrations/', import.meta.url)

/** As wrangler makes it. */
const RECORD = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`

/** The migrations that this Wirebrief has, in order. */
export async function knownMigrations() {
  const names = await readdir(FOLDER)
  return names.filter((name) => name.endsWith('.sql')).toSorted()
}

/** The migrations that a store has seen, in order; none where it is new. */
export async function appliedMigrations(db) {
  const there = await db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'd1_migrations'").first()
  if (!there) return []
  const { results } = await db.prepare('SELECT name FROM d1_migrations ORDER BY id').all()
  return results.map(({ name }) => name)
}

/** The migrations that lead on from those of a backup. Fails where it is of a Wirebrief that has other ones. */
export function newerMigrations(known, carried) {
  if (carried.some((name, index) => known[index] !== name))
    throw new Failure(`it is of another or a newer Wirebrief: this one does not have its migrations up to ${carried.at(-1)}`)
  return known.slice(carried.length)
}

/** Applies migrations, each with the record of it in one batch. */
export async function applyMigrations(db, names) {
  const { unstable_splitSqlQuery: split } = await import('wrangler')
  await db.prepare(RECORD).run()
  for (const name of names) {
    const statements = split(await readFile(new URL(name, FOLDER), 'utf8'))
    await db.batch([
      ...statements.map((statement) => db.prepare(statement)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name),
    ])
  }
}
