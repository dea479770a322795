import { Failure } from '../start/failure.mjs'

/**
 * The tables that hold what is stored, those that others refer to first. They are asked of the database, so that a new one is carried without
 * anybody having to remember it. Left out are the platform's, the record of migrations, and the full-text index, which is made anew.
 */
export async function listTables(db) {
  const { results: tables } = await db
    .prepare(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name <> 'd1_migrations' ORDER BY name`,
    )
    .all()
  if (tables.length === 0) return []
  const described = await db.batch(
    tables.flatMap(({ name }) => [
      db.prepare('SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid').bind(name),
      db.prepare('SELECT DISTINCT "table" AS parent FROM pragma_foreign_key_list(?1)').bind(name),
    ]),
  )
  return parentsFirst(
    tables.map(({ name, wr }, index) => ({
      name,
      columns: described[2 * index].results.map((column) => column.name),
      order: wr === 1 ? keyOf(described[2 * index].results) : ['rowid'],
      parents: described[2 * index + 1].results.map(({ parent }) => parent).filter((parent) => parent !== name),
    })),
  )
}

/** An identifier as SQL has it. */
export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`
}

function keyOf(columns) {
  return columns
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map(({ name }) => name)
}

function parentsFirst(tables) {
  const sorted = []
  let left = tables
  while (left.length > 0) {
    const ready = left.filter(({ parents }) => parents.every((parent) => sorted.some(({ name }) => name === parent)))
    if (ready.length === 0) throw new Failure(`these tables refer to one another: ${left.map(({ name }) => name).join(', ')}`)
    sorted.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return sorted
}
