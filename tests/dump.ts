import { env } from 'cloudflare:workers'

/** Every key and value of KV and every value of every table, the shadow tables of the full-text index among them, as one text. */
export async function dumpStores(): Promise<string> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND sql NOT LIKE '%VIRTUAL%'`,
  ).all<{ name: string }>()
  const tables = await Promise.all(results.map(({ name }) => env.DB.prepare(`SELECT * FROM ${name}`).all()))
  const decoder = new TextDecoder('latin1')
  const { keys } = await env.KV.list()
  const values = await Promise.all(keys.map(({ name }) => env.KV.get(name)))
  return tables
    .flatMap((table) => table.results.flatMap((row) => Object.values(row)))
    .concat(
      keys.map(({ name }) => name),
      values,
    )
    .map((value) => (Array.isArray(value) ? decoder.decode(Uint8Array.from(value)) : String(value)))
    .join('\n')
}
