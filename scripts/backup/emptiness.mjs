import { listTables, quoted } from './tables.mjs'
import { eraseValues } from './values.mjs'

/** Whether nothing is in a store; a table without rows is nothing. */
export async function isEmpty({ db, kv }) {
  const { keys } = await kv.list({ limit: 1 })
  if (keys.length > 0) return false
  const tables = await listTables(db)
  if (tables.length === 0) return true
  const found = await db.batch(tables.map(({ name }) => db.prepare(`SELECT EXISTS (SELECT 1 FROM ${quoted(name)}) AS is_there`)))
  return found.every(({ results }) => results[0].is_there === 0)
}

/** Removes every value of KV and every table, the record of migrations too. */
export async function eraseAll({ db, kv }) {
  const { results: indexes } = await db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'").all()
  const tables = await listTables(db)
  const names = [...indexes, ...tables.toReversed()].map(({ name }) => name)
  await db.batch([...names, 'd1_migrations'].map((name) => db.prepare(`DROP TABLE IF EXISTS ${quoted(name)}`)))
  await eraseValues(kv)
}
