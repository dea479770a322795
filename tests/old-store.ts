import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { z } from 'zod'

/** A store as an earlier version left it, from the lines of a backup that was made of it. */

const Line = z.union([
  z.strictObject({ wirebrief: z.literal('backup'), format: z.literal(1), at: z.string(), migrations: z.array(z.string()) }),
  z.strictObject({ sequences: z.array(z.unknown()) }),
  z.strictObject({ table: z.strictObject({ name: z.string(), columns: z.array(z.string()) }) }),
  z.strictObject({ value: z.strictObject({ name: z.string(), text: z.string().optional(), base64: z.string().optional() }) }),
  z.strictObject({ end: z.unknown() }),
  z.array(z.union([z.string(), z.number(), z.null()])),
])

/** Puts it in place of what is there, at the migrations of its time. Answers the names of those. */
export async function openOldStore(text: string): Promise<readonly string[]> {
  await reset()
  let migrations: readonly string[] = []
  let table = { name: '', columns: [''] }
  for (const json of text.trimEnd().split('\n')) {
    const line = Line.parse(JSON.parse(json))
    if (Array.isArray(line)) await insert(table, line)
    else if ('table' in line) ({ table } = line)
    else if ('value' in line) await env.KV.put(line.value.name, line.value.text ?? bytesOf(line.value.base64 ?? ''))
    else if ('migrations' in line) {
      ;({ migrations } = line)
      await applyD1Migrations(env.DB, env.MIGRATIONS.slice(0, migrations.length))
    }
  }
  await indexTexts()
  return migrations
}

async function insert({ name, columns }: { readonly name: string; readonly columns: readonly string[] }, row: readonly unknown[]) {
  await env.DB.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .bind(...row)
    .run()
}

/** A backup does not hold the full-text index. */
async function indexTexts(): Promise<void> {
  const { results } = await env.DB.prepare('SELECT number, id, key, headline FROM articles').all<
    Record<'number' | 'id' | 'key' | 'headline', string>
  >()
  for (const { number, id, key, headline } of results) {
    const body = await env.KV.get<string[]>(`body/${id}/${key}`, 'json')
    await env.DB.prepare(`INSERT INTO article_text (rowid, headline, dek, body) VALUES (?1, ?2, '', ?3)`)
      .bind(number, headline, body?.join('\n') ?? '')
      .run()
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
