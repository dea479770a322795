import type { Store } from '../store/store.ts'
import { probe } from '../store/probe.ts'

/** Whether both stores answer: 200 or 503, never cached. */
export async function health(store: Store): Promise<Response> {
  const { d1, kv } = await probe(store)
  const healthy = d1 && kv
  return Response.json(
    { status: healthy ? 'ok' : 'failing', d1: d1 ? 'ok' : 'failing', kv: kv ? 'ok' : 'failing' },
    { status: healthy ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
