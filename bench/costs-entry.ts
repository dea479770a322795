import worker, { Pages } from '../src/index.ts'
import { countedEnv, noUsage, type Usage } from './count-store.ts'

/** The Worker, which also says what it has asked of the stores and of the queues since it was last asked: `GET /bench/usage`. */

/** The public pages, counted too. */
class CountedPages extends Pages {
  constructor(ctx: ExecutionContext, env: Env) {
    super(ctx, countedEnv(env, usage))
  }
}
export { CountedPages as Pages }

const usage = noUsage()
/** Messages that were sent, and those that were worked on. */
let sent = 0
let done = 0

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/bench/usage') return Response.json(taken())
    return worker.fetch(request, counted(env), ctx)
  },
  scheduled: (controller, env) => worker.scheduled(controller, counted(env)),
  async queue(batch, env, ctx) {
    await worker.queue(batch, counted(env), ctx)
    done += batch.messages.length
  },
} satisfies ExportedHandler<Env>

/** What was used, once the queues are empty; null before. */
function taken(): (Usage & { readonly messages: number }) | null {
  if (done < sent) return null
  const all = { ...usage, messages: sent }
  Object.assign(usage, noUsage())
  sent = 0
  done = 0
  return all
}

function counted(env: Env): Env {
  return { ...countedEnv(env, usage), JOBS: countMessages(env.JOBS), CARDS: countMessages(env.CARDS) }
}

function countMessages(queue: Queue): Queue {
  return new Proxy(queue, {
    get(target, name) {
      if (name === 'send')
        return (body: unknown) => {
          sent += 1
          return target.send(body)
        }
      if (name === 'sendBatch')
        return (list: Iterable<MessageSendRequest>) => {
          const all = [...list]
          sent += all.length
          return target.sendBatch(all)
        }
      return Reflect.get(target, name)
    },
  })
}
