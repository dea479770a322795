import { readRows, rowWriter } from '../backup/rows.mjs'
import { openStore } from '../backup/store.mjs'
import { listTables } from '../backup/tables.mjs'
import { check, expect } from '../clone-check/steps.mjs'

const LONG = 'ä"\\\n'.repeat(150_000)
const ROWS = [
  [1, 'a\u0000b', null, 0.1],
  [2, LONG, null, -1e300],
  [3, 'text', { base64: Buffer.from([0, 255, 10, 91]).toString('base64') }, null],
  [4, '007', null, 5],
  [9_007_199_254_740_991, '{"base64":"no bytes"}', null, null],
]

/** Rows that JSON or one statement does not hold, and tables that refer to one another. */
export async function checkOddRows(state) {
  const { db, close } = await openStore({ state })
  await check('bytes, NULs, long texts and large numbers are carried', async () => {
    await db
      .prepare('CREATE TABLE a_child (parent INTEGER REFERENCES z_parent (id), x TEXT, PRIMARY KEY (parent, x)) STRICT, WITHOUT ROWID')
      .run()
    await db.prepare('CREATE TABLE z_parent (id INTEGER PRIMARY KEY, words TEXT, bytes BLOB, number REAL) STRICT').run()
    const [parent, child] = await listTables(db)
    expect(parent.name === 'z_parent' && child.name === 'a_child', 'what is referred to does not come first')
    const children = Array.from({ length: 1234 }, (_, index) => [(index % 4) + 1, String(index).padStart(5, '0')])
    await write(db, parent, ROWS)
    await write(db, child, children)
    expect(JSON.stringify(await all(readRows(db, parent))) === JSON.stringify(ROWS), 'other rows come back')
    expect((await all(readRows(db, child))).length === children.length, 'not as many rows come back')
  })
  await close()
}

async function write(db, table, rows) {
  const writer = rowWriter(db)
  await writer.begin(table)
  for (const row of rows) await writer.add(JSON.stringify(row))
  await writer.flush()
}

async function all(rows) {
  const found = []
  for await (const row of rows) found.push(row)
  return found
}
