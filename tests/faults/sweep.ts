import { env } from 'cloudflare:workers'

const TABLES =
  'deliveries mailings notices runs editions snapshot_items snapshots shares carried candidates proposals sketches shingles event_terms webhooks retired_tokens suppressions subscribers throttles polls source_items sources article_topics article_text texts held_revisions revisions articles briefings clock'

/** Leaves D1 to the next run in a test as it was. What is in KV stays, where nothing in D1 names it; `sweepKv` takes it away, too. */
export async function sweep(): Promise<void> {
  const statements = ['PRAGMA defer_foreign_keys = on', ...TABLES.split(' ').map((table) => `DELETE FROM ${table}`)]
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)))
}

export async function sweepKv(): Promise<void> {
  const { keys } = await env.KV.list()
  await Promise.all(keys.map(({ name }) => env.KV.delete(name)))
}
