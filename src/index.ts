import { WorkerEntrypoint } from 'cloudflare:workers'
import { gateway } from './http/gateway.ts'
import { servePage } from './http/pages.ts'
import { purgeTags } from './http/purge.ts'
import { storeOf } from './store/store.ts'

/** The public pages, behind the edge's cache. */
export class Pages extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return servePage(request, { store: storeOf(this.env), publicUrl: this.env.PUBLIC_URL, now: new Date(), reader: 'anyone' })
  }

  /** Drops what the edge keeps under any of these tags. Where there is no cache there is nothing to drop. */
  async purge(tags: string[]): Promise<void> {
    await this.ctx.cache?.purge({ tags })
  }
}

export default {
  fetch: gateway.fetch,

  /** Preview pictures that were ordered. What draws them is large, and loaded by none but this door. */
  async queue(batch, env, ctx) {
    const { drawCards } = await import('./jobs/draw-card.ts')
    const changed = await drawCards(batch.messages, { store: storeOf(env), publicUrl: env.PUBLIC_URL, now: new Date() })
    if (changed.length > 0) ctx.waitUntil(purgeTags(ctx.exports.Pages, changed))
  },
} satisfies ExportedHandler<Env>
