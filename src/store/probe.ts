import type { Store } from './store.ts'

/** Whether each store answers just now; the schema of D1 must be there too. */
export async function probe({ kv, db }: Store): Promise<{ d1: boolean; kv: boolean }> {
  const [d1, kvAnswer] = await Promise.allSettled([db.prepare('SELECT 1 FROM articles LIMIT 1').first(), kv.get('health')])
  return { d1: d1.status === 'fulfilled', kv: kvAnswer.status === 'fulfilled' }
}
