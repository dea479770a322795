import { quoted } from './tables.mjs'

const PAGE = 500
/** Bytes of one statement's rows: far below D1's 2 MB a value. */
const MOST_BYTES = 500_000

/** The rows of a table as arrays, page by page. */
export async function* readRows(db, { name, columns, order }) {
  const key = order.map(quoted).join(', ')
  const select = `SELECT ${[...order, ...columns].map(quoted).join(', ')} FROM ${quoted(name)}`
  const marks = order.map(() => '?').join(', ')
  let last = null
  for (;;) {
    const statement = last === null ? select : `${select} WHERE (${key}) > (${marks})`
    const page = await db
      .prepare(`${statement} ORDER BY ${key} LIMIT ${PAGE}`)
      .bind(...(last ?? []))
      .raw()
    for (const row of page) yield row.slice(order.length).map(toJson)
    if (page.length < PAGE) return
    last = page.at(-1).slice(0, order.length)
  }
}

/** Collects rows and writes them, many to a statement; `flush` writes what is left. */
export function rowWriter(db) {
  let table = null
  let rows = []
  let bytes = 0

  async function flush() {
    if (rows.length === 0) return
    const { name, columns } = table
    const values = columns.map((_column, index) => `value ->> ${index}`).join(', ')
    await db
      .prepare(`INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) SELECT ${values} FROM json_each(?1)`)
      .bind(`[${rows.join(',')}]`)
      .run()
    rows = []
    bytes = 0
  }

  return {
    flush,

    async begin(next) {
      await flush()
      table = next
    },

    /** @param {string} line the row as JSON */
    async add(line) {
      const length = Buffer.byteLength(line)
      if (length > MOST_BYTES || mustBeBound(line)) return insertBound(db, table, JSON.parse(line))
      if (rows.length === PAGE || bytes + length > MOST_BYTES) await flush()
      rows.push(line)
      bytes += length
    },
  }
}

/** The numbers that AUTOINCREMENT goes on from: one that was given out is not given again. */
export async function writeSequences(db, sequences) {
  const rows = JSON.stringify(sequences)
  await db.batch([
    db.prepare("DELETE FROM sqlite_sequence WHERE name IN (SELECT value ->> 'name' FROM json_each(?1))").bind(rows),
    db.prepare("INSERT INTO sqlite_sequence (name, seq) SELECT value ->> 'name', value ->> 'seq' FROM json_each(?1)").bind(rows),
  ])
}

// SQLite ends a JSON string at a NUL, and has no JSON for bytes.
function mustBeBound(line) {
  return line.includes('\\u0000') || line.includes('{"base64":')
}

async function insertBound(db, { name, columns }, row) {
  await db
    .prepare(`INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .bind(...row.map(fromJson))
    .run()
}

// D1 gives bytes as an array of numbers.
function toJson(value) {
  return value !== null && typeof value === 'object' ? { base64: Buffer.from(value).toString('base64') } : value
}

function fromJson(value) {
  return value !== null && typeof value === 'object' ? Uint8Array.from(Buffer.from(value.base64, 'base64')).buffer : value
}
