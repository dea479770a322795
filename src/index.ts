import { WorkerEntrypoint } from 'cloudflare:workers'
import { siteLanguageOf } from './core/site-language.ts'
import { gateway } from './http/gateway.ts'
import { servePage } from './http/pages.ts'
import { sendCardOrder } from './http/order-card.ts'
import { purgeNow, purgeTags, tagsOfArticles, tagsOfEdition } from './http/purge.ts'
import { wakeJobs } from './http/wake.ts'
import { storeOf } from './store/store.ts'

/** The public pages, behind the edge's cache. */
export class Pages extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return servePage(request, {
      store: storeOf(this.env),
      publicUrl: this.env.PUBLIC_URL,
      siteLanguage: siteLanguageOf(this.env),
      now: new Date(),
      reader: 'anyone',
    })
  }

  /** Drops what the edge keeps under any of these tags. Where there is no cache there is nothing to drop. */
  async purge(tags: string[]): Promise<void> {
    await this.ctx.cache?.purge({ tags })
  }
}

export default {
  fetch: gateway.fetch,

  /** The clock, every five minutes: finds what is due, and wakes the queue for it. */
  async scheduled(_controller, env) {
    const { tick } = await import('./jobs/tick.ts')
    await wakeJobs(env.JOBS, await tick(storeOf(env), new Date(), env.BODY_RETENTION))
  },

  /** Jobs, and orders of preview pictures. What each needs is large, and loaded by none but this door. */
  async queue(batch, env, ctx) {
    if (batch.queue.includes('jobs')) {
      const { work } = await import('./jobs/work.ts')
      const { readMailSetting } = await import('./mail/setting.ts')
      const { readWebSetting } = await import('./web/setting.ts')
      const mail = readMailSetting(env)
      const changed: string[] = []
      await work(batch.messages, {
        store: storeOf(env),
        publicUrl: env.PUBLIC_URL,
        siteLanguage: siteLanguageOf(env),
        mail: mail.ok ? mail.value : null,
        web: readWebSetting(env),
        now: () => new Date(),
        newId: () => crypto.randomUUID(),
        sleep: (milliseconds) => scheduler.wait(milliseconds),
        wake: (jobs) => wakeJobs(env.JOBS, jobs),
        onEdition: async (slug, number, snapshot) => {
          changed.push(...tagsOfEdition(slug, number))
          await sendCardOrder(env.CARDS, snapshot)
        },
        onArticles: ({ articles, briefings }) => {
          changed.push(...tagsOfArticles(articles, briefings))
        },
      })
      // One for all of them, which waits for no other: the next jobs may stand behind this batch.
      if (changed.length > 0) ctx.waitUntil(purgeNow(ctx.exports.Pages, changed))
      return
    }
    const { drawCards } = await import('./jobs/draw-card.ts')
    const changed = await drawCards(batch.messages, { store: storeOf(env), publicUrl: env.PUBLIC_URL, now: new Date() })
    if (changed.length > 0) ctx.waitUntil(purgeTags(ctx.exports.Pages, changed))
  },

  /** Bounces. */
  async email(message, env) {
    const { takeBounce } = await import('./jobs/bounce.ts')
    await takeBounce(message, { store: storeOf(env), pepper: env.ADDRESS_PEPPER ?? '', now: new Date() })
  },
} satisfies ExportedHandler<Env>
