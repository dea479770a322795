import type { Briefing } from '../core/briefing.ts'
import type { Store } from './store.ts'

/** Recipes that somebody looks at before they save them. They go by themselves. */

const LIFE = 3600

/** Keeps a recipe for an hour, for the frames of a page without script. */
export async function keepPreview({ kv }: Store, id: string, briefing: Briefing): Promise<void> {
  await kv.put(previewKey(id), JSON.stringify(briefing), { expirationTtl: LIFE })
}

/** One that was kept; null once it has gone. */
export function readPreview({ kv }: Store, id: string): Promise<Briefing | null> {
  return kv.get<Briefing>(previewKey(id), 'json')
}

function previewKey(id: string): string {
  return `preview/${id}`
}
