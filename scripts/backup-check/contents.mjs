import { openStore } from '../backup/store.mjs'

/** Everything in a store, read in another way than a backup does: each table's rows and each value of KV, as text by name. */
export async function contentsOf(state) {
  const { db, kv, close } = await openStore({ state })
  try {
    const contents = new Map()
    const { results } = await db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article\\_text%' ESCAPE '\\' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
      )
      .all()
    for (const { name } of results) {
      const rows = await db.prepare(`SELECT ${name === 'd1_migrations' ? 'id, name' : '*'} FROM ${name}`).all()
      contents.set(`table ${name}`, rows.results.map((row) => JSON.stringify(row)).toSorted().join('\n')) // prettier-ignore
    }
    const { keys } = await kv.list()
    for (const { name } of keys) contents.set(name, Buffer.from(await kv.get(name, 'arrayBuffer')).toString('base64'))
    return contents
  } finally {
    await close()
  }
}

/** The names under which two stores differ. */
export function differences(one, other) {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name))
}
